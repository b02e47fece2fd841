"""The user bar and the content checker for a frontend at another address."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import BlogPageFactory
from tests.preview.conftest import FRONTEND

pytestmark = pytest.mark.django_db
HERE = "testserver"


@pytest.fixture(scope="module")
def post(shared):
    return BlogPageFactory(title="Published", slug="rent")


@pytest.fixture
def bar(client, preview, post):
    """The bar of a preview, as the browser reads it."""

    def _bar(**query: str) -> BeautifulSoup:
        token = preview(post)["token"]
        answer = client.get("/api/v2/preview/userbar/", {"token": token, **query})
        assert answer.status_code == 200, answer.content.decode()
        assert answer["Content-Type"].startswith("text/html")
        assert not answer.cookies
        return BeautifulSoup(answer.content, "html.parser")

    return _bar


def test_every_file_of_the_bar_has_the_sites_address(bar):
    found = bar()
    files = [tag["src"] for tag in found.find_all("script", src=True)]
    files += [tag["href"] for tag in found.find_all(["link", "a"], href=True)]
    assert len(files) > 4
    assert [file for file in files if f"//{HERE}/" not in file] == []


def test_the_bar_leads_to_the_editor_of_the_page(bar, post):
    assert bar().find("a", href=f"//{HERE}/admin/pages/{post.pk}/edit/")


def test_the_bar_speaks_with_the_editor_alone(bar):
    assert bar().find(attrs={"data-wagtail-userbar-origin": f"//{HERE}"})


def test_in_the_side_panel_the_bar_is_hidden_and_only_checks(bar):
    found = bar(in_preview_panel="1")
    assert found.find("aside").has_attr("hidden")
    assert found.find(id="checker-trigger")
    assert not found.find("a")


def test_the_checker_brings_the_unions_own_checks(bar):
    found = bar()
    assert found.find("script", src=lambda source: source and source.endswith("cms/admin/checker.js"))
    told = json.loads(found.find(id="checker-axe-configuration").string)
    assert "link-text" in told["options"]["runOnly"]


def test_the_weight_of_the_sites_own_page_is_not_held_against_the_frontend(bar, monkeypatch):
    monkeypatch.setattr("cms.checker.weigh", lambda page: pytest.fail("weighed"))
    bar()


def test_checker_and_editor_may_speak_with_each_other(bar, admin, post):
    origins = ["<same_origin>", f"http://{HERE}", FRONTEND]
    in_frontend = json.loads(bar().find(id="checker-axe-configuration").string)
    assert in_frontend["spec"]["allowedOrigins"] == origins
    screen = admin.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content
    in_editor = json.loads(BeautifulSoup(screen, "html.parser").find(id="checker-axe-configuration").string)
    assert in_editor["spec"]["allowedOrigins"] == origins


def test_without_a_frontend_the_checker_speaks_with_its_own_site_alone(admin, post):
    screen = admin.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content
    told = json.loads(BeautifulSoup(screen, "html.parser").find(id="checker-axe-configuration").string)
    assert "allowedOrigins" not in told["spec"]


def test_there_is_no_bar_without_a_token(client):
    assert client.get("/api/v2/preview/userbar/").status_code == 400
    assert client.get("/api/v2/preview/userbar/", {"token": "x.y.z"}).status_code == 400
