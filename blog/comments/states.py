"""What a comment can be, and why somebody reports one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    # Words and name are gone; the row holds the replies of others together.
    ERASED = "erased", _("Erased")


class Learned(models.TextChoices):
    """As what the words of a comment were counted."""

    NOT = "", _("not counted")
    SPAM = "spam", _("spam")
    HAM = "ham", _("no spam")


class Reason(models.TextChoices):
    PERSON = "person", _("It says who or where somebody is")
    DANGER = "danger", _("Somebody may be in danger")
    HATE = "hate", _("It is hateful or threatens somebody")
    SPAM = "spam", _("It is advertising or a trick")
    OTHER = "other", _("Something else is wrong with it")
