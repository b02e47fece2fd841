"""What a takedown request can be, what it is about, and how it can end."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    NEW = "new", _("New")
    WORKING = "working", _("In work")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    # Came in a flood, or from a program: kept for somebody to look through.
    ASIDE = "aside", _("Set aside")
    BACK = "back", _("Taken back")


OPEN = (State.NEW, State.WORKING)
CLOSED = (State.DONE, State.REFUSED, State.BACK)


class Kind(models.TextChoices):
    PICTURE = "picture", _("A picture that shows me")
    NAME = "name", _("My name, or what tells who or where I am")
    STORY = "story", _("My story")
    COMMENT = "comment", _("A comment")
    DOCUMENT = "document", _("A document")
    OTHER = "other", _("Something else, or several of these")


class Outcome(models.TextChoices):
    """What was done, or why not: all that stays of a request for good."""

    WITHDRAWN = "withdrawn", _("The page was withdrawn")
    WORDS = "words", _("Words were taken out")
    PICTURE = "picture", _("A picture was withdrawn")
    COVERED = "covered", _("Somebody was covered in a picture")
    COMMENT = "comment", _("A comment was taken away")
    DOCUMENT = "document", _("A document was taken away")
    SEVERAL = "several", _("Several of these")
    NOT_HERE = "not_here", _("It is not on this site")
    UNCLEAR = "unclear", _("We could not find what is meant")
    OFFICE = "office", _("It is about what somebody did in a public office")
    OTHERS = "others", _("It would harm somebody else")
    NO_REQUEST = "no_request", _("It asks for nothing")


REASONS_TO_REFUSE = (
    Outcome.NOT_HERE,
    Outcome.UNCLEAR,
    Outcome.OFFICE,
    Outcome.OTHERS,
    Outcome.NO_REQUEST,
)
