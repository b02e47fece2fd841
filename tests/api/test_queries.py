"""A list takes a fixed number of queries, whatever its length. Caches are warm: each is asked twice."""

import datetime

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.blocks import BodyBlock
from blog.models import BlogPage
from home.models import SiteSettings
from tests.api.test_blocks import every_block
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    StandardPageFactory,
    default_site,
    home_page,
    locale,
    news,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

# Beside what is named: the content version, and with it until when the answer holds.
LISTS = {
    # cards, the pages that everybody may see and their translations
    "posts/": 3,
    # the category by its slug, and the three
    "posts/?category=housing&year=2020,2021&locale=en&order=title": 4,
    # the author by its slug, and the three
    "posts/?author=amina": 4,
    # count, pages with their excerpts, the pages above them and their translations
    "pages/": 4,
    # the page that is asked about, and the four
    "pages/?descendant_of=root&type=blog.BlogPage": 5,
    # count, categories, the numbers of posts
    "categories/": 4,
    # count, authors, the numbers of posts
    "authors/": 4,
    # count, partners, renditions of the logos
    "partners/": 4,
    # what the engine finds, which of it may be seen, the pages of these results, the texts that
    # excerpts are cut from
    "search/?q=guarantor": 6,
    # whether there is such a category, and the six
    "search/?q=guarantor&category=housing&order=newest": 7,
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
        caches["answers"].clear()
        with CaptureQueriesContext(connection) as asked[path]:
            client.get(f"/api/v2/{path}")
    assert {path: len(queries) for path, queries in asked.items()} == LISTS
    assert max(LISTS.values()) <= 10


def clear_all_caches():
    for cache in caches.all():
        cache.clear()


def test_a_list_takes_five_queries_when_nothing_is_known(client, django_assert_num_queries):
    add_content(10)
    client.get("/api/v2/posts/")
    clear_all_caches()
    # the home pages, the content version, how many posts there are, cards, pages with their translations
    with django_assert_num_queries(5):
        client.get("/api/v2/posts/?limit=10")


def test_the_detail_of_a_post_with_every_block_takes_twelve_queries_when_nothing_is_known(
    client, django_assert_num_queries
):
    add_content(3)
    blocks = BodyBlock().normalize(every_block())
    categories = BlogPage.objects.first().categories.all()
    post = BlogPageFactory(categories=categories, lead_picture=ImageFactory(), body=blocks)
    path = f"/api/v2/posts/{post.pk}/"
    assert len(client.get(path).json()["related"]) == 3
    # the home pages, the content version, the post, the related posts (those that were chosen and those
    # that share categories), the cards of all of these and of its neighbours, their pages with the one
    # above; six for what its blocks show and lead to
    clear_all_caches()
    with django_assert_num_queries(12):
        client.get(path)


def test_the_site_in_fifteen_languages_takes_as_many_queries_as_in_one(client, django_assert_num_queries):
    image, about = ImageFactory(), StandardPageFactory(slug="about")
    link = {"page": about, "label": "Read", "url": ""}
    own = {"logo": image, "icon": image, "share_picture": image}
    SiteSettings.objects.create(site=default_site(), **own)
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        published(home_page(code))
        news(code)
        footer = [("column", {"title": "Us", "links": [link]})]
        NavigationFactory(locale=locale(code), menu=[("link", link)], footer=footer)
    client.get("/api/v2/site/")
    clear_all_caches()
    # the home pages, the content version, the site, its settings, their three pictures and the files of
    # each, the visible home pages, the news, the menus, what these lead to
    with django_assert_num_queries(14):
        answer = client.get("/api/v2/site/").json()
    assert len(answer["languages"]) == 15
    assert [language["menu"][0]["path"] for language in answer["languages"]] == ["/about/"] * 15
    assert len({language["feeds"][0]["url"] for language in answer["languages"]}) == 15


def test_a_refused_question_asks_the_database_for_the_version_alone(client, django_assert_num_queries):
    client.get("/api/v2/posts/?limit=1")
    with django_assert_num_queries(1):
        client.get("/api/v2/posts/?limit=1000")


def test_a_kept_answer_and_a_304_ask_the_database_for_the_version_alone(client, django_assert_num_queries):
    BlogPageFactory()
    etag = client.get("/api/v2/posts/").headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/api/v2/posts/").status_code == 200
    with django_assert_num_queries(1):
        assert client.get("/api/v2/posts/", headers={"if-none-match": etag}).status_code == 304
