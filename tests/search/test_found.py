"""What is searched of the site, and which titles are suggested while somebody types."""

import pytest

from search.queries import search, suggest
from search.results import Asked
from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, news

pytestmark = pytest.mark.django_db


def titles(words):
    return [result.page.title for result in search(Asked(words)).results]


def test_posts_are_found_by_their_categories_and_byline():
    BlogPageFactory(
        title="Here",
        categories=[CategoryFactory(name="Guarantors")],
        byline=AuthorFactory(name="Amina Zanzibari"),
    )
    assert titles("guarantor") == titles("zanzibari") == ["Here"]


def test_the_news_index_is_no_result():
    news()
    assert titles("News") == []


def test_a_deleted_page_is_gone():
    BlogPageFactory(words="Zanzibar").delete()
    assert titles("Zanzibar") == []


def test_titles_go_on_as_somebody_types():
    BlogPageFactory(title="Petition for rent")
    BlogPageFactory(title="Rent", words="petition")
    assert [page.title for page in suggest("peti")] == ["Petition for rent"]
    assert [page.title for page in suggest("for peti")] == ["Petition for rent"]
    assert suggest("") == suggest('"') == []


def test_titles_that_begin_with_the_words_are_suggested_first():
    BlogPageFactory(title="Cooking for members for free for all for members")
    BlogPageFactory(title="For members of the union, and for their friends and families")
    assert suggest("for mem")[0].title.startswith("For members")
