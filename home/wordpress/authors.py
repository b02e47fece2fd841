"""Who wrote becomes a byline, or the union: never a login."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from blog.models import Author
from home.wordpress.models import Kind, Outcome
from home.wordpress.moving import Moving, place
from home.wordpress.notes import Note
from home.wordpress.people import is_general, is_login
from home.wordpress.shapes import OldAuthor
from home.wordpress.words import cut, line


def move_in(authors: Mapping[str, OldAuthor], moving: Moving) -> None:
    """Makes a byline for each name that stands above something; the others are nobody's business."""
    for login in sorted(moving.listing.creators):
        author = authors.get(login)
        with transaction.atomic():
            moving.bylines[login] = _byline(login, author, moving)
    for author in authors.values():
        if author.id and author.login in moving.bylines:
            moving.writers[author.id] = author.login


def _byline(login: str, author: OldAuthor | None, moving: Moving) -> int | None:
    item = moving.item(Kind.AUTHOR, author.id if author and author.id else slugify(login) or "-")
    if item.object_id and Author.objects.filter(pk=item.object_id).exists():
        return item.object_id
    if item.outcome != Outcome.WAITING:
        return None
    # The address of the archive there, as WordPress makes it of a login.
    item.old_path = f"/author/{slugify(login.replace('.', '-'))}/"[:500]
    name = cut(line(author.name), 120) if author else ""
    if reason := _no_name(login, name):
        item.outcome = Outcome.LEFT
        item.note(reason)
    else:
        item.title = name
        place(item, _author(name, moving))
    item.run = moving.run
    item.save()
    moving.count(item)
    return item.object_id


def _no_name(login: str, name: str) -> Note | None:
    if is_general(name or login):
        return Note.THE_UNION
    if not name:
        return Note.NO_AUTHOR
    return Note.NAME_IS_LOGIN if is_login(name, login) else None


def _author(name: str, moving: Moving) -> Author:
    """The byline of this name, as it is here already or made now."""
    of_locale = Author.objects.filter(locale=moving.locale)
    if known := of_locale.filter(name__iexact=name).first():
        return known
    slug = wanted = slugify(name)[:70] or "author"
    taken = set(of_locale.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return Author.objects.create(name=name, slug=slug, locale=moving.locale)
