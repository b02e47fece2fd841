"""What searching and indexing ask of the database. Milliseconds are measured by `make bench-search`."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage
from cms.indexing import index_pages
from search.models import IndexedPage
from search.queries import nearest, search, suggest
from search.results import Asked
from tests.factories import BlogPageFactory, CategoryFactory
from tests.search.reading import letter

pytestmark = pytest.mark.django_db


def queries(do) -> list[str]:
    """What something asks of the database when it is done for the second time."""
    do()
    with CaptureQueriesContext(connection) as captured:
        do()
    return [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def posts(number: int) -> list[BlogPage]:
    """Posts with a category of their own, each with a PDF that says Zanzibar."""
    return [
        BlogPageFactory(
            title="Guarantor",
            categories=[CategoryFactory()],
            body=[("document", {"document": letter("Zanzibar"), "summary": ""})],
        )
        for _ in range(number)
    ]


def ask(words: str, **choices):
    """A search under a known content version: what is kept under it asks nothing."""
    return search(Asked(words, **choices), version="1")


def cost(do) -> int:
    """How many queries something asks with two posts, which must be as many as with nine."""
    posts(2)
    few = queries(do)
    posts(7)
    many = queries(do)
    assert len(many) == len(few), "\n".join(many)
    return len(few)


def test_a_search_asks_the_same_however_much_it_finds():
    # The index of words; which of the hits everybody may see; the pages; their texts.
    assert cost(lambda: ask("guarantor")) == 5


def test_a_search_in_documents_asks_for_their_words_and_for_what_is_shown_of_them():
    assert cost(lambda: ask("Zanzibar")) == 6


def test_facets_and_the_order_ask_nothing():
    year = posts(2)[0].date.year
    plain = queries(lambda: ask("guarantor"))
    chosen = queries(lambda: ask("guarantor", year=year, kind="post", locale="en", order="newest"))
    assert len(chosen) == len(plain)


def test_suggestions_ask_four_times():
    # The index of titles, which of the hits everybody may see, the content version, the pages.
    assert cost(lambda: suggest("guar")) == 4


def test_what_is_near_a_missing_page_asks_four_times():
    assert cost(lambda: nearest("guarantor", 5)) == 4


def test_indexing_a_post_asks_the_same_whatever_it_holds():
    short = BlogPageFactory(categories=[CategoryFactory()])
    long = BlogPageFactory(categories=CategoryFactory.create_batch(3), words="guarantor " * 99)
    few, many = (queries(lambda page=page: index_pages.call([page.pk])) for page in (short, long))
    # The kind of the page, the page, its categories, the languages; then what is written: its words
    # for the engine, what it is chosen by, its text, and words that are new to the vocabulary. For lists:
    # the post as everybody may see it, its categories, its card, the content version and its next expiry.
    assert len(many) == len(few) == 13, "\n".join(many)


def test_a_rebuild_asks_the_same_however_many_posts_there_are():
    def rebuild():
        call_command("rebuild_search", verbosity=0)

    posts(2)
    few = queries(rebuild)
    BlogPageFactory.create_batch(6)
    many = queries(rebuild)
    assert len(many) == len(few), "\n".join(many)
    assert IndexedPage.objects.filter(kind="post").count() == 8
