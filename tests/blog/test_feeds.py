"""The feeds as a reader's program gets them."""

import datetime
import json
import re

import feedparser
import pytest
from django.core.cache import cache
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from blog.blocks import BodyBlock
from blog.models import BlogPage
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    NavigationFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)
from tests.showcase import every_block

pytestmark = pytest.mark.django_db
every_feed = pytest.mark.parametrize("address", ["/news/feed.atom", "/news/feed.json"])


def atom(client, address: str = "/news/feed.atom") -> feedparser.FeedParserDict:
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return feed


def json_feed(client, address: str = "/news/feed.json") -> dict:
    return json.loads(client.get(address).content)


def titles(client, address: str) -> list[str]:
    if address.endswith("atom"):
        return [entry.title for entry in atom(client, address).entries]
    return [item["title"] for item in json_feed(client, address)["items"]]


@pytest.fixture
def rent() -> BlogPage:
    return BlogPageFactory(
        title="Rent & deposits",
        slug="rent",
        date=datetime.date(2017, 2, 27),
        excerpt="No <b>guarantor</b>.",
        lead_picture=ImageFactory(description="A roof"),
        byline=AuthorFactory(name="Amina", slug="amina"),
        categories=[CategoryFactory(name="Housing, rooms", slug="housing")],
        words="Nobody must find a guarantor.",
    )


def test_an_atom_entry_has_all_that_readers_show(client, rent):
    NavigationFactory(site_name="Refugee Union")
    feed = atom(client)
    entry = feed.entries[0]
    assert (feed.feed.title, feed.feed.language, feed.feed.author) == ("Refugee Union", "en", "Refugee Union")
    assert (entry.title, entry.link) == ("Rent & deposits", "http://localhost/news/rent/")
    assert entry.author_detail == {"name": "Amina", "href": "http://localhost/news/author/amina/"}
    assert [tag.term for tag in entry.tags] == ["Housing, rooms"]
    assert entry.summary == "No &lt;b&gt;guarantor&lt;/b&gt;."
    assert entry.published == "2017-02-27T00:00:00+08:00"
    assert entry.content[0].language == "en"
    assert "Nobody must find a guarantor." in entry.content[0].value


def test_a_json_feed_has_what_version_1_1_asks_for(client, rent):
    feed = json_feed(client)
    item = feed["items"][0]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/news/feed.json"
    assert feed["home_page_url"] == "http://localhost/news/"
    assert {"id", "content_html"} <= item.keys()
    assert {name: item[name] for name in ("title", "url", "summary", "tags", "language")} == {
        "title": "Rent & deposits",
        "url": "http://localhost/news/rent/",
        "summary": "No <b>guarantor</b>.",
        "tags": ["Housing, rooms"],
        "language": "en",
    }
    assert item["authors"] == [{"name": "Amina", "url": "http://localhost/news/author/amina/"}]
    assert item["date_published"] == "2017-02-27T00:00:00+08:00"


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/news/feed.atom", "application/atom+xml"), ("/news/feed.json", "application/feed+json")],
)
def test_a_feed_says_what_it_is_and_leaves_nothing_behind(client, rent, address, kind):
    answer = client.get(address)
    assert answer["Content-Type"] == f"{kind}; charset=utf-8"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_feed_holds_the_newest_posts(client, monkeypatch):
    monkeypatch.setattr("blog.feeds.views.POSTS", 2)
    for day in (1, 2, 3):
        BlogPageFactory(title=f"Day {day}", date=datetime.date(2021, 3, day))
    assert titles(client, "/news/feed.atom") == ["Day 3", "Day 2"]


def test_an_archive_has_its_own_feed(client, rent):
    BlogPageFactory(
        title="Letter", body=[("petition", {"document": None, "addressee": "Office", "state": "sent"})]
    )
    expected = {
        "/news/category/housing/feed.atom": ["Rent & deposits"],
        "/news/category/housing/feed.json": ["Rent & deposits"],
        "/news/author/amina/feed.atom": ["Rent & deposits"],
        "/news/author/amina/feed.json": ["Rent & deposits"],
        "/news/petitions/feed.atom": ["Letter"],
        "/news/petitions/feed.json": ["Letter"],
    }
    assert {address: titles(client, address) for address in expected} == expected


NO_FEED = [
    "/news/category/none/feed.atom",
    "/news/author/none/feed.json",
    "/news/2017/feed.atom",
    "/news/rent/feed.atom",
    "/feed.atom",
    "/about/feed.json",
    "/ur/news/feed.atom",
    "/news/feed.rss",
]


def test_there_is_no_feed_of_what_is_no_list_of_posts(client, rent):
    StandardPageFactory(slug="about")
    answers = {address: client.get(address).status_code for address in NO_FEED}
    assert answers == dict.fromkeys(NO_FEED, 404)


def test_private_news_have_no_feed(client, rent):
    PageViewRestriction.objects.create(page=rent.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/news/feed.atom").status_code == 404


def test_a_question_behind_the_address_changes_nothing(client, rent):
    feed = atom(client, "/news/feed.atom?year=1999&keyword=x&category=none")
    assert [entry.title for entry in feed.entries] == ["Rent & deposits"]


def test_each_language_has_its_own_feed(client, rent):
    home_page("ur")
    BlogPageFactory(title="کرایہ", parent=news("ur"))
    feed = atom(client, "/ur/news/feed.atom")
    assert [entry.title for entry in feed.entries] == ["کرایہ"]
    assert feed.feed.language == "ur"
    assert '<div dir="rtl" lang="ur">' in json_feed(client, "/ur/news/feed.json")["items"][0]["content_html"]


def test_a_chinese_feed_has_its_own_dates_and_names(client):
    home_page("zh-hant")
    document = DocumentFactory()
    petition = {"document": document, "addressee": "社會福利署", "date_sent": datetime.date(2017, 2, 27)}
    BlogPageFactory(parent=news("zh-hant"), title="租金", body=[("petition", {**petition, "state": "sent"})])
    text = json_feed(client, "/zh-hant/news/feed.json")["items"][0]["content_html"]
    assert "2017年2月27日" in text
    assert "社會福利署" in text


def ids(client) -> set[str]:
    return {entry.id for entry in atom(client).entries} | {item["id"] for item in json_feed(client)["items"]}


def test_an_entry_keeps_its_id_when_the_post_moves_to_another_slug_and_domain(client, rent, settings):
    before = ids(client)
    assert len(before) == 1
    settings.SITE_URL = "https://union.example.org"
    rent.slug = "rooms"
    rent.save()
    assert ids(client) == before
    assert atom(client).entries[0].link == "https://union.example.org/news/rooms/"


def test_a_translation_has_an_id_of_its_own(client, rent):
    home_page("ur")
    published(rent.get_parent().copy_for_translation(locale("ur")))
    published(rent.copy_for_translation(locale("ur")))
    urdu = {item["id"] for item in json_feed(client, "/ur/news/feed.json")["items"]}
    assert len(urdu) == 1
    assert not urdu & ids(client)


def test_every_block_has_a_template_for_feeds():
    for name in BodyBlock().child_blocks:
        get_template(f"blog/feed/{name}.html")


def test_every_block_is_plain_html_with_absolute_addresses(client):
    ImageFactory(), DocumentFactory()
    about = StandardPageFactory(slug="about")
    link = ("text", {"text": f'<p><a linktype="page" id="{about.pk}">Us</a></p>', "language": ""})
    BlogPageFactory(body=[*every_block(), link], lead_picture=ImageFactory())
    text = json_feed(client)["items"][0]["content_html"]
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert "http://localhost/about/" in addresses
    assert all(re.match(r"https?://", address) for address in addresses), addresses
    for unwanted in ("<script", "<picture", "<source", "<button", "loading=", "style=", "class=", "srcset"):
        assert unwanted not in text


def test_a_link_to_a_hidden_page_leaves_its_words(client):
    hidden = StandardPageFactory(slug="hidden", live=False)
    text = f'<p>Read <a linktype="page" id="{hidden.pk}">the minutes</a>.</p>'
    BlogPageFactory(body=[("text", {"text": text, "language": ""})])
    assert "<p>Read the minutes.</p>" in json_feed(client)["items"][0]["content_html"]


@every_feed
def test_signs_that_xml_cannot_hold_are_left_out(client, address):
    BlogPageFactory(title="Rent\x0bup", words="Pasted\x01 words", excerpt="\x02Short")
    assert titles(client, address) == ["Rentup"]


@every_feed
def test_news_without_posts_have_an_empty_feed(client, address):
    news()
    assert titles(client, address) == []


@every_feed
@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_who_has_a_feed_already_is_told_so_in_one_query(
    client, rent, address, header, django_assert_num_queries
):
    known = client.get(address)
    name = {"ETag": "HTTP_IF_NONE_MATCH", "Last-Modified": "HTTP_IF_MODIFIED_SINCE"}[header]
    with django_assert_num_queries(1):  # the content version
        answer = client.get(address, **{name: known[header]})
    assert (answer.status_code, answer.content) == (304, b"")


@every_feed
def test_a_new_post_changes_the_feed(client, rent, address):
    known = client.get(address)["ETag"]
    BlogPageFactory(title="New")
    assert client.get(address, HTTP_IF_NONE_MATCH=known).status_code == 200


@every_feed
def test_a_change_elsewhere_leaves_the_feed_as_it_was(client, rent, address):
    known = client.get(address)["ETag"]
    StandardPageFactory()
    assert client.get(address, HTTP_IF_NONE_MATCH=known).status_code == 304


def test_a_feed_asks_no_more_for_each_post(client, rent):
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/news/feed.atom")
        return len(captured)

    few = asked()
    for _ in range(3):
        BlogPageFactory(byline=rent.byline, categories=list(rent.categories.all()))
    assert asked() == few
