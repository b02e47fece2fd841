"""OpenSearch as the engine, against a strict stand-in for the server: see opensearch_server.py."""

import logging

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Not, Phrase, PlainText
from wagtail.models import PageViewRestriction

from blog.models import BlogPage, Category
from cms.settings import services
from cms.settings.environment import ConfigurationError, Environment
from search.backends.engines import OutOfOrderError
from search.backends.opensearch.queries import opensearch_query
from search.expressions import AllOf, AnyOf, Term, Without, Words
from search.indexing import note_version
from search.models import IndexedPage
from search.queries import search, suggest
from search.results import Asked, Way
from tests.factories import BlogPageFactory, CategoryFactory
from tests.search.opensearch_server import running

pytestmark = pytest.mark.django_db
COLUMNS = ("title", "body")


@pytest.fixture(scope="module")
def shared_server():
    with running() as server:
        yield server


@pytest.fixture
def server(shared_server, settings):
    """An empty server that the site searches with."""
    shared_server.indexes.clear()
    shared_server.asked.clear()
    shared_server.is_broken = False
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "search.backends.opensearch",
            "URLS": [shared_server.url],
            "INDEX": "union",
        }
    }
    return shared_server


def titles(words, **options):
    return [result.page.title for result in search(Asked(words), **options).results]


def names(results):
    return [category.name for category in results]


# Queries ------------------------------------------------------------------------------------


def test_a_word_may_stand_in_any_column_and_counts_twice_in_the_title():
    assert opensearch_query(Term("rent"), COLUMNS) == {
        "bool": {
            "should": [
                {"term": {"title": {"value": "rent", "boost": 2.0}}},
                {"term": {"body": {"value": "rent"}}},
            ],
            "minimum_should_match": 1,
        }
    }


def test_a_beginning_and_a_phrase_have_queries_of_their_own():
    assert opensearch_query(Term("ren", is_prefix=True), ["autocomplete"]) == {
        "prefix": {"autocomplete": {"value": "ren"}}
    }
    assert opensearch_query(Words(("right", "to", "work")), ["body"]) == {
        "match_phrase": {"body": {"query": "right to work"}}
    }


def test_expressions_are_put_together():
    a, b = ({"term": {"body": {"value": token}}} for token in "ab")
    assert opensearch_query(AllOf((Term("a"), Term("b"))), ["body"]) == {"bool": {"must": [a, b]}}
    assert opensearch_query(AnyOf((Term("a"), AnyOf(()))), ["body"]) == a
    assert opensearch_query(Without(Term("a"), Term("b")), ["body"]) == {
        "bool": {"must": [a], "must_not": [b]}
    }
    assert opensearch_query(Without(Term("a"), AnyOf(())), ["body"]) == a


# What is stored is found ---------------------------------------------------------------------


def test_a_saved_post_is_found_by_what_its_words_mean(server):
    BlogPageFactory(title="Petitions", words="We sent them.")
    BlogPageFactory(title="香港難民", words="Here.")
    assert titles("petition") == ["Petitions"]
    assert titles("难民") == ["香港難民"]


def test_the_index_is_made_before_the_first_entry(server):
    BlogPageFactory()
    assert list(server.shapes) == ["union"]
    created = [address for method, address in server.asked if method == "PUT"]
    assert created == ["/union"]


def test_all_ways_lead_through_it(server):
    BlogPageFactory(title="Rent", words="The guarantor asks for rent.")
    assert search(Asked("rent guarantor")).way == Way.STRICT
    assert search(Asked("guarrantor")).correction == "guarantor"
    assert search(Asked("rent zebra")).way == Way.ANY
    assert titles('"asks for rent"') == ["Rent"]
    assert titles('"rent for asks"') == []


def test_a_word_in_the_title_comes_first(server):
    BlogPageFactory(title="Here", words="Rent is due.")
    BlogPageFactory(title="Rent", words="Food is due.")
    assert titles("rent") == ["Rent", "Here"]


def test_titles_are_completed(server):
    BlogPageFactory(title="Petitions", words="Zanzibar")
    assert [page.title for page in suggest("peti")] == ["Petitions"]
    assert suggest("zanz") == []


@pytest.mark.parametrize("way", ["draft", "private"])
def test_a_hidden_page_is_not_found(server, way):
    page = BlogPageFactory(title="Zanzibar")
    if way == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert (titles("zanzibar"), suggest("zanz")) == ([], [])


def test_the_admins_search_boxes_use_it_too(server):
    for name in ("Rent and food", "Rent"):
        CategoryFactory(name=name)
    backend = get_search_backend()
    assert names(backend.search("rent food", Category)) == ["Rent and food"]
    assert names(backend.search(And([PlainText("rent"), Not(PlainText("food"))]), Category)) == ["Rent"]
    assert names(backend.search(Phrase("and food"), Category)) == ["Rent and food"]
    assert names(backend.autocomplete("foo", Category)) == ["Rent and food"]
    assert list(backend.search("rent", Category, order_by_relevance=False))


def test_a_change_replaces_the_entry_and_a_deletion_takes_it_away(server):
    category = CategoryFactory(name="Zanzibar")
    category.name = "Pemba"
    category.save()
    backend = get_search_backend()
    assert names(backend.search("zanzibar", Category)) == []
    assert names(backend.search("pemba", Category)) == ["Pemba"]
    category.delete()
    assert server.indexes["union"] == {
        key: entry for key, entry in server.indexes["union"].items() if "pemba" not in entry["title"]
    }


# Rebuilding ----------------------------------------------------------------------------------


def test_a_rebuild_fills_an_empty_server(server):
    BlogPageFactory(title="Zanzibar")
    server.indexes.clear()
    call_command("rebuild_search", verbosity=0)
    assert titles("zanzibar") == ["Zanzibar"]


def test_a_rebuild_deletes_what_is_gone_and_nothing_else(server):
    BlogPageFactory(title="Zanzibar")
    post = BlogPageFactory(title="Pemba")
    entry = next(key for key in server.indexes["union"] if key.endswith(f"-{post.pk}"))
    server.indexes["union"]["1-99999"] = server.indexes["union"][entry] | {"stored": 1}
    before = set(server.indexes["union"])
    call_command("rebuild_search", verbosity=0)
    assert before - set(server.indexes["union"]) == {"1-99999"}
    assert titles("pemba") == ["Pemba"]


def test_the_index_can_be_emptied(server):
    BlogPageFactory()
    get_search_backend().get_index_for_model(BlogPage).reset()
    assert server.indexes["union"] == {}


# Out of order ---------------------------------------------------------------------------------


def test_a_server_that_is_down_costs_an_editor_nothing_and_the_log_says_so(server, caplog):
    server.is_broken = True
    with caplog.at_level(logging.ERROR, "search.backends.opensearch"):
        post = BlogPageFactory(title="Zanzibar")
    post.refresh_from_db()
    assert post.title == "Zanzibar"
    told = [record.getMessage() for record in caplog.records if "rebuild_search" in record.getMessage()]
    assert told
    assert all(len(line.splitlines()) == 1 and "Zanzibar" not in line for line in told)


def test_what_results_are_made_of_is_kept_while_the_server_is_down(server):
    server.is_broken = True
    post = BlogPageFactory()
    assert IndexedPage.objects.filter(page=post).exists()


def test_a_deletion_succeeds_while_the_server_is_down(server):
    category = CategoryFactory()
    server.is_broken = True
    category.delete()
    assert not Category.objects.exists()


def test_a_search_says_that_the_server_is_down(server):
    server.is_broken = True
    with pytest.raises(OutOfOrderError):
        search(Asked("rent"))


def test_a_rebuild_fails_loudly_while_the_server_is_down(server):
    BlogPageFactory()
    server.is_broken = True
    with pytest.raises(OutOfOrderError):
        call_command("rebuild_search", verbosity=0)


def test_readers_are_told_and_the_site_works_on(server, client):
    server.is_broken = True
    answer = client.get("/search/?q=rent")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "The search is out of order" in answer.content.decode()
    assert client.get("/search/").status_code == 200
    assert client.get("/").status_code == 200


def test_programs_are_told_in_json(server, client):
    server.is_broken = True
    for path in ("search/?q=rent", "search/suggest/?q=rent"):
        answer = client.get(f"/api/v2/{path}")
        assert answer.status_code == 503
        assert "does not answer" in answer.json()["detail"]


def test_a_page_that_is_not_there_is_still_told_so(server, client):
    server.is_broken = True
    answer = client.get("/news/rent-and-food/")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()


# The start -----------------------------------------------------------------------------------


def told_at_the_start():
    return [message.id for message in run_checks(tags=["start"], databases=["default"])]


def test_the_start_says_that_a_new_server_is_empty_and_a_rebuild_mends_it(server):
    note_version()
    assert told_at_the_start() == ["search.W001"]
    call_command("rebuild_search", verbosity=0)
    assert told_at_the_start() == []


def test_the_start_says_that_the_server_does_not_answer(server):
    note_version()
    server.is_broken = True
    assert told_at_the_start() == ["search.W002"]


# Settings -------------------------------------------------------------------------------------


MODULES = {"database": "search.backends.embedded", "opensearch": "search.backends.opensearch"}


def test_an_address_of_a_server_switches_the_engine():
    url = "https://amina:secret@search.example.org:9200"
    chosen = services.search(Environment(SEARCH_URL=url), **MODULES)
    assert chosen == {"BACKEND": "search.backends.opensearch", "URLS": [url], "INDEX": "union"}
    assert services.search(Environment(), **MODULES)["BACKEND"] == "search.backends.embedded"


def test_the_start_stops_and_says_which_package_is_missing(monkeypatch):
    monkeypatch.setattr(services, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match="pip install opensearch-py"):
        services.search(Environment(SEARCH_URL="http://localhost:9200"), **MODULES)
