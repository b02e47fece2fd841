"""What a page tells search engines about itself as data."""

import json

import pytest

from home.models import SiteSettings
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    ImageFactory,
    NavigationFactory,
    StandardPageFactory,
    default_site,
    home_page,
)
from tests.home.heads import head, things

pytestmark = pytest.mark.django_db


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


def test_words_of_a_person_cannot_leave_the_script(client):
    title = "</script><script>alert(1)</script> & <!-- 'quoted' \"twice\""
    BlogPageFactory(title=title, slug="rent")
    page = client.get("/news/rent/").content.decode()
    assert "<script>alert" not in page
    assert things(head(client, "/news/rent/"))["NewsArticle"]["headline"] == title
