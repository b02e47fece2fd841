"""One line of the report: a thing of the old site, what is to be known of it, and where to look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from home.wordpress.bodies.reasons import Reason
from home.wordpress.models import ImportedItem, ImportRun, Kind, UnplacedPart
from home.wordpress.notes import Note
from home.wordpress.report.broken import place_of

SENTENCES = {**dict(Reason.choices), **dict(Note.choices)}
# What readers of the old site could not see either.
CLOSED = frozenset({"private", "draft", "pending", "trash", "future"})
PRIVATE = frozenset(
    {Note.TRASH.value, Note.PAGE_COMMENT.value, Note.OTHER_COMMENT.value, Reason.RESTRICTED.value}
)
EDITORS = {
    "blogpage": "wagtailadmin_pages:edit",
    "standardpage": "wagtailadmin_pages:edit",
    "image": "wagtailimages:edit",
    "document": "wagtaildocs:edit",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the report says of one thing; `link` leads into the editor, `original` is never to be rendered."""

    title: str
    sentence: str
    kind: str = ""
    number: str = ""
    reason: str = ""
    old_address: str = ""
    link: str = ""
    detail: str = ""
    original: str = ""
    part: int | None = None
    is_private: bool = False
    is_settled: bool = False


def sentence_of(code: str) -> str:
    return str(SENTENCES.get(code, code))


def of_item(item: ImportedItem, run: ImportRun, codes: Iterable[str] = (), **more: Any) -> Entry:
    """An entry of a thing with the sentences of some of its notes; without any, with what became of it."""
    wanted = frozenset(codes)
    notes = [note for note in item.notes if note["code"] in wanted]
    said = ". ".join(dict.fromkeys(sentence_of(note["code"]) for note in notes))
    told = {
        "sentence": said or str(item.get_outcome_display()),
        "reason": " ".join(note["code"] for note in notes),
        "detail": "; ".join(filter(None, map(_details, notes))),
    }
    return Entry(**{**_where(item, run), **told, **more})


def of_part(part: UnplacedPart, run: ImportRun) -> Entry:
    """An entry of a part that found no place, with its original."""
    item = part.item
    first = part.original.partition("\n")[0].strip()[:200]
    where = _where(item, run) if item else {"title": place_of(first, part.run or run) or first}
    if item and part.reason == Note.MENU_PART:
        where |= {"title": first or where["title"], "detail": item.title}
    return Entry(
        **where,
        sentence=sentence_of(part.reason),
        reason=part.reason,
        original=part.original,
        part=None if run.is_dry else part.pk,
        is_private=is_private(part),
        is_settled=part.settled_at is not None,
    )


def is_private(part: UnplacedPart) -> bool:
    """Whether strangers could not read it on the old site either, as far as that is known."""
    if part.reason in PRIVATE:
        return True
    item = part.item
    return bool(
        item and (item.facts.get("state") in CLOSED or any(n["code"] == Note.PASSWORD for n in item.notes))
    )


def editor_of(item: ImportedItem) -> str:
    """The path of the screen where a thing is edited; empty where there is none."""
    name = EDITORS.get(item.content_type.model) if item.content_type and item.object_id else None
    return reverse(name, args=[item.object_id]) if name else ""


def _where(item: ImportedItem, run: ImportRun) -> dict[str, str]:
    path = editor_of(item)
    # What a trial made is not there any more.
    is_gone = run.is_dry and item.run_id == run.pk
    host = item.source.partition("/")[0]
    # Number and address of an author may hold a login, which is never shown.
    is_person = item.kind == Kind.AUTHOR
    return {
        "kind": str(item.get_kind_display()),
        "number": "" if is_person else item.key,
        "title": item.title or _name_of(item),
        "old_address": f"https://{host}{item.old_path}" if item.old_path and not is_person else "",
        "link": f"{settings.SITE_URL}{path}" if path and not is_gone else "",
    }


def _name_of(item: ImportedItem) -> str:
    """What a thing without a title is called: the first words that stand there now, else its number."""
    thing = item.thing if item.object_id else None
    return str(getattr(thing, "title", "") or f"{item.get_kind_display()} {item.key}")


def _details(note: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for name, value in note.items() if name != "code" and value)
