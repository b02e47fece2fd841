"""What a page's head tells search engines and services that show links."""

import datetime
import json
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from home.models import HomePage, SiteSettings
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
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


def head(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").head


def meta(found: BeautifulSoup) -> dict[str, str]:
    """The <meta> of a head, by name or property."""
    tags = found.find_all("meta", content=True)
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in tags}


def links(found: BeautifulSoup, rel: str) -> list[str]:
    return [link["href"] for link in found.find_all("link", rel=rel)]


def things(found: BeautifulSoup) -> dict[str, dict]:
    """The structured data of a head, by type; there is one <script> and none that runs."""
    (script,) = found.find_all("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


@pytest.fixture
def rent():
    return BlogPageFactory(
        title="Rent",
        slug="rent",
        date=datetime.date(2017, 2, 27),
        excerpt="In short.",
        lead_picture=ImageFactory(description="A roof"),
        byline=AuthorFactory(name="Amina", slug="amina"),
        categories=[CategoryFactory(name="Housing", slug="housing")],
    )


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


def test_a_post_is_a_news_article(client, rent):
    NavigationFactory(site_name="Refugee Union")
    article = things(head(client, "/news/rent/"))["NewsArticle"]
    assert article["headline"] == "Rent"
    assert article["datePublished"] == "2017-02-27T00:00:00+08:00"
    assert article["dateModified"] >= article["datePublished"]
    assert article["inLanguage"] == "en"
    assert article["isAccessibleForFree"] is True
    assert article["articleSection"] == ["Housing"]
    assert article["image"][0].startswith("http://localhost/media/")
    assert article["author"] == {
        "@type": "Person",
        "name": "Amina",
        "url": "http://localhost/news/author/amina/",
    }
    assert (article["publisher"]["@type"], article["publisher"]["name"]) == ("Organization", "Refugee Union")


@pytest.mark.parametrize("byline", [None, "Refugee Union"])
def test_a_post_of_the_union_has_no_person_as_author(client, byline):
    NavigationFactory(site_name="Refugee Union")
    BlogPageFactory(slug="rent", byline=AuthorFactory(name=byline) if byline else None)
    assert things(head(client, "/news/rent/"))["NewsArticle"]["author"]["@type"] == "Organization"


@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("/news/rent/", ["/", "/news/", "/news/rent/"]),
        ("/news/", ["/", "/news/"]),
        ("/news/category/housing/", ["/", "/news/", "/news/category/housing/"]),
        ("/news/author/amina/", ["/", "/news/", "/news/author/amina/"]),
        ("/news/2017/", ["/", "/news/", "/news/2017/"]),
        ("/about/", ["/", "/about/"]),
    ],
)
def test_a_page_tells_the_way_to_it(client, rent, address, trail):
    StandardPageFactory(slug="about")
    steps = things(head(client, address))["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [f"http://localhost{step}" for step in trail]
    assert [step["position"] for step in steps] == list(range(1, len(trail) + 1))


def test_the_home_page_tells_whose_site_it_is_and_how_to_search_it(client):
    home_page("ur")
    NavigationFactory(site_name="Refugee Union")
    profile = {"service": "mastodon", "url": "https://social.example.org/@union"}
    SiteSettings.objects.create(
        site=default_site(),
        logo=ImageFactory(),
        profiles=json.dumps([{"type": "profile", "value": profile}]),
    )
    found = things(head(client, "/"))
    assert found["Organization"]["name"] == "Refugee Union"
    assert found["Organization"]["sameAs"] == [profile["url"]]
    assert found["Organization"]["logo"]["url"].startswith("http://localhost/media/")
    target = things(head(client, "/ur/"))["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://localhost/ur/search/?q={search_term_string}"


def test_the_home_page_describes_itself_with_its_first_words(client):
    NavigationFactory(tagline="In our own words")
    home = home_page()
    assert meta(head(client, "/"))["description"] == "In our own words"
    home.welcome_text = "<p>We came <b>by many ways</b>.</p><p>We speak.</p>"
    published(home)
    assert meta(head(client, "/"))["description"] == "We came by many ways. We speak."
    home.excerpt = "Refugees in Hong Kong."
    published(home)
    assert meta(head(client, "/"))["description"] == "Refugees in Hong Kong."


def test_the_news_describe_themselves_with_their_introduction(client, rent):
    index = news()
    index.intro = "What we did."
    published(index)
    assert meta(head(client, "/news/"))["description"] == "What we did."
    assert "description" not in meta(head(client, "/news/2017/"))


def test_words_of_a_person_cannot_leave_the_script(client):
    title = "</script><script>alert(1)</script> & <!-- 'quoted' \"twice\""
    BlogPageFactory(title=title, slug="rent")
    page = client.get("/news/rent/").content.decode()
    assert "<script>alert" not in page
    assert things(head(client, "/news/rent/"))["NewsArticle"]["headline"] == title


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/news/",
        "/news/rent/",
        "/news/?page=2",
        "/news/category/housing/",
        "/news/author/amina/",
        "/news/2017/",
        "/news/petitions/",
        "/search/",
    ],
)
def test_an_address_is_its_own_canonical_one(client, rent, address):
    for _ in range(10):
        BlogPageFactory(body=[("petition", {"document": None, "addressee": "Office", "state": "sent"})])
    found = head(client, address)
    assert links(found, "canonical") == [f"http://localhost{address}"]
    assert "robots" not in meta(found)


def test_what_is_asked_for_besides_is_not_in_the_canonical_address(client, rent):
    assert links(head(client, "/news/?utm_source=x"), "canonical") == ["http://localhost/news/"]
    assert links(head(client, "/news/?page=99"), "canonical") == ["http://localhost/news/"]


@pytest.mark.parametrize(
    "address",
    [
        "/news/?keyword=rent",
        "/news/?year=2017&category=housing",
        "/news/1999/",
        "/news/?category=none",
        "/search/?q=rent",
        "/news/petitions/",
    ],
)
def test_what_visitors_put_together_and_what_is_empty_is_not_listed(client, rent, address):
    assert meta(head(client, address))["robots"] == "noindex"


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


@pytest.mark.parametrize(
    ("address", "feeds"),
    [
        ("/", ["/news/feed.atom", "/news/feed.json"]),
        ("/news/rent/", ["/news/feed.atom", "/news/feed.json"]),
        ("/search/?q=x", ["/news/feed.atom", "/news/feed.json"]),
        ("/ur/", ["/ur/news/feed.atom", "/ur/news/feed.json"]),
        (
            "/news/author/amina/",
            [
                "/news/author/amina/feed.atom",
                "/news/author/amina/feed.json",
                "/news/feed.atom",
                "/news/feed.json",
            ],
        ),
    ],
)
def test_a_page_names_the_feeds(client, rent, address, feeds):
    news("ur")
    found = head(client, address).find_all("link", type=re.compile("atom|feed"))
    assert [link["href"] for link in found] == [f"http://localhost{feed}" for feed in feeds]
    for feed in feeds:
        assert client.get(feed).status_code == 200


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
