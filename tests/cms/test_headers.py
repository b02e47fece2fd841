"""What answers tell browsers and caches, for readers and for editors."""

import re
from io import BytesIO

import pytest
from django.core.signals import request_started
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from cms.requests import CarefulHandler
from tests.factories import BlogPageFactory, StandardPageFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
UNSAFE = re.compile(r"unsafe-|\*|https?:")


@pytest.fixture(scope="module", autouse=True)
def post(shared):
    return BlogPageFactory(title="Rent", slug="rent")


@pytest.fixture(scope="module")
def answers(post):
    """What a visitor is answered at each address, asked once."""
    return {address: Client().get(address) for address in ADDRESSES}


def policy(answer) -> dict[str, str]:
    """The Content-Security-Policy as {directive: sources}."""
    parts = answer["Content-Security-Policy"].split(";")
    return {name: sources for name, _, sources in (part.strip().partition(" ") for part in parts)}


ADDRESSES = ["/", "/news/", "/news/rent/", "/search/?q=rent", "/sitemap.xml", "/nothing-here/"]
every_address = pytest.mark.parametrize("address", ADDRESSES)


@every_address
def test_a_public_answer_allows_the_site_itself_and_nothing_inline(answers, address):
    answer = answers[address]
    assert answer.status_code == (404 if address == "/nothing-here/" else 200)
    directives = policy(answer)
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["base-uri"] == "'none'"
    assert not UNSAFE.search(answer["Content-Security-Policy"])


@pytest.mark.parametrize("address", ["/", "/news/", "/news/rent/", "/search/?q=rent", "/nothing-here/"])
def test_a_public_page_holds_nothing_that_its_own_policy_forbids(answers, address):
    page = answers[address].content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))", page)
    assert not re.search(r"<(?:img|link|script|iframe|source)[^>]+(?:src|srcset)=\"(?:https?:)?//", page)


@every_address
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "SAMEORIGIN"),
    ],
)
def test_a_public_answer_carries(answers, address, header, value):
    assert answers[address][header] == value


@every_address
def test_a_public_answer_turns_off_what_a_device_can_watch_with(answers, address):
    off = answers[address]["Permissions-Policy"]
    assert all(
        f"{feature}=()" in off for feature in ("camera", "microphone", "geolocation", "browsing-topics")
    )


@every_address
def test_a_visitor_gets_no_cookie(answers, address):
    answer = answers[address]
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


@every_address
@pytest.mark.parametrize("language", ["ur", "zh-hant,en;q=0.5"])
def test_a_public_answer_varies_on_nothing_that_a_visitor_sends(client, address, language):
    answer = client.get(address, headers={"accept-language": language})
    varied = {name.strip().lower() for name in answer.get("Vary", "").split(",") if name.strip()}
    assert varied <= {"accept-encoding"}


def test_the_language_a_browser_asks_for_does_not_change_the_page(client):
    assert client.get("/").content == client.get("/", headers={"accept-language": "ur"}).content


def test_a_large_page_still_varies_on_its_encoding(client):
    answer = client.get("/news/rent/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", ["/", "/news/", "/news/rent/", "/search/", "/lite/news/rent/"])
def test_who_comes_back_to_an_unchanged_page_does_not_pay_for_it_twice(client, address):
    packed = {"Accept-Encoding": "gzip"}
    tag = client.get(address, headers=packed).headers["ETag"]
    again = client.get(address, headers={**packed, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_who_comes_back_to_a_changed_page_gets_it_anew(client, post):
    tag = client.get("/news/rent/").headers["ETag"]
    post.title = "Rent and food"
    post.save()
    again = client.get("/news/rent/", headers={"If-None-Match": tag})
    assert "Rent and food" in again.content.decode()


def test_the_admin_has_a_policy_of_its_own(client, admin_client):
    for answer in (client.get("/admin/login/"), admin_client.get("/admin/")):
        directives = policy(answer)
        assert "'unsafe-inline'" in directives["script-src"]
        assert "'unsafe-eval'" not in directives["script-src"]
        assert directives["object-src"] == "'none'"
        assert directives["frame-ancestors"] == "'self'"


def test_an_address_that_only_sounds_like_the_admin_has_the_strict_policy(client):
    assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]


def test_what_an_editor_sees_is_kept_by_no_shared_cache(admin_client):
    answer = admin_client.get("/news/rent/")
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "no-cache" in answer["Cache-Control"]


def test_an_editor_sees_the_bar_and_a_visitor_does_not(client, admin_client):
    assert "wagtail-userbar" in admin_client.get("/news/rent/").content.decode()
    assert "wagtail-userbar" not in client.get("/news/rent/").content.decode()


def test_the_bar_holds_nothing_that_the_strict_policy_forbids(admin_client):
    answer = admin_client.get("/news/rent/")
    assert not UNSAFE.search(answer["Content-Security-Policy"])
    assert not re.search(r"<script(?![^>]*(?:\ssrc=|application/(?:ld\+)?json))", answer.content.decode())


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_private_page_is_kept_by_no_shared_cache(client, kind):
    page = StandardPageFactory(slug="members")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open")
    answer = client.get("/members/")
    control = answer.get("Cache-Control", "")
    assert "private" in control or "no-cache" in control


def test_what_a_password_opened_is_kept_by_no_shared_cache(client):
    page = StandardPageFactory(slug="members", title="For members")
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    client.post(
        f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/",
        {"password": "open", "return_url": "/members/"},
    )
    answer = client.get("/members/")
    assert "For members" in answer.content.decode()
    assert "private" in answer["Cache-Control"]


def test_signing_out_makes_answers_public_again(client):
    client.force_login(UserFactory())
    assert "private" in client.get("/news/rent/")["Cache-Control"]
    client.logout()
    assert "private" not in client.get("/news/rent/").get("Cache-Control", "")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain; charset*=none''x",
        "multipart/form-data; boundary=x; charset=rot13",
        "application/x-www-form-urlencoded; charset*=utf-8''none",
        "; charset*=none''x",
    ],
)
def test_a_strange_kind_of_content_is_no_fault_of_ours(kind, caplog, monkeypatch):
    content = b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\nwords\r\n--x--\r\n"
    sent = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(content)), "wsgi.input": BytesIO(content)}
    environment = RequestFactory().post("/takedown/").environ | sent
    monkeypatch.setattr(request_started, "receivers", [])  # it would close the tests' database
    answered = []
    CarefulHandler()(environment, lambda status, headers: answered.append(status))
    assert answered[0].startswith(("400", "422"))
    assert not caplog.records
