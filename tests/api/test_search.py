"""search/ over posts and pages."""

import datetime

import pytest

from tests.api.shapes import assert_golden
from tests.factories import BlogPageFactory, StandardPageFactory, home_page, news, published

pytestmark = pytest.mark.django_db


def test_search_finds_posts_and_pages_by_their_words(titles):
    BlogPageFactory(title="A post", words="The guarantor was refused.")
    StandardPageFactory(title="Guarantor")
    BlogPageFactory(title="Something else")
    assert set(titles("search/", q="guarantor")) == {"A post", "Guarantor"}


def test_a_result_has_its_shape(ask):
    BlogPageFactory(words="The guarantor was refused.", date=datetime.date(2017, 2, 27))
    answer = ask("search/", q="guarantor")
    assert list(answer) == ["meta", "items"]
    assert_golden("search_result", answer["items"][0])


def test_a_page_among_the_results_has_no_date(ask):
    StandardPageFactory(title="Guarantor")
    assert ask("search/", q="guarantor")["items"][0]["date"] is None


def test_all_words_must_be_there(titles):
    BlogPageFactory(title="Both", words="rent and food")
    BlogPageFactory(title="One", words="rent")
    assert titles("search/", q="rent food") == ["Both"]


def test_results_can_be_narrowed_to_a_language_and_paged(ask, titles):
    BlogPageFactory.create_batch(3, words="guarantor")
    published(home_page("ur"))
    BlogPageFactory(title="Urdu", words="guarantor", parent=news("ur"))
    assert titles("search/", q="guarantor", locale="ur") == ["Urdu"]
    assert titles("search/", q="guarantor", locale="ta") == []
    answer = ask("search/", q="guarantor", limit=1, offset=3)
    assert (answer["meta"]["total_count"], len(answer["items"])) == (4, 1)


@pytest.mark.parametrize(
    "q", ['"rent"', "rent OR (", "c++", "rent* NEAR title:x", "'; DROP --", "a" * 200, "香港", "کرایہ"]
)
def test_odd_words_are_only_words(ask, q):
    ask("search/", q=q)
