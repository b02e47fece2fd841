"""site/: name, languages, menus and contact in one answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import SiteSettings
from tests.api.shapes import assert_golden
from tests.factories import (
    ImageFactory,
    NavigationFactory,
    StandardPageFactory,
    default_site,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def link(page, text="Read"):
    return ("link", {"page": page, "label": text, "url": ""})


def languages(answer):
    return {language["code"]: language for language in answer["languages"]}


def test_the_site_is_one_answer_with_everything_around_the_pages(ask):
    about = StandardPageFactory(slug="about")
    news()
    NavigationFactory(menu=[link(about)], footer=[("column", {"title": "Us", "links": [link(about)[1]]})])
    SiteSettings.objects.create(
        site=default_site(),
        logo=ImageFactory(),
        email="us@example.org",
        profiles=[("profile", {"service": "mastodon", "url": "https://example.org/@us"})],
    )
    answer = ask("site/")
    assert_golden("site", answer)
    assert answer["api_version"] == "2"
    assert answer["languages"][0]["menu"][0]["path"] == "/about/"


def test_each_language_with_a_home_page_says_how_it_is_written_and_where_it_begins(ask):
    published(home_page("ur"))
    NavigationFactory()
    NavigationFactory(locale=locale("ur"), site_name="ریفیوجی یونین", address="ہانگ کانگ")
    urdu = languages(ask("site/"))["ur"]
    expected = {
        "tag": "ur",
        "native_name": "اردو",
        "direction": "rtl",
        "is_default": False,
        "path_prefix": "/ur/",
        "path": "/ur/",
        "name": "ریفیوجی یونین",
        "address": "ہانگ کانگ",
    }
    assert {key: urdu[key] for key in expected} == expected


def test_a_language_without_a_menu_has_that_of_the_default_language(ask):
    published(home_page("ur"))
    NavigationFactory(site_name="Refugee Union")
    assert languages(ask("site/"))["ur"]["name"] == "Refugee Union"


def test_a_language_whose_home_page_is_a_draft_is_not_named(ask):
    home_page("ur").unpublish()
    assert list(languages(ask("site/"))) == ["en"]


def test_a_menu_does_not_name_where_a_hidden_page_stands(ask):
    hidden = StandardPageFactory(title="Zanzibar", slug="zanzibar", live=False)
    NavigationFactory(menu=[link(hidden, "Words")])
    entry = ask("site/")["languages"][0]["menu"][0]
    assert (entry["title"], entry["is_broken"], entry["path"], entry["id"]) == ("Words", True, None, None)


def test_fields_leaves_what_is_wanted(ask):
    assert list(ask("site/", fields="_,name,languages")) == ["name", "languages"]


def test_a_changed_menu_is_shown_at_once(ask):
    navigation = NavigationFactory(site_name="Before")
    assert ask("site/")["name"] == "Before"
    navigation.site_name = "After"
    navigation.save()
    assert ask("site/")["name"] == "After"


def test_the_second_call_asks_for_the_version_alone(client):
    client.get("/api/v2/site/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v2/site/")
    assert len(queries) == 1
