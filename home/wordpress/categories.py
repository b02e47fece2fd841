"""Categories, and tags where they become categories. Here all stand side by side: what was above is noted."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from blog.models import Category
from home.wordpress.addresses import slug_of
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving, place
from home.wordpress.notes import Note
from home.wordpress.shapes import OldTerm
from home.wordpress.words import cut, line

KINDS = {"category": Kind.CATEGORY, "post_tag": Kind.TAG}


def move_in(terms: Iterable[OldTerm], moving: Moving) -> None:
    """Makes what is new, a transaction each, and remembers which category each slug is."""
    names = {term.slug: term.name for term in terms if term.taxonomy == "category"}
    for term in terms:
        if term.taxonomy in KINDS:
            with transaction.atomic():
                take(term, moving, names.get(term.parent, term.parent))


def take(term: OldTerm, moving: Moving, parent: str = "") -> int | None:
    """The category that a term is here; made where it is new. None for tags that become keywords."""
    slug = slug_of(term.slug) or slugify(term.name, allow_unicode=True)
    if (known := moving.categories.get((term.taxonomy, slug))) or not slug:
        return known
    item = moving.item(KINDS[term.taxonomy], term.id or slug, line(term.name))
    if item.outcome == Outcome.WAITING:
        _place(item, term, slug, parent, moving)
    found = Category.objects.filter(pk=item.object_id or 0).first()
    if found is None:  # a keyword, or somebody has deleted it here since
        return None
    moving.categories[term.taxonomy, slug] = found.pk
    return found.pk


def remember_tag(term: OldTerm, moving: Moving) -> None:
    """A tag that the head of the export does not name: its old address leads to the search for its word."""
    if moving.tags is None:
        known = ImportedItem.objects.of(moving.source, Kind.TAG)
        moving.tags = set(known.values_list("slug", flat=True))
    if (slug := slug_of(term.slug)) and slug not in moving.tags:
        take(term, moving)
        moving.tags.add(slug)


def _place(item: ImportedItem, term: OldTerm, slug: str, parent: str, moving: Moving) -> None:
    kind = "tag" if item.kind == Kind.TAG else "category"
    item.slug, item.old_path, item.run = slug, f"/{kind}/{slug}/", moving.run
    if parent:
        item.facts = {"parent": parent}
        item.note(Note.PARENT_CATEGORY, parent=parent)
    if item.kind == Kind.TAG and moving.options.tags == "keywords":
        item.outcome = Outcome.DONE
    else:
        place(item, _category(item, term, slug, moving))
    item.save()
    moving.count(item)


def _category(item: ImportedItem, term: OldTerm, slug: str, moving: Moving) -> Category:
    name = cut(line(term.name) or slug, 120)
    of_locale = Category.objects.filter(locale=moving.locale)
    wanted = slugify(slug, allow_unicode=True)[:110] or "category"
    same = of_locale.filter(name__iexact=name).first()
    if same is None and (known := of_locale.filter(slug=wanted).first()) and item.kind == Kind.TAG:
        same = known
    if same:
        item.note(Note.SAME_NAME, name=same.name)
        return same
    taken = set(of_locale.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    if slug != wanted:
        item.note(Note.SLUG_CHANGED, slug=slug)
    description = cut(line(term.description), 400)
    return Category.objects.create(name=name, slug=slug, description=description, locale=moving.locale)
