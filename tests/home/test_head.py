"""What a page's head tells search engines and services that show links."""

import re

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage, SiteSettings
from tests.factories import (
    BlogPageFactory,
    ImageFactory,
    NavigationFactory,
    StandardPageFactory,
    default_site,
    home_page,
    locale,
    news,
    published,
)
from tests.home.heads import head, links, meta, things

pytestmark = pytest.mark.django_db


def test_a_post_is_shown_well_where_it_is_shared(client, rent):
    NavigationFactory(site_name="Refugee Union")
    found = meta(head(client, "/news/rent/"))
    picture = found.pop("og:image")
    assert re.fullmatch(r"http://localhost/media/images/.*\.jpg", picture)
    expected = {
        "description": "In short.",
        "og:title": "Rent",
        "og:description": "In short.",
        "og:type": "article",
        "og:url": "http://localhost/news/rent/",
        "og:site_name": "Refugee Union",
        "og:locale": "en_GB",
        "og:image:alt": "A roof",
        "article:published_time": "2017-02-27T00:00:00+08:00",
        "twitter:card": "summary_large_image",
    }
    assert {name: found.get(name) for name in expected} == expected
    assert int(found["og:image:width"]) > 0 < int(found["og:image:height"])


def test_a_page_without_a_picture_is_shown_with_the_sites(client):
    StandardPageFactory(slug="about")
    assert meta(head(client, "/about/"))["og:image"] == "http://localhost/static/cms/icons/share.png"
    SiteSettings.objects.create(site=default_site(), share_picture=ImageFactory(description="Our house"))
    assert meta(head(client, "/about/"))["og:image:alt"] == "Our house"


OWN = [
    "/",
    "/news/",
    "/news/rent/",
    "/news/?page=2",
    "/news/category/housing/",
    "/news/author/amina/",
    "/news/2017/",
    "/news/petitions/",
    "/search/",
]


def test_an_address_is_its_own_canonical_one(client, rent):
    for _ in range(10):
        BlogPageFactory(body=[("petition", {"document": None, "addressee": "Office", "state": "sent"})])
    heads = {address: head(client, address) for address in OWN}
    canonical = {address: links(found, "canonical") for address, found in heads.items()}
    assert canonical == {address: [f"http://localhost{address}"] for address in OWN}
    assert [address for address, found in heads.items() if "robots" in meta(found)] == []


def test_what_is_asked_for_besides_is_not_in_the_canonical_address(client, rent):
    assert links(head(client, "/news/?utm_source=x"), "canonical") == ["http://localhost/news/"]
    assert links(head(client, "/news/?page=99"), "canonical") == ["http://localhost/news/"]


NOT_LISTED = [
    "/news/?keyword=rent",
    "/news/?year=2017&category=housing",
    f"/news/{timezone.localdate().year}/",
    "/news/?category=none",
    "/search/?q=rent",
    "/news/petitions/",
]


def test_what_visitors_put_together_and_what_is_empty_is_not_listed(client, search_index, rent):
    robots = {address: meta(head(client, address)).get("robots") for address in NOT_LISTED}
    assert robots == dict.fromkeys(NOT_LISTED, "noindex")


def test_a_page_names_its_translations_and_the_one_for_everybody_else(client):
    home_page("zh-hant"), home_page("ur")
    about = StandardPageFactory(slug="about")
    for code in ("zh-hant", "ur"):
        published(about.copy_for_translation(locale(code)))
    for address in ("/about/", "/zh-hant/about/"):
        found = head(client, address).find_all("link", hreflang=True)
        assert {link["hreflang"]: link["href"] for link in found} == {
            "en": "http://localhost/about/",
            "zh-Hant": "http://localhost/zh-hant/about/",
            "ur": "http://localhost/ur/about/",
            "x-default": "http://localhost/about/",
        }


def test_an_archive_names_its_translations(client, rent):
    home_page("ur")
    housing = rent.categories.get()
    urdu = housing.copy_for_translation(locale("ur"))
    urdu.slug = "ghar"
    urdu.save()
    published(rent.get_parent().copy_for_translation(locale("ur")))
    found = head(client, "/news/category/housing/")
    assert not found.find_all("link", hreflang=True)
    published(rent.copy_for_translation(locale("ur")))
    found = head(client, "/news/category/housing/").find_all("link", hreflang=True)
    assert {link["hreflang"]: link["href"] for link in found}["ur"] == (
        "http://localhost/ur/news/category/ghar/"
    )


NEWS = ["/news/feed.atom", "/news/feed.json"]
FEEDS = {
    "/": NEWS,
    "/news/rent/": NEWS,
    "/search/?q=x": NEWS,
    "/ur/": ["/ur/news/feed.atom", "/ur/news/feed.json"],
    "/news/author/amina/": ["/news/author/amina/feed.atom", "/news/author/amina/feed.json", *NEWS],
}


def test_a_page_names_the_feeds(client, rent):
    news("ur")
    for address, feeds in FEEDS.items():
        found = head(client, address).find_all("link", type=re.compile("atom|feed"))
        assert [link["href"] for link in found] == [f"http://localhost{feed}" for feed in feeds], address
        assert {feed: client.get(feed).status_code for feed in feeds} == dict.fromkeys(feeds, 200)


def test_a_page_names_icons_and_the_manifest_of_its_language(client):
    home_page("ur")
    found = head(client, "/ur/")
    assert links(found, "manifest") == ["/ur/site.webmanifest"]
    assert len(links(found, "icon")) == 2
    assert len(links(found, "apple-touch-icon")) == 1


def test_who_may_enter_sees_a_private_page_without_what_services_share(admin_client, rent):
    PageViewRestriction.objects.create(page=rent, restriction_type=PageViewRestriction.LOGIN)
    found = head(admin_client, "/news/rent/")
    assert meta(found)["robots"] == "noindex"
    assert not found.find_all("script", type="application/ld+json")
    assert not [name for name in meta(found) if name.startswith(("og:", "article:"))]


def test_a_private_page_above_is_not_on_the_way(client):
    members = StandardPageFactory(slug="members", title="Members", live=False)
    StandardPageFactory(slug="about", parent=members)
    steps = things(head(client, "/members/about/"))["BreadcrumbList"]["itemListElement"]
    assert "Members" not in [step["name"] for step in steps]


def test_a_preview_says_nothing_of_itself(rent):
    page = rent.make_preview_request().rendered_content
    assert "application/ld+json" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_changed_page_has_a_changed_head(client):
    assert meta(head(client, "/"))["og:title"]
    home = HomePage.objects.get()
    home.seo_title = "A new name"
    home.save()
    assert meta(head(client, "/"))["og:title"] == "A new name"


def test_whoever_did_not_agree_to_social_media_is_not_beside_a_shared_link(client):
    agreed = {"people": "adults", "is_recognizable": True, "agreed_site": True, "consent_by": "Amina"}
    image = ImageFactory(**agreed)
    address = published(BlogPageFactory(lead_picture=image)).get_url()
    assert meta(head(client, address))["og:image"] == "http://localhost/static/cms/icons/share.png"
    image.agreed_social = True
    image.save()
    assert "/media/images/" in meta(head(client, address))["og:image"]
