"""Who is shown in a picture, and whether it may be shown: one rule, for one picture and for many.

Nobody is shown, or nobody can be recognised: it may. Whoever can be recognised must have agreed to be on
the site, a child by a parent or guardian. What was not answered waits. `is_hidden` keeps what the rule
says: see cms/media/privacy.py.
"""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What an editor answers, in the order of the form.
ANSWERS = (
    "people",
    "is_recognizable",
    "agreed_site",
    "agreed_social",
    "agreed_print",
    "consent_by",
    "guardian_agreed",
    "consent_until",
)
# How many days before its end a consent is said to run out.
DAYS_AHEAD = 30
# After its end a consent may be given again; who gave it is forgotten then.
DAYS_TO_ASK_AGAIN = 30


class People(models.TextChoices):
    UNANSWERED = "", _("Not answered yet")
    NOBODY = "nobody", _("Nobody")
    ADULTS = "adults", _("Adults")
    CHILDREN = "children", _("Children, with or without adults")


class Wait(models.TextChoices):
    """Why a picture is not shown."""

    UNANSWERED = "unanswered", _("not said yet who is shown")
    CONSENT = "consent", _("nobody has agreed yet")
    GUARDIAN = "guardian", _("no parent or guardian has agreed")
    ENDED = "ended", _("the consent has ended")


def today() -> datetime.date:
    """The day where the site is: in the admin, Django's own is the one where the editor is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


class AnswersMixin(models.Model):
    """What an editor says of the people in a picture. Never leaves the admin."""

    people = models.CharField(
        _("Who is shown?"), max_length=10, choices=People, blank=True, default=People.UNANSWERED
    )
    is_recognizable = models.BooleanField(_("Can anybody be recognised?"), null=True, blank=True)
    agreed_site = models.BooleanField(_("this site"), default=False)
    agreed_social = models.BooleanField(_("social media"), default=False)
    agreed_print = models.BooleanField(_("print"), default=False)
    consent_by = models.CharField(_("Who agreed?"), max_length=40, blank=True)
    guardian_agreed = models.BooleanField(_("A parent or guardian agreed"), default=False)
    consent_until = models.DateField(_("Until when?"), null=True, blank=True)
    # Whether the tool burned covers into the file: cms/media/covering/.
    is_covered = models.BooleanField(default=False, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def reason_to_wait(self) -> Wait | None:
        """Why the picture is not shown today; None where the people in it do not keep it back."""
        return why_it_waits(self)

    @property
    def may_be_shared(self) -> bool:
        """Whether it may stand beside a link on social media, where nobody can take it back."""
        is_nobody = self.people == People.NOBODY or (self.people and self.is_recognizable is False)
        return bool(is_nobody or self.agreed_social)

    def forget_consent(self) -> None:
        """Who agreed is kept only as long as it is needed."""
        self.agreed_site = self.agreed_social = self.agreed_print = self.guardian_agreed = False
        self.consent_by, self.consent_until = "", None


# The rule, twice: for what is in memory and for what is in the database. tests/cms/test_consent.py holds
# one against the other for every answer there is.


def why_it_waits(picture: AnswersMixin, day: datetime.date | None = None) -> Wait | None:
    if picture.people not in (People.NOBODY, People.ADULTS, People.CHILDREN):
        return Wait.UNANSWERED
    if picture.people == People.NOBODY or picture.is_recognizable is False:
        return None
    if picture.is_recognizable is None:
        return Wait.UNANSWERED
    if picture.people == People.CHILDREN and not picture.guardian_agreed:
        return Wait.GUARDIAN
    if picture.consent_until and picture.consent_until < (day or today()):
        return Wait.ENDED
    return None if picture.agreed_site and picture.consent_by else Wait.CONSENT


def may_be_shown(day: datetime.date | None = None) -> Q:
    """The condition on pictures that nothing about the people in them keeps back."""
    lasts = Q(consent_until__isnull=True) | Q(consent_until__gte=day or today())
    agreed = Q(is_recognizable=True, agreed_site=True) & ~Q(consent_by="") & lasts
    return (
        Q(people=People.NOBODY)
        | Q(people__in=[People.ADULTS, People.CHILDREN], is_recognizable=False)
        | (Q(people=People.ADULTS) & agreed)
        | (Q(people=People.CHILDREN, guardian_agreed=True) & agreed)
    )


def has_answers(model: type[Any]) -> bool:
    """Whether the rule is about such uploads: it is not about documents."""
    return issubclass(model, AnswersMixin)
