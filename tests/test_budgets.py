"""What a page may cost. Each number is held with warm caches, as the second reader meets them."""

import datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AuthorFactory,
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
    "/news/author/amina/",
    "/news/petitions/",
    "/lite/",
    "/lite/news/",
    "/lite/news/post/",
    "/lite/search/?q=guarantor",
    "/news/feed.atom",
    "/news/feed.json",
    "/sitemap.xml",
    "/sitemap-en.xml",
    "/offline/",
    "/robots.txt",
    "/site.webmanifest",
]
LISTS = [
    "/api/v2/posts/",
    "/api/v2/posts/?category=housing",
    "/api/v2/pages/",
    "/api/v2/categories/",
    "/api/v2/partners/",
    "/api/v2/search/?q=guarantor",
]


def make_content():
    """Two posts of each kind; gives the function that makes more of them."""
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
        (
            "petition",
            {
                "document": document,
                "addressee": "Social Welfare Department",
                "date_sent": datetime.date(2017, 2, 27),
                "state": "sent",
            },
        ),
    ]
    author = AuthorFactory(slug="amina")
    BlogPageFactory(slug="post", body=body, lead_picture=image, categories=[housing], byline=author)
    StandardPageFactory(slug="about", body=body, lead_picture=image)

    def more(number: int) -> None:
        for step in range(number):
            BlogPageFactory(
                body=body,
                lead_picture=image,
                categories=[housing],
                byline=author,
                is_featured=step < 2,
                words="guarantor",
            )
            PartnerFactory(logo=image)

    more(2)
    return more


def queries(client: Client, path: str) -> list[str]:
    """What a warm answer asks of the database."""
    for _ in range(2):
        answer = client.get(path)
        assert answer.status_code == 200, path
        b"".join(answer)
    with CaptureQueriesContext(connection) as captured:
        b"".join(client.get(path))
    return [query["sql"] for query in captured]


@pytest.fixture(scope="module")
def asked(search_index, django_db_setup, django_db_blocker) -> dict[str, tuple[list[str], list[str]]]:
    """For each address, the queries with few posts and with many. Made once; nothing of it stays."""
    client, paths = Client(), [*PAGES, *LISTS]
    with django_db_blocker.unblock(), transaction.atomic():
        more = make_content()
        few = {path: queries(client, path) for path in paths}
        more(7)
        many = {path: queries(client, path) for path in paths}
        transaction.set_rollback(True)
    return {path: (few[path], many[path]) for path in paths}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_little_however_many_posts_there_are(asked, path):
    few, many = asked[path]
    assert len(few) <= PAGE_QUERIES, "\n".join(few)
    assert len(many) <= max(len(few), PAGE_QUERIES - 2), "\n".join(many)


@pytest.mark.parametrize("path", LISTS)
def test_an_api_list_asks_the_same_however_long_it_is(asked, path):
    few, many = asked[path]
    assert len(few) <= API_LIST_QUERIES, "\n".join(few)
    assert len(many) == len(few), "\n".join(many)
