"""A list takes a fixed number of queries, whatever its length. Caches are warm: each is asked twice."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.blocks import BodyBlock
from blog.models import BlogPage
from tests.api.test_blocks import every_block
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    PartnerFactory,
    StandardPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

LISTS = {
    # count, posts with their joins, categories, renditions of the pictures
    "posts/": 4,
    # the category by its slug, and the four
    "posts/?category=housing&year=2020,2021&locale=en&order=title": 5,
    # the author by its slug, and the four
    "posts/?author=amina": 5,
    # count, pages with their excerpts, the pages above them
    "pages/": 3,
    # the page that is asked about, and the three
    "pages/?descendant_of=root&type=blog.BlogPage": 4,
    # count, categories, the numbers of posts
    "categories/": 3,
    # count, partners, renditions of the logos
    "partners/": 3,
    # the content version, what the engine finds, which of it may be seen, the pages of these results,
    # the texts that excerpts are cut from
    "search/?q=guarantor": 5,
    # whether there is such a category, and the five
    "search/?q=guarantor&category=housing&order=newest": 6,
}


def add_content(number: int) -> None:
    category = CategoryFactory()
    for n in range(number):
        BlogPageFactory(
            lead_picture=ImageFactory(),
            byline=AuthorFactory(),
            categories=[category, CategoryFactory()],
            words="A guarantor is asked for.",
        )
        PartnerFactory(logo=ImageFactory())
        StandardPageFactory(title=f"Guarantor {n}")


@pytest.mark.parametrize("number", [1, 10])
def test_a_list_takes_a_fixed_number_of_queries(client, number):
    BlogPageFactory(
        words="A guarantor is asked for.",
        categories=[CategoryFactory(slug="housing")],
        byline=AuthorFactory(slug="amina"),
        lead_picture=ImageFactory(),
        date=datetime.date(2021, 1, 1),
    )
    add_content(number)
    asked = {}
    for path in LISTS:
        assert client.get(f"/api/v2/{path}").json()["items"], path
        with CaptureQueriesContext(connection) as asked[path]:
            client.get(f"/api/v2/{path}")
    assert {path: len(queries) for path, queries in asked.items()} == LISTS
    assert max(LISTS.values()) <= 10


def test_the_detail_of_a_post_with_every_block_takes_nine_queries(client, django_assert_num_queries):
    add_content(3)
    blocks = BodyBlock().normalize(every_block())
    categories = BlogPage.objects.first().categories.all()
    post = BlogPageFactory(categories=categories, lead_picture=ImageFactory(), body=blocks)
    path = f"/api/v2/posts/{post.pk}/"
    assert len(client.get(path).json()["related"]) == 3
    # the post, its categories and renditions; the page above; the content version, under which the
    # body is kept; the chosen related posts, those that share categories, their categories and renditions
    with django_assert_num_queries(9):
        client.get(path)


def test_a_refused_question_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/api/v2/posts/?limit=1000")
