"""Requests to take something down. Nothing here says who asked."""

import datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from cms.takedown.states import CLOSED, OPEN, Kind, Outcome, State

LONGEST_TEXT, LONGEST_ADDRESS, LONGEST_NOTE = 4_000, 500, 300
# What the queue shows of a longer request.
FIRST_LETTERS, FIRST_LINES = 300, 6
HOURS_TO_ANSWER = 72
DAYS_KEPT = 30


def this_hour() -> datetime.datetime:
    """Now, cut to the hour: nobody shall find a request's second in a log."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


class TakedownQuerySet(models.QuerySet["TakedownRequest"]):
    """The questions that are asked about requests."""

    def to_do(self) -> "TakedownQuerySet":
        return self.filter(state__in=OPEN)

    def urgent(self) -> "TakedownQuerySet":
        """Also those that were set aside: false alarms shall not silence a real one."""
        return self.filter(is_urgent=True, state__in=(*OPEN, State.ASIDE))

    def overdue(self) -> "TakedownQuerySet":
        return (self.to_do() | self.urgent()).filter(due_at__lte=timezone.now())

    def aside(self) -> "TakedownQuerySet":
        return self.filter(state=State.ASIDE)

    def answered(self) -> "TakedownQuerySet":
        """Those in which somebody has answered a question of moderators, and nobody has read it."""
        return self.to_do().filter(has_answer=True)


class TakedownRequest(models.Model):
    """Somebody wants something about them taken down.

    What they wrote is deleted some days after the request is closed; then kind, page, days, what was done
    and who of the team did it are all that is left.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    is_urgent = models.BooleanField(_("somebody is in danger"), default=False)
    place = models.CharField(_("where it is, as typed"), max_length=LONGEST_ADDRESS, blank=True)
    text = models.TextField(_("words"), max_length=LONGEST_TEXT, blank=True)
    has_answer = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    created_at = models.DateTimeField(_("time"), default=this_hour)
    due_at = models.DateTimeField(_("due"))
    closed_on = models.DateField(_("closed on"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outcome = models.CharField(_("what was done"), max_length=10, choices=Outcome.choices, blank=True)
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    # Moderators were written to about it, since it is urgent.
    is_told = models.BooleanField(default=False)
    code_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # unique, or none
    token_digest = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001  # the same

    objects = TakedownQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("takedown request")
        verbose_name_plural = _("takedown requests")
        default_permissions = ("change",)
        indexes = [models.Index(fields=["state", "due_at"], name="takedown_queue")]

    def __str__(self) -> str:
        """For the admin's log, so without a word of it."""
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_overdue(self) -> bool:
        waits = self.is_open or (self.is_urgent and self.state == State.ASIDE)
        return waits and self.due_at <= timezone.now()

    @property
    def has_words(self) -> bool:
        """Whether what was written is still here."""
        return self.code_hash is not None

    @property
    def opening(self) -> str:
        """The first words of a long request; empty where all of it is short."""
        lines = self.text.splitlines()
        is_long = len(self.text) > FIRST_LETTERS or len(lines) > FIRST_LINES
        return Truncator(" ".join(lines)).chars(FIRST_LETTERS) if is_long else ""


class TakedownMessage(models.Model):
    """A question of moderators, or an answer to it."""

    request = models.ForeignKey(TakedownRequest, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField(max_length=LONGEST_TEXT)
    is_from_union = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=this_hour)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"#{self.pk}"


@register_setting(icon="no-view")
class TakedownSettings(BaseGenericSetting):
    """What holds for all takedown requests."""

    hours_to_answer = models.PositiveSmallIntegerField(
        _("answer within … hours"),
        default=HOURS_TO_ANSWER,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text=_("People are told this day when they ask. What is older is marked as overdue."),
    )
    days_kept = models.PositiveSmallIntegerField(
        _("delete the words … days after a request is closed"),
        default=DAYS_KEPT,
        validators=[MaxValueValidator(365)],
        help_text=_("What was done, and when, stays. What people wrote does not."),
    )
    tells_moderators = models.BooleanField(
        _("tell moderators by e-mail"),
        default=True,
        help_text=_(
            "Once a day, if something waits, and within minutes where somebody is in danger: only how many,"
            " and a link. Never what people wrote."
        ),
    )
    # When moderators were last written to.
    told_on = models.DateField(null=True, editable=False)
    told_of_danger_at = models.DateTimeField(null=True, editable=False)

    panels = [FieldPanel("hours_to_answer"), FieldPanel("days_kept"), FieldPanel("tells_moderators")]

    class Meta:
        verbose_name = _("takedown requests")
        default_permissions = ("change",)

    @classmethod
    def now(cls) -> "TakedownSettings":
        """The settings, without making a row for who only reads. Costs one query."""
        found: Any = cls.objects.first()
        return found or cls()
