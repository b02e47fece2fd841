"""What somebody should know of a thing that moved in: a code that is kept, and the sentence for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Note(models.TextChoices):
    """Codes of ImportedItem.notes, and of UnplacedPart.reason beside those of the bodies."""

    UNTITLED = "untitled", _("It had no title: the first words of its text stand there now")
    TITLE_CUT = "title-cut", _("Its title was too long and was cut")
    SLUG_CHANGED = "slug-changed", _("Its address was taken or cannot be used here; it has another")
    NO_DATE = "no-date", _("It had no date; it has that of the import")
    DATE_CHANGED = "date-changed", _("Its date was too far away to be true; it has that of the import")
    DATE_DRAFT = "date-draft", _("It was to come out on a day too far away to be true; it is a draft")
    SCHEDULE_PAST = "schedule-past", _("Its day of publication has passed since the export; it is a draft")
    WAITED_FOR_REVIEW = "waited-for-review", _("It waited for a review there; it is a draft")
    LOGIN_ONLY = "login-only", _("It was private there; only those who sign in can see it")
    PASSWORD = "password", _("It had a password there; it has the same one here")  # a code
    HAD_DOORS = (
        "had-doors",
        _("Parts of it were for members alone: they were left out, and it is a draft. Read it first"),
    )
    WITHDRAWN = "withdrawn", _("It was public there and is not any more; so it is not public here either")
    TRASH = "trash", _("It was in the bin")
    NOT_CONTENT = "not-content", _("It was a version or a part that WordPress keeps for itself")
    OTHER_KIND = "other-kind", _("A plugin's own kind of content, which this site does not have")
    EDITED_HERE = (
        "edited-here",
        _("It changed there, and somebody has edited it here: it stays as it is here"),
    )
    DELETED_HERE = "deleted-here", _("Somebody has deleted it here; it does not come again")
    PARENT_MISSING = "parent-missing", _("The page above it did not come; it stands below the home page")
    PARENT_CYCLE = "parent-cycle", _("The pages above it led in a circle; it stands below the home page")
    PARENT_CATEGORY = "parent-category", _("It stood below another category; here all stand side by side")
    SAME_NAME = "same-name", _("A category of this name was here already; its posts are filed there")
    NO_AUTHOR = "no-author", _("Its author is not named in the export; the union speaks")
    NAME_IS_LOGIN = "name-is-login", _("The author was shown by a login, which is never shown here")
    THE_UNION = "the-union", _("A general account: the union speaks")
    EXCERPT_CUT = "excerpt-cut", _("Its excerpt was too long and was cut")
    KEYWORDS_CUT = "keywords-cut", _("It had too many tags to keep them all as keywords")
    ALT_CUT = "alt-cut", _("Its alternative text was too long and was cut")
    PAGE_COMMENT = "page-comment", _("A comment under a page; only posts have comments here")
    OTHER_COMMENT = "other-comment", _("A comment under something that is no post here")
    PING = "ping", _("A link from another site (pingback or trackback), no words of a person")
    SPAM = "spam", _("It was spam or in the bin")
    ANSWERS_LIFTED = "answers-lifted", _("An answer to an answer; it stands below the first comment")
    FILE_MISSING = "file-missing", _("Its file was neither in the uploads nor found at its address")
    FILE_KIND = "file-kind", _("Only pictures and PDFs can be stored here")
    FILE_REFUSED = "file-refused", _("Its file was refused")
    DUPLICATE_NUMBER = "duplicate-number", _("Another thing of the export has the same number")
    UNREADABLE = "unreadable", _("A part of the export that cannot be read")
    TRUNCATED = "truncated", _("The export ends before its end")
    TOO_LARGE = "too-large", _("A thing of the export is too large to be true")
    FAILED = "failed", _("It could not be moved in; the log of the server says why")
    MENU_THERE = "menu-there", _("There is a menu here already; this one was left out")
    MENU_PART = "menu-part", _("An entry of the menu that leads nowhere here, or that has no room")
