"""What a visitor can choose from in the news, kept under the content version."""

from typing import TYPE_CHECKING, NamedTuple

from django.core.cache import cache

from blog.models.authors import Author
from blog.models.categories import Category

if TYPE_CHECKING:
    from blog.models.index import BlogIndexPage

SECONDS = 60 * 60 * 24


class Choices(NamedTuple):
    """The categories that have posts, each with its post_count; years, newest first; authors.

    A name that only drafts bear may be a secret: it is nowhere.
    """

    subjects: list[Category]
    years: list[int]
    authors: list[Author]


def choices_of(index: "BlogIndexPage", version: str) -> Choices:
    """What the posts of an index that everybody may see have been filed under."""
    key = f"archive.found.{index.pk}.{version}"
    found: Choices | None = cache.get(key)
    if found is None:
        found = _read(index)
        cache.set(key, found, SECONDS)
    return found


def _read(index: "BlogIndexPage") -> Choices:
    posts = index.posts()
    counts = posts.in_each_category()
    subjects = list(Category.objects.filter(locale_id=index.locale_id, translation_key__in=counts))
    for category in subjects:
        category.post_count = counts[category.translation_key]
    authors = Author.objects.filter(posts__in=posts.order_by()).distinct()
    return Choices(subjects, posts.years(), list(authors))
