"""What the search page costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    NavigationFactory,
    StandardPageFactory,
    home_page,
    news,
)
from tests.search.reading import letter

pytestmark = pytest.mark.django_db


def queries(client, path: str) -> list[str]:
    """What a warm page asks of the database."""
    for _ in range(2):
        client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


def post(number: int, **values):
    """A post with a PDF of its own that says Zanzibar."""
    document = letter("Dear office", f"Zanzibar {number}")
    body = [("document", {"document": document, "summary": ""})]
    return BlogPageFactory(body=body, date=datetime.date(2010 + number, 1, 1), **values)


@pytest.fixture
def more():
    """Content with everything that the page can show; gives the function that makes more of it."""
    NavigationFactory()
    home_page("ur")
    categories = [CategoryFactory(slug="housing"), CategoryFactory()]
    for number in range(3):
        post(number, categories=categories)
    post(3, parent=news("ur"))
    office = StandardPageFactory(title="Zanzibar office")
    SearchPromotion.objects.create(query=Query.get("Zanzibar"), page=office, sort_order=0)
    return lambda: [post(number, categories=categories) for number in range(4, 11)]


def test_a_whole_page_asks_little_however_much_is_found(more, client):
    few = queries(client, "/search/?q=Zanzibar")
    more()
    many = queries(client, "/search/?q=Zanzibar")
    # The content version, as on every page; the index of words; which of them everybody may see; the
    # pages of this part, their texts, the words of their documents, the pages of documents that are
    # shown. The site and what is recommended are kept.
    assert len(many) == len(few) <= 7, "\n".join(many)
    page = client.get("/search/?q=Zanzibar").content.decode()
    assert page.count("Page 2 of the PDF") == 2 * 9
    assert "Recommended" in page


def test_a_choice_asks_once_more(more, client):
    """Whether there is such a category; nothing is recommended then."""
    found = queries(client, "/search/?q=Zanzibar&category=housing&locale=en&order=newest")
    assert len(found) <= 8, "\n".join(found)


def test_a_misspelt_word_costs_what_its_neighbours_in_the_vocabulary_do(more, client):
    found = queries(client, "/search/?q=Zanzibor")
    # Beside a page: the strict search; what the index and the gate say of the word and of the nearest
    # ones, and the new words of the vocabulary; and that the word was not found is counted, in a
    # transaction of its own, where that is switched on.
    assert len(found) <= 7 + 1 + 5 + 4, "\n".join(found)
