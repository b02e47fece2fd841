"""What a page may cost. Each number is held with warm caches, as the second reader meets them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
    news,
)

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 12
API_LIST_QUERIES = 10
PAGES = [
    "/",
    "/ur/",
    "/news/",
    "/news/2021/",
    "/news/category/housing/",
    "/news/?keyword=guarantor",
    "/news/post/",
    "/about/",
    "/search/?q=guarantor",
]
LISTS = [
    "/api/v2/posts/",
    "/api/v2/posts/?category=housing",
    "/api/v2/pages/",
    "/api/v2/categories/",
    "/api/v2/partners/",
    "/api/v2/search/?q=guarantor",
]


@pytest.fixture
def content():
    housing = CategoryFactory(slug="housing")
    image, document = ImageFactory(), DocumentFactory()
    NavigationFactory()
    home_page("ur")
    news("ur")
    PartnerFactory(logo=image)
    body = [
        ("text", {"text": "<p>No guarantor.</p>", "language": ""}),
        ("picture", {"picture": image, "caption": "", "alt": "", "decorative": False}),
        ("document", {"document": document, "summary": ""}),
        ("partners", {"title": "", "partners": []}),
    ]
    BlogPageFactory(slug="post", body=body, lead_picture=image, categories=[housing])
    StandardPageFactory(slug="about", body=body, lead_picture=image)

    def more(number: int) -> None:
        for step in range(number):
            BlogPageFactory(
                body=body, lead_picture=image, categories=[housing], is_featured=step < 2, words="guarantor"
            )
            PartnerFactory(logo=image)

    more(2)
    return more


def queries(client, path: str) -> list[str]:
    """What a warm answer asks of the database."""
    for _ in range(2):
        assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_little_however_many_posts_there_are(client, content, path):
    few = queries(client, path)
    assert len(few) <= PAGE_QUERIES, "\n".join(few)
    content(7)
    assert len(queries(client, path)) <= max(len(few), PAGE_QUERIES - 2)


@pytest.mark.parametrize("path", LISTS)
def test_an_api_list_asks_the_same_however_long_it_is(client, content, path):
    few = queries(client, path)
    assert len(few) <= API_LIST_QUERIES, "\n".join(few)
    content(7)
    assert len(queries(client, path)) == len(few)
