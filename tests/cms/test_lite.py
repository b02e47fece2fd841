"""The lite form: every public page as text, in one small answer."""

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

PAGES = [
    "/",
    "/ur/",
    "/news/",
    "/news/?page=2",
    "/news/?keyword=guarantor",
    "/news/category/housing/",
    "/news/2021/",
    "/news/rent/",
    "/ur/news/rent/",
    "/about/",
    "/search/?q=guarantor",
    "/ur/search/",
    "/offline/",
    "/nothing-here/",
    "/members/",
]
every_page = pytest.mark.parametrize("path", PAGES)
ONE_FORM = ("/documents/", "/media/", "/api/", "/admin/", "/static/")


class Loaded(HTMLParser):
    """What a browser would fetch by itself, and where the links lead."""

    FETCH = {"img": "src", "script": "src", "source": "srcset", "iframe": "src", "video": "src"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fetched, self.links, self.canonical = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "link" and found["rel"] == "canonical":
            self.canonical = found["href"]
        elif tag == "link":
            self.fetched += [found["href"]] if found["href"] != "data:," else []
        elif tag in self.FETCH:
            self.fetched.append(found.get(self.FETCH[tag]))
        elif tag == "a" and "href" in found:
            self.links.append(found["href"])


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """A site with every kind of page, made once; all is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_content()
        transaction.set_rollback(True)


def make_content() -> BlogPage:
    NavigationFactory()
    image, document = ImageFactory(), DocumentFactory()
    housing = CategoryFactory(slug="housing")
    about = StandardPageFactory(slug="about", title="About us")
    body = [
        ("heading", {"text": "What it means", "level": "2", "language": ""}),
        (
            "text",
            {"text": f'<p>No guarantor. <a linktype="page" id="{about.pk}">About</a></p>', "language": ""},
        ),
        ("picture", {"picture": image, "caption": "", "alt": "A hut", "decorative": False}),
        ("document", {"document": document, "summary": ""}),
        ("partners", {"title": "", "partners": []}),
        ("call_to_action", {"title": "Help", "text": "", "button": "Read", "page": about, "url": ""}),
    ]
    PartnerFactory(logo=image)
    post = BlogPageFactory(
        slug="rent", title="Rent", body=body, lead_picture=image, categories=[housing], byline=AuthorFactory()
    )
    BlogPageFactory.create_batch(11, lead_picture=image, categories=[housing], words="guarantor")
    home_page("ur")
    BlogPageFactory(
        parent=news("ur"), slug="rent", title="کرایہ", translation_key=post.translation_key, body=body
    )
    members = StandardPageFactory(slug="members", title="For members only")
    PageViewRestriction.objects.create(page=members, restriction_type="password", password="open")
    return post


@pytest.fixture(scope="module")
def pages(content, django_db_blocker) -> dict[str, tuple[HttpResponse, HttpResponse]]:
    """Each page in its full and its lite form, as a new visitor on a phone gets it."""
    phone = {"accept-encoding": "gzip", "accept-language": "ur"}
    return {path: tuple(Client(headers=phone).get(form + path) for form in ("", "/lite")) for path in PAGES}


def said(answer: HttpResponse) -> str:
    return gzip.decompress(answer.content).decode()


def read(path: str) -> str:
    """A page as a new visitor gets it, without asking what its status is."""
    return Client().get(path).content.decode()


@every_page
def test_a_lite_page_is_one_answer_of_at_most_14_kb(pages, path):
    full, lite = pages[path]
    assert lite.status_code == full.status_code
    assert len(lite.content) <= 14 * 1024
    page = said(lite)
    assert Loaded(page).fetched == []
    assert not re.search(r"<(img|script|picture|iframe)\b|\sstyle=|\son\w+=|@import|url\(", page)


@every_page
def test_a_lite_page_leads_to_lite_pages(pages, path):
    page = Loaded(said(pages[path][1]))
    own = [link for link in page.links if link.startswith("/") and not link.startswith(ONE_FORM)]
    full = {link for link in own if not link.startswith("/lite/") and "/feed." not in link}
    assert full == {path}, "only the link to the full version leaves the lite form"
    assert [link for link in own if re.match("/lite(/documents/|/media/|/api/|.*/feed.)", link)] == []


@every_page
def test_every_page_links_to_its_lite_form(pages, path):
    assert f"/lite{path}" in Loaded(said(pages[path][0])).links


@every_page
def test_a_lite_page_names_only_the_full_form_to_search_engines(pages, path):
    page = said(pages[path][1])
    canonical = Loaded(page).canonical
    assert "/lite" not in canonical
    assert canonical or 'name="robots" content="noindex"' in page
    assert not re.search(r"og:|hreflang=\"x-default\"|ld\+json|rel=\"alternate", page)


def test_a_later_page_of_a_lite_list_names_its_own_full_form(client, content):
    later = Loaded(client.get("/lite/news/?page=2&utm=1").content.decode()).canonical
    assert later.endswith("/news/?page=2")
    assert Loaded(client.get("/lite/news/?page=x").content.decode()).canonical.endswith("/news/")


@pytest.mark.parametrize("path", PAGES[:-1])  # the door of a private page has a form with a token
def test_a_lite_answer_sets_no_cookie_and_varies_on_nothing(pages, path):
    answer = pages[path][1]
    assert not answer.cookies
    assert answer.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_a_lite_answer_allows_its_own_style_and_nothing_else(client, content):
    policy = client.get("/lite/")["Content-Security-Policy"]
    assert re.search(r"style-src 'sha256-[\w+/=]{44}'(;|$)", policy)
    assert "script-src 'none'" in policy
    assert "unsafe" not in policy
    assert "sha256" not in client.get("/")["Content-Security-Policy"]


def test_the_style_inside_the_page_is_the_one_that_the_policy_names(client, content):
    answer = client.get("/lite/")
    style = re.search(r"<style>(.*?)</style>", answer.content.decode(), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer["Content-Security-Policy"]
    assert len(style) <= 2_500


def test_a_picture_is_a_link_with_its_words_kind_and_size(content):
    page = read("/lite/news/rent/")
    found = re.search(r'<a href="(/media/images/[^"]+)"><bdi>Picture: A hut</bdi></a>\s*<bdi>\((\w+)', page)
    assert found[2] in ("JPEG", "WEBP")


def test_what_a_card_shows_as_decoration_vanishes(content):
    assert "Picture" not in re.sub(r"Picture \d", "", read("/lite/news/"))


@pytest.mark.parametrize("path", ["/", "/news/", "/news/rent/", "/about/", "/ur/news/rent/"])
@pytest.mark.parametrize("first", ["", "/lite"])
def test_what_one_form_has_cached_is_not_shown_in_the_other(content, path, first):
    second = "/lite" if not first else ""
    alone = read(second + path)
    cache.clear()
    read(first + path)
    assert read(second + path) == alone


def test_a_page_after_a_lite_one_is_the_full_form(client, content):
    client.get("/lite/news/rent/")
    assert get_script_prefix() == "/"
    assert 'href="/lite/news/"' not in client.get("/news/rent/").content.decode()


def test_an_error_inside_a_lite_page_leaves_no_trace(client, content, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("search.views.listing_of", fail)
    client.raise_request_exception = False
    assert client.get("/lite/search/?q=rent").status_code == 500
    assert get_script_prefix() == "/"


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/lite/admin/", "/admin/"),
        ("/lite/api/v2/posts/?limit=1", "/api/v2/posts/?limit=1"),
        ("/lite/documents/1/letter.pdf", "/documents/1/letter.pdf"),
        ("/lite/media/images/boat.webp", "/media/images/boat.webp"),
        ("/lite/static/cms/site.css", "/static/cms/site.css"),
        ("/lite/sitemap.xml", "/sitemap.xml"),
        ("/lite/news/feed.atom", "/news/feed.atom"),
        ("/lite/lite/news/", "/lite/news/"),
        ("/lite//admin/", "/admin/"),
        ("/lite/admin//evil.example/", "/admin//evil.example/"),
    ],
)
def test_what_has_one_form_is_led_to_it(client, content, asked, led_to):
    answer = client.get(asked)
    assert answer.status_code == 302
    assert answer["Location"] == led_to


@pytest.mark.parametrize("path", ["/lite//evil.example/", "/lite/%5Cevil.example/", "/lite///evil.example"])
def test_the_link_to_the_full_form_never_leaves_the_site(client, content, path):
    links = Loaded(client.get(path, follow=True).content.decode()).links
    assert [link for link in links if link.startswith(("//", "/\\"))] == []


def test_an_editors_redirect_holds_in_the_lite_form(client, content):
    Redirect.objects.create(old_path="/old-rent", redirect_link="/news/rent/")
    assert client.get("/lite/old-rent/")["Location"] == "/lite/news/rent/"
    assert client.get("/old-rent/")["Location"] == "/news/rent/"


def test_a_permalink_leads_to_the_lite_form_and_is_shown_as_the_full_one(client, content):
    assert client.get(f"/lite/p/{content.pk}/")["Location"] == "/lite/news/rent/"
    page = read("/lite/news/rent/")
    assert f"/p/{content.pk}/" in page
    assert f"/lite/p/{content.pk}/" not in page


def test_a_private_page_stays_private_and_opens_with_its_password(client, content):
    door = client.get("/lite/members/")
    assert "For members only" not in re.sub(r"<title>.*</title>", "", door.content.decode())
    action = door.context["action_url"]
    assert action.startswith("/lite/_util/")
    opened = client.post(action, {"password": "open", "return_url": "/lite/members/"}, follow=True)
    assert opened.redirect_chain == [("/lite/members/", 302)]
    assert "For members only</h1>" in opened.content.decode()
    assert "private" in opened["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/news/", "/news/rent/", "/about/", "/search/?q=guarantor"])
def test_a_warm_lite_page_asks_no_more_than_the_full_one(client, content, path):
    counts = []
    for form in ("", "/lite"):
        for _ in range(2):
            client.get(form + path)
        with CaptureQueriesContext(connection) as captured:
            client.get(form + path)
        counts.append(len(captured))
    full, lite = counts
    assert lite <= full
