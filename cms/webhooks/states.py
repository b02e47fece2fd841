"""What became of a message, and why a webhook was switched off."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")
    OUTDATED = "outdated", _("outdated by a newer message")


class Problem(TextChoices):
    """Why an attempt failed. Nothing of what the receiver answered is kept but its status."""

    ADDRESS = "address", _("The address is not allowed.")
    PRIVATE = "private", _("The name leads to a private address.")
    NO_NAME = "no_name", _("No computer was found under this name.")
    UNREACHABLE = "unreachable", _("Nobody answered at this address.")
    TIMEOUT = "timeout", _("The answer took too long.")
    CERTIFICATE = "certificate", _("The encryption failed: the certificate may be wrong or out of date.")
    NONSENSE = "nonsense", _("The answer was no HTTP.")
    REDIRECT = "redirect", _("The receiver wants to lead elsewhere. Enter the final address.")
    STATUS = "status", _("The receiver answered with an error.")
    GONE = "gone", _("The receiver says that it is gone for good.")
    OFF = "off", _("The webhook was switched off.")


class Reason(TextChoices):
    """Why the site itself switched a webhook off."""

    GONE = "gone", _("The receiver answered that it is gone for good (410).")
    FAILING = "failing", _("Nothing could be delivered for five days.")
