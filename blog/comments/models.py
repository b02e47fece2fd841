"""Comments, what readers report, and what moderators need. Nothing here says who somebody is."""

import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from blog.comments.states import Learned, Reason, State
from blog.models import BlogPage
from cms.languages import language_field
from cms.visibility import visible

LONGEST_NAME, LONGEST_TEXT = 60, 4_000
CLOSE_AFTER_DAYS = 60


def this_hour() -> datetime.datetime:
    """Now, cut to the hour: nobody shall find a comment's second in a log."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


class CommentQuerySet(models.QuerySet["Comment"]):
    """The questions that are asked about comments."""

    def approved(self) -> "CommentQuerySet":
        return self.filter(state=State.APPROVED)

    def waiting(self) -> "CommentQuerySet":
        return self.filter(state=State.WAITING)

    def set_aside(self) -> "CommentQuerySet":
        """What was called spam by itself, in a flood: nobody of the team has decided about it."""
        return self.filter(state=State.SPAM, learned=Learned.NOT)

    def urgent(self) -> "CommentQuerySet":
        """Those by which somebody asks for help now; marked by moderators."""
        return self.filter(is_urgent=True)

    def reported(self) -> "CommentQuerySet":
        """Those that readers found something wrong with, and nobody has looked since."""
        return self.filter(models.Exists(CommentReport.objects.filter(comment=models.OuterRef("pk"))))

    def visible(self) -> "CommentQuerySet":
        """What readers see: approved ones of posts that everybody may see and that have comments."""
        posts = visible(BlogPage.objects.filter(has_comments=True)).order_by().values("pk")
        under_others = models.Q(parent=None) | models.Q(parent__state__in=[State.APPROVED, State.ERASED])
        return self.approved().filter(under_others, post__in=posts)

    def under(self, post: BlogPage) -> "CommentQuerySet":
        """The oldest first, as people talk."""
        return self.filter(post=post.pk).order_by("created_at", "pk")


class Comment(models.Model):
    """Words under a post. Of whoever wrote them it holds the name that they chose, and no more.

    Who has the code that was shown once can erase it; here is only the code's keyed hash.
    """

    post = models.ForeignKey(
        BlogPage, verbose_name=_("post"), on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("answer to"), null=True, on_delete=models.CASCADE, related_name="replies"
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    language = language_field()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    referral = models.CharField(_("whom to ask for help"), max_length=300, blank=True)
    is_edited = models.BooleanField(_("edited by a moderator"), default=False)
    is_from_union = models.BooleanField(_("from the union"), default=False)
    # Approved although it was reported: more reports do not hide it again.
    is_confirmed = models.BooleanField(default=False)
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    learned = models.CharField(max_length=4, choices=Learned.choices, blank=True)
    created_at = models.DateTimeField(_("time"), default=this_hour)
    decided_on = models.DateField(_("decided on"), null=True)
    code_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # unique, or none

    objects = CommentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("change",)
        indexes = [
            models.Index(fields=["post", "state"], name="comment_of_post"),
            models.Index(fields=["state", "created_at"], name="comment_queue"),
        ]

    def __str__(self) -> str:
        """For the admin's log, so without a word of it."""
        return f"#{self.pk}"

    @property
    def is_set_aside(self) -> bool:
        return self.state == State.SPAM and self.learned == Learned.NOT


class CommentReport(models.Model):
    """Somebody found something wrong with a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    day = models.DateField(_("day"), default=timezone.localdate)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_reason_display()


class WordCount(models.Model):
    """In how many comments of each kind a word stood. The word itself is not here, only its keyed hash."""

    digest = models.CharField(primary_key=True, max_length=32)
    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class SpentToken(models.Model):
    """A form that was sent: it cannot be sent once more. Kept for as long as its token would hold."""

    digest = models.CharField(primary_key=True, max_length=32)
    day = models.DateField(default=timezone.localdate)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class DigestDay(models.Model):
    """A day on which moderators were told what waits."""

    day = models.DateField(primary_key=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.day.isoformat()


class CannedAnswer(models.Model):
    """An answer that moderators give often, in one language."""

    language = language_field(blank=False)
    title = models.CharField(
        _("title"), max_length=100, help_text=_("For yourselves; readers do not see it.")
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)

    panels = ["language", "title", "text"]
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ready answer")
        verbose_name_plural = _("ready answers")
        ordering = ("language", "title")
        default_permissions = ("add", "change", "delete")

    def __str__(self) -> str:
        return self.title


@register_setting(icon="comment")
class CommentSettings(BaseGenericSetting):
    """What holds for comments under all posts."""

    close_after_days = models.PositiveSmallIntegerField(
        _("close comments after … days"),
        default=CLOSE_AFTER_DAYS,
        validators=[MaxValueValidator(3_650)],
        help_text=_("Counted from the day on which a post was published. 0: they stay open."),
    )
    sends_digest = models.BooleanField(
        _("tell moderators by e-mail"),
        default=True,
        help_text=_("Once a day, if something waits: only how many, and a link. Never what people wrote."),
    )

    panels = [FieldPanel("close_after_days"), FieldPanel("sends_digest")]

    class Meta:
        verbose_name = _("comments")
        default_permissions = ("change",)

    @classmethod
    def now(cls) -> "CommentSettings":
        """The settings, without making a row for who only reads. Costs one query."""
        found: Any = cls.objects.first()
        return found or cls()
