"""Where the files of an export are not whole: what stands above everything else that a run tells."""

import re
from typing import TypedDict

from django.utils.translation import gettext as _

from home.wordpress.models import ImportRun, UnplacedPart
from home.wordpress.notes import Note

# As steps.py notes them; more of them say no more.
WHERE = re.compile(r"(?P<file>.*), line (?P<line>\d+): (?P<problem>.*)")
MOST = 5


class Broken(TypedDict):
    """A part of a file that is cut off or cannot be read: the line on which it begins."""

    code: str
    file: str
    line: int


def broken(run: ImportRun) -> list[Broken]:
    """The first of those that this run met."""
    parts = UnplacedPart.objects.filter(item=None, run=run, reason__in=(Note.TRUNCATED, Note.UNREADABLE))
    found = []
    for reason, original in parts.order_by("pk").values_list("reason", "original")[:MOST]:
        if match := WHERE.match(original):
            found.append(Broken(code=reason, file=_name(match["file"], run), line=int(match["line"])))
    return found


def place_of(note: str, run: ImportRun) -> str:
    """Where a part of the export stands that is not whole, and what is wrong with it; empty for others."""
    match = WHERE.match(note)
    if match is None:
        return ""
    said = {
        "truncated": _("it ends too early"),
        "too_large": _("it is too large"),
        "without number or kind": _("nothing tells it from others"),
    }
    where = _("“%(file)s”, line %(line)s") % {"file": _name(match["file"], run), "line": match["line"]}
    # The parser says "line 9: mismatched tag: line 3, column 2".
    parser = match["problem"].split(": ")
    return f"{where}: {said.get(match['problem'], parser[1] if len(parser) > 1 else parser[0])}"


def sentences(found: list[Broken]) -> list[str]:
    """What is said of each to people."""
    return [_sentence(one) % {"file": one["file"], "line": one["line"]} for one in found]


def _sentence(one: Broken) -> str:
    if one["code"] == Note.TRUNCATED:
        return _("“%(file)s” ends too early or has a gap: what begins at line %(line)s is not whole.")
    return _("“%(file)s” is damaged: what begins at line %(line)s cannot be read.")


def names_of(run: ImportRun) -> list[str]:
    """The files of a run, by the names that they had before they were uploaded."""
    return [_name(name, run) for name in run.options.get("files", [])]


def _name(name: str, run: ImportRun) -> str:
    """As it was called before it was uploaded."""
    return name.partition("-")[2] or name if run.options.get("folder") else name
