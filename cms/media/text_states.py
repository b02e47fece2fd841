"""What became of the text of a document, and what its editor is told."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.settings.services import SECONDS


class TextState(TextChoices):
    WAITING = "waiting", _("not read yet")
    LAYER = "layer", _("found in the file")
    OCR = "ocr", _("read from pictures by a machine")
    NOTHING = "nothing", _("nothing found")
    FAILED = "failed", _("could not be read")


class Problem(TextChoices):
    """Why some or all of the text is missing."""

    PASSWORD = (
        "password",
        _("This PDF has a password: nobody can read it without. Save it again without one."),
    )
    DAMAGED = "damaged", _("This file is damaged: it cannot be opened. Save it as PDF again.")
    STOPPED = "stopped", _("Reading broke off: this file is damaged, or needs more memory than it may take.")
    TIME = "time", _("Reading took too long.")
    LONG = "long", _("This document is too long to be read as a whole.")
    NO_OCR = "no_ocr", _("Pages are pictures, and this site has no program that reads them (tesseract).")
    NO_LANGUAGE = "no_language", _("Pages are pictures in a language that tesseract cannot read here.")
    LOST = "lost", _("The file is gone. Upload it again.")


# What more time, or a program that somebody installed, may change.
CURABLE = (Problem.STOPPED, Problem.TIME, Problem.NO_OCR, Problem.NO_LANGUAGE)


def note(problem: str, state: str, read: int, total: int | None) -> str:
    """The problem, how far reading came, and what to do, as whole sentences."""
    sentences = [str(Problem(problem).label)] if problem else []
    if total and read < total and problem in (Problem.STOPPED, Problem.TIME, Problem.LONG):
        told = ngettext(
            "%(read)d of %(total)d page was read.", "%(read)d of %(total)d pages were read.", total
        )
        sentences.append(told % {"read": read, "total": total})
    if problem == Problem.TIME:
        sentences.append(_more_time())
    if state == TextState.NOTHING and not problem:
        sentences.append(gettext("No words were found: the pages are empty, pictures, or hard to read."))
    if state in (TextState.NOTHING, TextState.FAILED) or problem in (Problem.NO_OCR, Problem.NO_LANGUAGE):
        sentences.append(
            gettext("Write a summary wherever you show this document: many readers have nothing else.")
        )
    return " ".join(sentences)


def _more_time() -> str:
    """What helps where time ran out: more of it where an upload is waited for, else less to read."""
    if SECONDS["database"] <= settings.DOCUMENT_SECONDS:
        return gettext("Divide it into several PDFs.")
    words = gettext(
        "While you upload there are only %(seconds)d seconds for it. Ask whoever runs the site for more: the"
        " command “manage.py extract_texts” reads the rest, a worker (TASKS=database) reads all by itself."
        " If ten minutes are not enough either, divide it into several PDFs."
    )
    return words % {"seconds": settings.DOCUMENT_SECONDS}
