"""The sentence that search engines show of the home page and of the news, where nobody wrote one for them."""

import datetime

import pytest
from bs4 import BeautifulSoup

from tests.factories import BlogPageFactory, NavigationFactory, home_page, news, published

pytestmark = pytest.mark.django_db


def description(client, address: str) -> str:
    tag = BeautifulSoup(client.get(address).content, "html.parser").head.find("meta", {"name": "description"})
    return tag["content"] if tag else ""


def test_the_home_page_describes_itself_with_its_first_words(client):
    NavigationFactory(tagline="In our own words")
    home = home_page()
    assert description(client, "/") == "In our own words"
    home.welcome_text = "<p>We came <b>by many ways</b>.</p><p>We speak.</p>"
    published(home)
    assert description(client, "/") == "We came by many ways. We speak."
    home.search_description = "Refugees in Hong Kong."
    published(home)
    assert description(client, "/") == "Refugees in Hong Kong."


def test_the_news_describe_themselves_with_their_introduction(client):
    BlogPageFactory(date=datetime.date(2017, 2, 27))
    index = news()
    index.intro = "What we did."
    published(index)
    assert description(client, "/news/") == "What we did."
    assert description(client, "/news/2017/") == ""
