"""search/ over posts, pages and their documents."""

import datetime
import html
import json
import re

import pytest
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction, Site

from search.models import UnfoundQuery
from tests.api.shapes import assert_golden
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    news,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def guarantor():
    """A post with everything that a result can show but a document."""
    return BlogPageFactory(
        title="Guarantors",
        words="The guarantor was refused.",
        date=datetime.date(2017, 2, 27),
        byline=AuthorFactory(name="Amina"),
        categories=[CategoryFactory(name="Housing", slug="housing")],
    )


def promote(words, page):
    query = Query.get(words)
    return SearchPromotion.objects.create(query=query, page=page, sort_order=0, description="Begin here")


def choices(answer, name):
    return {choice["value"]: choice["count"] for choice in answer["facets"][name]}


# What is found -------------------------------------------------------------------------------


def test_search_finds_posts_and_pages_by_their_words(titles):
    BlogPageFactory(title="A post", words="The guarantor was refused.")
    StandardPageFactory(title="Guarantor")
    BlogPageFactory(title="Something else")
    assert set(titles("search/", q="guarantors")) == {"A post", "Guarantor"}


def test_all_words_must_be_there(titles):
    BlogPageFactory(title="Both", words="rent and food")
    BlogPageFactory(title="One", words="rent")
    assert titles("search/", q="rent food") == ["Both"]


def test_an_answer_has_its_shape(ask, guarantor):
    BlogPageFactory(words="guarantor", parent=news("ur"), date=datetime.date(2016, 1, 1))
    promote("guarantor", guarantor)
    answer = ask("search/", q="guarantor", order="newest")
    assert_golden("search", answer)


def test_an_answer_without_results_has_the_same_keys(ask):
    answer = ask("search/", q="zanzibar")
    assert list(answer) == ["meta", "promoted", "facets", "items"]
    assert list(answer["facets"]) == ["category", "year", "locale", "kind"]
    assert (answer["meta"]["total_count"], answer["meta"]["correction"]) == (0, None)


def test_a_plain_page_has_no_date_no_byline_and_no_categories(ask):
    StandardPageFactory(title="Guarantor")
    item = ask("search/", q="guarantor")["items"][0]
    assert (item["date"], item["kind"], item["categories"], item["document"]) == (None, "page", [], None)
    assert item["byline_html"] is None


def test_fields_choose_what_is_answered(ask, guarantor):
    items = ask("search/", q="guarantor", fields="_,id,title_html")["items"]
    assert items == [{"id": guarantor.pk, "title_html": "<mark>Guarantors</mark>"}]
    assert "excerpt_html" not in ask("search/", q="guarantor", fields="-excerpt_html")["items"][0]


def test_the_language_of_an_excerpt_is_told(ask):
    BlogPageFactory(
        title="Two languages",
        body=[("text", {"text": "<p>گارنٹر کو انکار</p>", "language": "ur"})],
    )
    item = ask("search/", q="گارنٹر")["items"][0]
    assert (item["excerpt_lang"], item["excerpt_dir"], item["meta"]["locale"]) == ("ur", "rtl", "en")


# Marked words --------------------------------------------------------------------------------


def test_words_are_marked_and_everything_else_is_escaped(ask):
    BlogPageFactory(title="<script>alert(1)</script> & rent", words="Rent &lt;b&gt;is&lt;/b&gt; high.")
    item = ask("search/", q="rent")["items"][0]
    assert item["title"] == "<script>alert(1)</script> & rent"
    assert item["title_html"] == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>rent</mark>"
    assert item["excerpt_html"] == "<mark>Rent</mark> &lt;b&gt;is&lt;/b&gt; high."


def test_nothing_but_marks_is_markup(ask):
    author = AuthorFactory(name="<b>Rent</b>")
    words = 'rent <i title="x">rent</i> "rent"'
    BlogPageFactory(title="<img src=x onerror=alert(1)>", words=words, byline=author)
    item = ask("search/", q="rent")["items"][0]
    for part in (item["title_html"], item["excerpt_html"], item["byline_html"]):
        assert set(re.findall(r"<[^>]*>", part)) <= {"<mark>", "</mark>"}
    assert html.unescape(re.sub(r"</?mark>", "", item["title_html"])) == item["title"]


# Ways -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "way", "query", "correction"),
    [
        ("guarantor", "strict", "guarantor", None),
        ("guarrantor", "corrected", "guarantor", "guarantor"),
        ("guarantor zebra", "any", "guarantor zebra", None),
    ],
)
def test_the_way_is_told(ask, guarantor, q, way, query, correction):
    meta = ask("search/", q=q)["meta"]
    assert meta == {
        "total_count": 1,
        "is_more": False,
        "way": way,
        "query": query,
        "correction": correction,
    }


def test_the_spelling_stays_where_that_was_asked(ask, guarantor):
    meta = ask("search/", q="guarrantor", exact="1")["meta"]
    assert (meta["total_count"], meta["way"], meta["query"]) == (0, "any", "guarrantor")


def test_more_than_can_be_counted_is_told(ask, monkeypatch):
    monkeypatch.setattr("search.reach.MOST_HITS", 2)
    monkeypatch.setattr("search.queries.MOST_HITS", 2)
    BlogPageFactory.create_batch(3, words="guarantor")
    assert ask("search/", q="guarantor")["meta"]["is_more"] is True


# Choices --------------------------------------------------------------------------------------


def test_results_can_be_narrowed_by_each_facet(titles, guarantor):
    StandardPageFactory(title="Guarantor page")
    for name, value in (("category", "housing"), ("year", 2017), ("kind", "post")):
        assert titles("search/", q="guarantor", **{name: value}) == ["Guarantors"]
    assert titles("search/", q="guarantor", kind="page") == ["Guarantor page"]
    assert titles("search/", q="guarantor", kind="petition") == []


def test_a_language_is_a_facet(titles):
    BlogPageFactory.create_batch(3, words="guarantor")
    published(home_page("ur"))
    BlogPageFactory(title="Urdu", words="guarantor", parent=news("ur"))
    assert titles("search/", q="guarantor", locale="ur") == ["Urdu"]
    assert titles("search/", q="guarantor", locale="ta") == []


def test_a_choice_that_was_made_is_told(ask, guarantor):
    answer = ask("search/", q="guarantor", category="housing")
    assert answer["facets"]["category"] == [
        {"value": "housing", "label": "Housing", "count": 1, "is_chosen": True}
    ]


def test_facets_count_what_was_found(ask, guarantor):
    BlogPageFactory(words="guarantor", date=datetime.date(2020, 1, 1))
    answer = ask("search/", q="guarantor")
    assert (choices(answer, "category"), choices(answer, "year")) == ({"housing": 1}, {"2020": 1, "2017": 1})


def test_facets_speak_the_language_of_the_reader(ask, guarantor):
    StandardPageFactory(title="Guarantor")
    labels = {choice["label"] for choice in ask("search/", q="guarantor", language="ur")["facets"]["kind"]}
    english = {choice["label"] for choice in ask("search/", q="guarantor")["facets"]["kind"]}
    assert english == {"News", "Page"}
    assert labels.isdisjoint(english) or labels == english  # until the words are translated


def test_the_language_of_the_reader_comes_a_little_earlier(titles):
    published(home_page("ur"))
    BlogPageFactory(title="Zanzibar one", words="Here.")
    BlogPageFactory(title="Zanzibar two", words="Here.", parent=news("ur"))
    assert titles("search/", q="zanzibar") == ["Zanzibar one", "Zanzibar two"]
    assert titles("search/", q="zanzibar", language="ur") == ["Zanzibar two", "Zanzibar one"]


def test_results_can_be_ordered_and_paged(ask, titles):
    for year in (2019, 2021, 2020):
        BlogPageFactory(title=str(year), words="guarantor", date=datetime.date(year, 1, 1))
    assert titles("search/", q="guarantor", order="newest") == ["2021", "2020", "2019"]
    assert titles("search/", q="guarantor", order="newest", limit=1, offset=1) == ["2020"]
    answer = ask("search/", q="guarantor", limit=1, offset=3)
    assert (answer["meta"]["total_count"], answer["items"]) == (3, [])


# Only what everybody may see, on this site -----------------------------------------------------


@pytest.mark.parametrize("way", ["draft", "expired", "private"])
def test_a_hidden_page_is_nowhere_in_the_answer(ask, way):
    page = BlogPageFactory(title="Zanzibar", categories=[CategoryFactory()])
    promote("zanzibar", page)
    if way == "draft":
        page.unpublish()
    elif way == "expired":
        page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
        page.save()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    for q in ("zanzibar", "zanzibor"):
        answer = ask("search/", q=q)
        assert (answer["meta"]["total_count"], answer["meta"]["correction"]) == (0, None)
        assert (answer["items"], answer["promoted"], choices(answer, "category")) == ([], [], {})


def test_pages_of_another_site_are_not_found(ask):
    other = StandardPageFactory(parent=home_page().get_parent(), title="Zanzibar elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", root_page=other)
    BlogPageFactory(title="Zanzibar here")
    assert [item["title"] for item in ask("search/", q="zanzibar")["items"]] == ["Zanzibar here"]


# What moderators and nobody found ---------------------------------------------------------------


def test_what_is_promoted_comes_where_a_search_begins(ask, guarantor):
    promote("rent", guarantor)
    assert ask("search/", q="rent")["promoted"] == [
        {
            "id": guarantor.pk,
            "html_url": f"http://localhost{guarantor.get_url()}",
            "locale": "en",
            "title": "Guarantors",
            "description": "Begin here",
        }
    ]
    assert ask("search/", q="rent", offset=20)["promoted"] == []
    assert ask("search/", q="rent", kind="post")["promoted"] == []


def test_words_that_nobody_found_are_counted_once(ask, guarantor):
    ask("search/", q="zanzibar")
    ask("search/", q="zanzibar", kind="post")
    ask("search/", q="zanzibar", offset=20)
    ask("search/", q="guarantor")
    assert list(UnfoundQuery.objects.values_list("query", "count", "way")) == [("zanzibar", 1, "nothing")]


# What people type -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "q",
    [
        '"rent"',
        "rent OR (",
        "c++",
        "rent* NEAR title:x",
        "'; DROP --",
        "<script>rent</script>",
        "a" * 200,
        "a b " * 50,
        "香港",
        "کرایہ",
        "\u202erent\u200f",
    ],
)
def test_odd_words_are_only_words(ask, q):
    answer = ask("search/", q=q)
    assert "<script" not in json.dumps(answer["items"])


def test_a_lone_half_of_a_letter_is_only_a_word(client):
    assert client.get("/api/v2/search/?q=rent%ED%A0%80").status_code == 200
