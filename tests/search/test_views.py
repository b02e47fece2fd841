"""The search page: what words find, and what it says of them."""

import datetime

import pytest

from search.models import UnfoundQuery
from tests.factories import BlogPageFactory, CategoryFactory, StandardPageFactory, home_page, news
from tests.search.reading import letter, link, read, text, titles

pytestmark = pytest.mark.django_db


# What is found ------------------------------------------------------------------------------


def test_posts_and_plain_pages_and_the_home_page_are_found(page):
    BlogPageFactory(title="A post", words="The guarantor.")
    StandardPageFactory(title="A page", body=[("text", {"text": "<p>No guarantor.</p>", "language": ""})])
    home = home_page()
    home.welcome_text = "<p>Guarantor</p>"
    home.save()
    assert sorted(titles(page(q="guarantor"))) == ["A page", "A post", "Home"]


def test_every_language_is_searched_at_once(page):
    BlogPageFactory(title="English", words="Zanzibar")
    home_page("ur")
    BlogPageFactory(title="Urdu", words="Zanzibar", parent=news("ur"))
    assert sorted(titles(page(q="Zanzibar"))) == ["English", "Urdu"]


def test_the_words_are_marked_in_title_and_text(page):
    BlogPageFactory(title="Rent <b>and</b> more", words="The rents & the <i>landlord</i>.")
    marks = [mark.get_text() for mark in page(q="rent").select(".result mark")]
    assert marks == ["Rent", "rents"]


def test_a_result_says_its_kind_day_and_categories(page):
    category = CategoryFactory(name="Housing")
    BlogPageFactory(words="Zanzibar", date=datetime.date(2017, 2, 27), categories=[category])
    assert text(page(q="Zanzibar"), ".result__facts") == "News 27 February 2017 Housing"


def test_a_result_names_its_language_only_where_it_is_another_one(page):
    home_page("ur")
    BlogPageFactory(title="عنوان", words="Zanzibar", parent=news("ur"))
    assert "اردو" in text(page(q="Zanzibar"), ".result__facts")
    assert "اردو" not in text(page("/ur/search/", q="Zanzibar"), ".result__facts")


def test_title_and_excerpt_each_name_their_language_and_direction(page):
    home_page("ur")
    body = [("text", {"text": "<p>Zanzibar</p>", "language": "fr"})]
    BlogPageFactory(title="عنوان", body=body, parent=news("ur"))
    result = page(q="Zanzibar").select_one(".result")
    title, excerpt = result.select_one(".result__title"), result.select_one(".result__excerpt")
    assert (title["lang"], title["dir"]) == ("ur", "rtl")
    assert (excerpt["lang"], excerpt["dir"]) == ("fr", "ltr")


def test_the_facts_of_a_result_are_in_the_readers_order(page):
    home_page("ur")
    BlogPageFactory(title="Zanzibar", parent=news("ur"))
    result = page(q="Zanzibar").select_one(".result")
    assert (result["dir"], result.select_one(".result__facts")["dir"]) == ("rtl", "ltr")


def test_what_no_longer_holds_is_marked(page):
    BlogPageFactory(words="Zanzibar", is_out_of_date=True)
    assert "No longer holds" in text(page(q="Zanzibar"), ".result")


def test_a_hit_inside_a_pdf_leads_to_its_page(page):
    document = letter("Dear office", "We ask about Zanzibar.", title="Letter <1>")
    BlogPageFactory(title="Here", body=[("document", {"document": document, "summary": ""})])
    soup = page(q="Zanzibar")
    assert text(soup, ".result__excerpt") == "We ask about Zanzibar."
    assert link(soup, "Page 2 of the PDF “Letter <1>”") == f"{document.url}#page=2"
    assert link(soup, "Read as text") == f"/documents/{document.pk}/text/?page=2#page-2"


# Which way ----------------------------------------------------------------------------------


def test_the_count_says_how_many_and_for_what(page):
    BlogPageFactory.create_batch(2, words="Zanzibar")
    assert text(page(q="Zanzibar"), "[role=status]") == "2 results for “Zanzibar”"


def test_a_corrected_spelling_is_said_and_can_be_refused(page, client):
    BlogPageFactory(title="Here", words="The guarantor.")
    soup = page(q="guarantur")
    assert "Showing results for guarantor. Search instead for “guarantur”" in text(soup)
    assert titles(soup) == ["Here"]
    exact = read(client, link(soup, "Search instead"))
    assert "Nothing found for “guarantur”" in text(exact)


def test_results_with_some_of_the_words_are_said_to_be_that(page):
    BlogPageFactory(title="Here", words="The guarantor.")
    soup = page(q="guarantor xylophone")
    assert "No page has all of these words. These have some of them." in text(soup)
    assert titles(soup) == ["Here"]


def test_a_strict_search_says_nothing_of_its_way(page):
    BlogPageFactory(words="The guarantor.")
    assert page(q="guarantor").select(".finds__way") == []


def test_a_count_that_has_an_end_is_said_to_have_one(page, monkeypatch):
    monkeypatch.setattr("search.queries.MOST_HITS", 2)
    BlogPageFactory.create_batch(2, words="Zanzibar")
    assert "2+ results" in text(page(q="Zanzibar"), "[role=status]")


def test_nothing_found_leads_to_the_news_and_its_categories(page):
    BlogPageFactory(categories=[CategoryFactory(name="Housing", slug="housing")])
    soup = page(q="Xylophone")
    assert "Nothing found for “Xylophone”" in text(soup, "[role=status]")
    assert link(soup, "News") == "/news/"
    assert link(soup, "Housing") == "/news/category/housing/"


def test_without_a_question_there_is_a_hint(page):
    assert "Write a word or two" in text(page())


# Facets -------------------------------------------------------------------------------------


@pytest.fixture
def posts():
    """Three posts about Zanzibar: two on housing, two of 2017."""
    housing = CategoryFactory(name="Housing", slug="housing")
    BlogPageFactory(title="Old", words="Zanzibar", date=datetime.date(2016, 1, 1), categories=[housing])
    BlogPageFactory(title="Both", words="Zanzibar", date=datetime.date(2017, 1, 1), categories=[housing])
    BlogPageFactory(title="New", words="Zanzibar", date=datetime.date(2017, 2, 1))


def test_facets_count_and_lead_to_what_they_leave(posts, page, client):
    soup = page(q="Zanzibar")
    assert {"Housing 2", "2017 2", "2016 1"} <= {
        " ".join(li.get_text().split()) for li in soup.select(".facet")
    }
    chosen = read(client, link(soup, "2016"))
    assert titles(chosen) == ["Old"]


def test_facets_combine_and_each_can_be_removed(posts, page, client):
    soup = page(q="Zanzibar", category="housing", year="2017")
    assert titles(soup) == ["Both"]
    without_year = read(client, link(soup, "Remove Year: 2017"))
    assert sorted(titles(without_year)) == ["Both", "Old"]
    without_any = read(client, link(soup, "Remove all"))
    assert len(titles(without_any)) == 3


def test_facets_that_leave_nothing_say_so_and_lead_back(posts, page, client):
    soup = page(q="Zanzibar", category="housing", year="1999")
    assert "Nothing fits all that you chose" in text(soup)
    assert "Without your choices there are 3 results" in text(soup)
    assert len(titles(read(client, link(soup, "Remove all choices")))) == 3


def test_a_new_question_starts_afresh_and_keeps_the_order(posts, page):
    form = page(q="Zanzibar", category="housing", order="newest").select_one("form.search-form")
    assert {field["name"]: field["value"] for field in form.select("input")} == {
        "q": "Zanzibar",
        "order": "newest",
    }


def test_the_newest_can_come_first(posts, page, client):
    soup = read(client, link(page(q="Zanzibar"), "Newest first"))
    assert titles(soup) == ["New", "Both", "Old"]


def test_many_years_are_folded_away(page):
    for year in range(2010, 2021):
        BlogPageFactory(words="Zanzibar", date=datetime.date(year, 1, 1))
    years = page(q="Zanzibar").select(".facets__more .facet")
    assert [year.a.get_text() for year in years] == ["2014", "2013", "2012", "2011", "2010"]


def test_a_choice_that_does_not_exist_is_said_and_can_be_left(posts, page, client):
    for name, value, said in (
        ("category", "zzz", "There is no category “zzz”."),
        ("year", "<b>", "“<b>” is not a year."),
        ("year", "0", "“0” is not a year."),
        ("year", "20170", "“20170” is not a year."),
        ("locale", "xx", "This site has no language “xx”."),
        ("kind", "cat", "There is no kind of page “cat”."),
        ("order", "worst", "Results cannot be put in the order “worst”."),
    ):
        soup = page(q="Zanzibar", **{name: value})
        assert said in text(soup)
        assert titles(soup) == [], said
        assert len(titles(read(client, link(soup, "Search without it")))) == 3, said


# Pages --------------------------------------------------------------------------------------


@pytest.fixture
def twelve():
    BlogPageFactory.create_batch(12, words="Zanzibar", categories=[CategoryFactory(slug="housing")])


def test_ten_results_stand_on_a_page_and_the_choices_stay(twelve, page, client):
    soup = page(q="Zanzibar", category="housing")
    assert len(titles(soup)) == 10
    assert "Page 1 of 2" in text(soup)
    second = read(client, link(soup, "Page 2"))
    assert len(titles(second)) == 2
    assert "Remove Category" in text(second)


def test_a_page_that_does_not_exist_becomes_the_nearest(twelve, page):
    for asked, shown in (("0", 1), ("-1", 1), ("abc", 1), ("3", 2), ("9" * 30, 2), ("\x00", 1), ("١", 1)):
        soup = page(q="Zanzibar", page=asked)
        assert len(titles(soup)) == (10 if shown == 1 else 2), asked
        assert (f"This is page {shown}." in text(soup)) is (asked != "\x00"), asked


# What moderators and the report get ---------------------------------------------------------


def unfound() -> list[tuple[str, str]]:
    return list(UnfoundQuery.objects.values_list("query", "way"))


def test_what_was_not_found_is_noted_once(client):
    BlogPageFactory(words="The guarantor.")
    for query in ("q=guarantor", "q=xylophone", "q=xylophone&exact=1", "q=xylophone&year=2017"):
        client.get(f"/search/?{query}")
    client.head("/search/?q=trombone")
    assert unfound() == [("xylophone", "nothing")]


def test_a_search_of_signs_is_noted_nowhere(client):
    client.get("/search/", {"q": "<->"})
    assert unfound() == []


def test_search_engines_are_asked_to_leave_results_alone(page):
    assert page(q="x").select_one("meta[name=robots]")["content"] == "noindex"
    assert page().select_one("link[rel=canonical]")["href"].endswith("/search/")
