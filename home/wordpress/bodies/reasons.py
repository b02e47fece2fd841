"""Why a part of an old body found no place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Codes that are kept with the part, and the sentence for each."""

    PICTURE_MISSING = "picture-missing", _("A picture that was not found")
    PICTURE_ELSEWHERE = "picture-elsewhere", _("A picture on another site; a link to it stands in its place")
    FRAME = "frame", _("A page of another site inside the page; a link to it stands in its place")
    SCRIPT = "script", _("A program")
    FORM = "form", _("A form")
    DRAWING = "drawing", _("A drawing or a map that only browsers could show")
    WIDGET = "widget", _("A list that WordPress made by itself")
    SHORTCODE = "shortcode", _("A shortcode of a plugin; its name stands in the text")
    RESTRICTED = "restricted", _("Words that the old site showed to members alone; they were left out")
    PLUGIN_BLOCK = "plugin-block", _("A block of a plugin, without words")
    REUSABLE = "reusable", _("A reusable block that the export does not have")
    HIDDEN = "hidden", _("Something that the old site did not show")
    LINK_IN_PLAIN_WORDS = "link-in-plain-words", _("A link where only words can stand; its words were kept")
    LINK_UNSAFE = "link-unsafe", _("A link that could run a program or lead nowhere; its words were kept")
    STRUCK_OUT = "struck-out", _("Words that were struck out; they stand as ordinary words")
    LIST_NUMBERS = (
        "list-numbers",
        _("A list that was numbered in another way; here its numbers begin with 1"),
    )
    TITLE = "title", _("Words that were seen only while a pointer stood there; the words below it were kept")
    PICTURE_TITLE = "picture-title", _("Words that were seen only while a pointer stood on a picture")
    LONG_ALT = "long-alt", _("An alternative text that was too long; it was cut")
