"""Finding things: what words find, and what no input can break."""

import pytest
from django.urls import reverse
from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText

from blog.models import BlogPage
from search.backends import LONGEST_QUERY, cleaned
from search.queries import find
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
)

pytestmark = pytest.mark.django_db


def titles(client, query: str) -> list[str]:
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    return [page.title for page in answer.context["results"]]


def test_posts_and_plain_pages_and_the_home_page_are_found(client):
    BlogPageFactory(title="A post", words="The guarantor.")
    StandardPageFactory(title="A page", body=[("text", {"text": "<p>No guarantor.</p>", "language": ""})])
    home = home_page()
    home.welcome_text = "<p>Guarantor</p>"
    home.save()
    assert sorted(titles(client, "guarantor")) == ["A page", "A post", "Home"]


def test_the_news_index_is_no_result_of_its_own(client):
    news()
    assert titles(client, "News") == []


def test_all_words_are_wanted(client):
    BlogPageFactory(title="Both", words="The guarantor asks for rent.")
    BlogPageFactory(title="One", words="The guarantor.")
    assert titles(client, "rent guarantor") == ["Both"]


def test_what_is_in_the_title_is_found(client):
    BlogPageFactory(title="Torture convention")
    assert titles(client, "convention") == ["Torture convention"]


def test_an_excerpt_that_was_written_is_found(client):
    BlogPageFactory(title="Here", excerpt="About guarantors in short")
    assert titles(client, "guarantors") == ["Here"]


def test_every_language_is_searched_at_once(client):
    home_page("ur")
    BlogPageFactory(title="English", words="Zanzibar")
    BlogPageFactory(title="Urdu", words="Zanzibar", parent=news("ur"))
    assert sorted(titles(client, "Zanzibar")) == ["English", "Urdu"]


def test_one_language_can_be_asked_for():
    home_page("ur")
    BlogPageFactory(title="English", words="Zanzibar")
    BlogPageFactory(title="Urdu", words="Zanzibar", parent=news("ur"))
    assert [page.title for page in find("Zanzibar", locale("ur"))] == ["Urdu"]


def test_results_are_pages_of_their_own_kind():
    BlogPageFactory(words="Zanzibar")
    assert [type(page) for page in find("Zanzibar")] == [BlogPage]


def test_ten_results_stand_on_a_page(client):
    for _ in range(12):
        BlogPageFactory(words="Zanzibar")
    first = client.get("/search/?q=Zanzibar")
    assert len(first.context["results"]) == 10
    assert "Page 1 of 2" in " ".join(first.content.decode().split())
    assert len(client.get("/search/?q=Zanzibar&page=2").context["results"]) == 2


@pytest.mark.parametrize("page", ["0", "-1", "abc", "9999999999999999999999", "%00"])
def test_a_page_number_without_sense_breaks_nothing(client, page):
    BlogPageFactory(title="Here", words="Zanzibar")
    answer = client.get(f"/search/?q=Zanzibar&page={page}")
    assert [result.title for result in answer.context["results"]] == ["Here"]


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", "\t\n", '"', '""', '" "', "'", "\x00", '\x00"', "*", "a*", "-", "--", "-office", "+", "^"),
        *("(", ")", "()", "AND", "OR", "NOT", "office AND", "NEAR(office", "title:office", "{title}: office"),
        *("\\", "%", "_", ";", "<script>", "&|!", "office | opens", "!office", "<->", ":*", "office:*", "😀"),
        "x" * 5000,
        "office " * 1000,
        '"' * 500,
        "‮ office",
    ],
    ids=lambda query: repr(query[:12]),
)
def test_no_input_breaks_the_search(client, query):
    BlogPageFactory(title="Here")
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["", " ", '"', '""', "\x00", "*", "-", "()", "&|!", "%", ";"])
def test_signs_without_words_find_nothing(client, query):
    BlogPageFactory(title="Here")
    assert titles(client, query) == []


@pytest.mark.parametrize("query", ['"office"', 'the "office opens"', "office\x00opens", "  office  "])
def test_signs_around_words_do_not_hide_what_they_find(client, query):
    BlogPageFactory(title="Here")
    assert titles(client, query) == ["Here"]


def test_what_was_asked_is_shown_as_words_and_not_as_html(client):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_search_that_finds_nothing_says_so(client):
    page = client.get("/search/?q=Zanzibar").content.decode()
    assert "Nothing found for" in page


def test_without_a_question_there_is_a_hint(client):
    assert "Write a word or two" in client.get("/search/").content.decode()


def test_a_search_is_only_read(client):
    assert client.post("/search/", {"q": "x"}).status_code in (403, 405)
    assert client.head("/search/?q=office").status_code == 200


def test_search_engines_are_asked_to_leave_results_alone(client):
    assert '<meta name="robots" content="noindex">' in client.get("/search/?q=x").content.decode()


def test_queries_do_not_grow_with_the_results(client, django_assert_max_num_queries):
    def queries() -> int:
        client.get("/search/?q=Zanzibar")  # fills the caches of menus and sites
        with django_assert_max_num_queries(100) as captured:
            client.get("/search/?q=Zanzibar")
        return len(captured)

    BlogPageFactory(words="Zanzibar")
    few = queries()
    for _ in range(8):
        BlogPageFactory(words="Zanzibar", lead_picture=None)
    assert queries() == few


def admin_searches() -> list[str]:
    return [
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose_results"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs_chooser:choose_results"),
        reverse("blog_blogpage_modeladmin_index"),
        reverse("blog_category_modeladmin_index"),
        reverse("blog_author_modeladmin_index"),
        reverse("wagtailsnippets_blog_partner:list"),
        reverse("wagtailsnippets_blog_reusabletext:list"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("wagtailusers_users:index"),
    ]


@pytest.mark.parametrize(
    "query", ['"', '""', "\x00", " ", 'a "b', "*", "NEAR(", "x" * 3000], ids=lambda q: repr(q[:8])
)
def test_no_input_breaks_the_searches_of_the_admin(admin_client, query):
    BlogPageFactory(categories=[CategoryFactory()], byline=AuthorFactory())
    ImageFactory()
    DocumentFactory()
    PartnerFactory()
    answers = {url: admin_client.get(url, {"q": query}).status_code for url in admin_searches()}
    assert {url: status for url, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        (' a "b"\x00c ', "a b c"),
        ("", ""),
        ("x" * 300, "x" * LONGEST_QUERY),
    ],
)
def test_a_query_is_cleaned(query, clean):
    assert cleaned(query) == clean


def test_signs_alone_become_a_word_that_nothing_holds():
    assert cleaned('"') == cleaned("\x00 ") != ""


def test_a_composed_query_is_cleaned_throughout():
    query = And([PlainText('a"'), Or([Phrase('"b"'), Not(PlainText("\x00c"))]), Boost(PlainText('d"'), 2)])
    first, either, boosted = cleaned(query).subqueries
    assert first.query_string == "a"
    assert [either.subqueries[0].query_string, either.subqueries[1].subquery.query_string] == ["b", "c"]
    assert boosted.subquery.query_string == "d"


@pytest.mark.parametrize("operator", [None, "and", "or", "bogus"])
def test_an_unknown_operator_is_taken_for_none(operator):
    BlogPageFactory(title="Here")
    assert [post.title for post in BlogPage.objects.search("office", operator=operator)] == ["Here"]


@pytest.mark.parametrize(("query", "is_found"), [("guarant", True), ("Amina", True), ("language", False)])
def test_the_admins_list_of_posts_finds_what_people_wrote(admin_client, query, is_found):
    BlogPageFactory(title="Rent and guarantors", byline=AuthorFactory(name="Amina"))
    page = admin_client.get(reverse("blog_blogpage_modeladmin_index"), {"q": query}).content.decode()
    assert ("Rent and guarantors" in page) is is_found


def test_a_language_that_the_site_does_not_speak_leads_to_the_search_that_it_has(client):
    answer = client.get("/pa/search/", {"q": "office"})
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=office")
