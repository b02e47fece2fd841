"""What search/ says of the page of a PDF in which the words stand."""

import pytest

from tests.api.shapes import assert_golden
from tests.factories import BlogPageFactory, home_page
from tests.search.reading import letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def test_a_hit_in_a_document_has_its_shape(ask):
    document = letter("One.", "Two.", "The zanzibar clause.")
    BlogPageFactory(body=[("document", {"document": document, "summary": ""})])
    item = ask("search/", q="zanzibar")["items"][0]
    assert_golden("search_document", item["document"])
    assert item["document"]["page"] == 3
    assert item["document"]["url"].endswith("#page=3")


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("ur", "/ur")])
def test_a_document_is_read_as_text_in_the_language_of_the_reader(ask, language, prefix):
    home_page("ur")
    document = letter("The zanzibar clause.")
    BlogPageFactory(body=[("document", {"document": document, "summary": ""})])
    item = ask("search/", q="zanzibar", language=language)["items"][0]
    assert item["document"]["text_url"] == f"{prefix}/documents/{document.pk}/text/"
