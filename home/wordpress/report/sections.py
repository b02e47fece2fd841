"""The parts of the report, each with the entries that stand in it, one after the other from the database."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress.models import ImportedItem, ImportRun, Kind, Outcome, UnplacedPart
from home.wordpress.notes import Note
from home.wordpress.parcels import parcels
from home.wordpress.report.duplicates import pairs
from home.wordpress.report.entries import Entry, of_item, of_part, sentence_of

# Originals may be long: few at a time.
AT_ONCE, ITEMS_AT_ONCE = 50, 500
CLOSED = frozenset(
    {
        Note.LOGIN_ONLY.value,
        Note.PASSWORD.value,
        Note.SCHEDULE_PAST.value,
        Note.DATE_DRAFT.value,
        Note.WAITED_FOR_REVIEW.value,
        Note.HAD_DOORS.value,
        Note.WITHDRAWN.value,
    }
)
Entries = Callable[["Findings"], Iterator[Entry]]


@dataclass(frozen=True)
class Section:
    name: str
    title: str | Promise
    help: str | Promise
    entries: Entries


class Findings:
    """What the notes of all things say, by section: keys of rows, which are read again in parcels."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.rows: defaultdict[str, list[int]] = defaultdict(list)
        self.comments: Counter[str] = Counter()
        items = ImportedItem.objects.of(run.source).filter(~Q(notes=[]) | Q(outcome=Outcome.REFUSED))
        found = items.order_by("kind", "pk").values_list("pk", "kind", "outcome", "notes")
        for pk, kind, outcome, notes in found.iterator(chunk_size=ITEMS_AT_ONCE):
            codes = {note["code"] for note in notes}
            if kind == Kind.COMMENT:
                self.comments.update(codes)
                continue
            for name in dict.fromkeys(_section(kind, outcome, code) for code in sorted(codes) or [""]):
                self.rows[name].append(pk)

    def noted(self, name: str) -> Iterator[Entry]:
        """The things of a section, with those of their notes that belong there."""
        for item in self.items(self.rows[name]):
            codes = [n["code"] for n in item.notes if _section(item.kind, item.outcome, n["code"]) == name]
            yield of_item(item, self.run, codes)

    def items(self, pks: list[int]) -> Iterator[ImportedItem]:
        for some in parcels(pks, ITEMS_AT_ONCE):
            yield from (
                ImportedItem.objects.filter(pk__in=some).select_related("content_type").order_by("kind", "pk")
            )


def _section(kind: str, outcome: str, code: str) -> str:
    if outcome in (Outcome.MISSING, Outcome.REFUSED):
        return str(outcome)
    if code in CLOSED:
        return "closed"
    if code == Note.UNTITLED:
        return "untitled"
    if kind in (Kind.CATEGORY, Kind.TAG):
        return "categories"
    return "left" if outcome == Outcome.LEFT and kind != Kind.AUTHOR else "notes"


def _unplaced(found: Findings) -> Iterator[Entry]:
    parts = UnplacedPart.objects.of(found.run.source).in_order()
    for part in parts.select_related("item__content_type").iterator(chunk_size=AT_ONCE):
        yield of_part(part, found.run)


def _closed(found: Findings) -> Iterator[Entry]:
    yield from found.noted("closed")
    drafts = ImportedItem.objects.of(found.run.source, Kind.POST, Kind.PAGE).filter(facts__state="draft")
    for item in drafts.placed().select_related("content_type").iterator(chunk_size=ITEMS_AT_ONCE):
        yield of_item(item, found.run, sentence=gettext("It was a draft there; so it is here"))


def _duplicates(found: Findings) -> Iterator[Entry]:
    kind = ContentType.objects.get_for_model(BlogPage)
    for some in parcels(pairs(), ITEMS_AT_ONCE):
        firsts = BlogPage.objects.filter(pk__in=[first for _post, first in some])
        titles = dict(firsts.values_list("pk", "title"))
        rows = ImportedItem.objects.of(found.run.source, Kind.POST).filter(content_type=kind)
        rows = rows.filter(object_id__in=[pk for pair in some for pk in pair])
        known = {row.object_id: row for row in rows.select_related("content_type")}
        for post, first in some:
            if item := known.get(post) or known.get(first):
                said = gettext("Nearly the same words as “%(title)s”") % {"title": titles[first]}
                yield of_item(item, found.run, sentence=said, reason="duplicate")


def _pictures(found: Findings, condition: Q, sentence: str) -> Iterator[Entry]:
    kind = ContentType.objects.get_for_model(Image)
    rows = ImportedItem.objects.of(found.run.source, Kind.ATTACHMENT).filter(content_type=kind)
    wanted = rows.filter(object_id__in=Image.objects.filter(condition).values("pk"))
    for item in wanted.select_related("content_type").order_by("pk").iterator(chunk_size=ITEMS_AT_ONCE):
        yield of_item(item, found.run, sentence=sentence)


def _silent(found: Findings) -> Iterator[Entry]:
    yield from _pictures(found, Q(description=""), gettext("It has no alternative text"))


def _waiting(found: Findings) -> Iterator[Entry]:
    condition = Q(pk__in=Image.objects.all().waiting().values("pk"))
    yield from _pictures(found, condition, gettext("Nobody has said yet who is shown on it"))


def _comments(found: Findings) -> Iterator[Entry]:
    for code, number in sorted(found.comments.items()):
        told = ngettext("One comment", "%(number)s comments", number) % {"number": number}
        yield Entry(title=told, sentence=sentence_of(code), reason=code, kind=str(Kind.COMMENT.label))


def _noted(name: str) -> Entries:
    return lambda found: found.noted(name)


SECTIONS = (
    Section(
        "unplaced",
        _("Parts without a place"),
        _("Look at each: put it in by hand where it matters. What was written stands beside it."),
        _unplaced,
    ),
    Section(
        "missing",
        _("Files that are missing"),
        _("Find them and run the import again with them: nothing else comes twice."),
        _noted("missing"),
    ),
    Section("refused", _("Refused"), _("These could not be moved in."), _noted("refused")),
    Section(
        "closed",
        _("Drafts and private posts, and why"),
        _("Readers do not see these. Publish them if that is right."),
        _closed,
    ),
    Section("untitled", _("Posts without a title"), _("Give each a title of its own."), _noted("untitled")),
    Section(
        "duplicates",
        _("Perhaps the same twice"),
        _("Compare them; delete one if they are the same."),
        _duplicates,
    ),
    Section(
        "silent",
        _("Pictures without alternative text"),
        _("Say in one sentence what is to be seen, for people who cannot see it."),
        _silent,
    ),
    Section(
        "waiting",
        _("Pictures that wait for consent"),
        _("No reader sees them until somebody says who is shown on them."),
        _waiting,
    ),
    Section(
        "categories",
        _("Categories and tags that changed"),
        _("Look whether the names are right."),
        _noted("categories"),
    ),
    Section("left", _("Left behind on purpose"), _("These did not come."), _noted("left")),
    Section("comments", _("Comments"), _("What is to be known of comments."), _comments),
    Section("notes", _("More to know"), _("What changed a little on the way."), _noted("notes")),
)
