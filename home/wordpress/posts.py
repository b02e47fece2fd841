"""Posts of the old site become posts of the news."""

from itertools import accumulate

from blog.models import BlogPage, Category
from blog.models.posts import RESERVED_SLUGS
from home.wordpress.answers import Answers
from home.wordpress.articles import body_of, day_of, fill, give_state, slug_for
from home.wordpress.bodies import Converted
from home.wordpress.categories import KINDS, remember_tag, take
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import Moving
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem
from home.wordpress.words import line

LONGEST_KEYWORDS = 400


def filled(
    page: BlogPage | None, item: OldItem, row: ImportedItem, answers: Answers, moving: Moving
) -> tuple[BlogPage, Converted]:
    """A post as it was there, not saved yet."""
    is_new = page is None
    page = page or BlogPage(locale=moving.locale)
    converted = body_of(item, row, answers)
    fill(page, item, row, converted, moving)
    if is_new:
        page.slug = slug_for(item, row, page, moving.news, is_free, moving)
        give_state(page, item, row, converted, moving)
    page.date = day_of(item, row)
    page.byline_id = moving.bylines.get(item.creator)
    page.is_featured = item.is_sticky
    page.has_comments = item.takes_comments or any(comment.kind == "comment" for comment in item.comments)
    page.categories, page.keywords = _filed(item, row, moving)
    return page, converted


def is_free(slug: str) -> bool:
    """Whether no archive of the news answers at it."""
    return not (slug.isdigit() and len(slug) == 4) and slug not in RESERVED_SLUGS


def _filed(item: OldItem, row: ImportedItem, moving: Moving) -> tuple[list[Category], str]:
    """The post's categories, and the words of tags that do not become any."""
    keys, words = [], []
    for term in item.terms:
        if term.taxonomy not in KINDS:
            continue
        if KINDS[term.taxonomy] == Kind.TAG and moving.options.tags == "keywords":
            words.append(line(term.name))
            remember_tag(term, moving)
        elif pk := take(term, moving):
            keys.append(pk)
    keywords = list(dict.fromkeys(words))
    whole = ", ".join(keywords)
    if len(whole) > LONGEST_KEYWORDS:
        row.note(Note.KEYWORDS_CUT, keywords=whole)
    # Whole ones: links to a tag look for its name.
    ends = accumulate(len(word) + len(", ") for word in keywords)
    kept = [word for word, end in zip(keywords, ends, strict=True) if end - len(", ") <= LONGEST_KEYWORDS]
    return [moving.category(pk) for pk in dict.fromkeys(keys)], ", ".join(kept)
