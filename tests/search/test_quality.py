"""What readers find on the judged collection: a change that finds less fails here. -s shows the tables."""

import pytest
from django.db import transaction
from django.test import TestCase

from search import vocabulary
from search.queries import search, suggest
from search.results import Asked
from tests.search.quality import judged, measured, published_collection


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker):
    """The search and the suggestions, measured without the language of a reader."""
    with django_db_blocker.unblock(), transaction.atomic():
        vocabulary.known.forget()
        with TestCase.captureOnCommitCallbacks(execute=True):
            names = published_collection()

        def found(words):
            return [names[result.page.pk] for result in search(Asked(words)).results]

        def suggested(words):
            return [names[page.pk] for page in suggest(words) if page.pk in names]

        searched = measured("search", found, judged())
        typed = measured("suggestions", suggested, judged("autocomplete"))
        transaction.set_rollback(True)
    print(f"\n{searched.table()}\n\n{typed.table()}")  # noqa: T201  # pytest -s shows it
    return searched, typed


def test_readers_find_what_they_mean(reports, record_property):
    searched, _ = reports
    record_property("quality", searched.line())
    assert searched.ndcg >= 0.95, searched.table()


def test_readers_of_each_language_find_what_they_mean(reports):
    searched, _ = reports
    assert {name: part.ndcg for name, part in searched.by("language").items() if part.ndcg < 0.9} == {}


def test_hardly_any_query_finds_nothing(reports):
    searched, _ = reports
    empty = [answer.judged.words for answer in searched.answers if answer.is_empty]
    assert len(empty) <= len(searched.answers) / 100, empty


def test_suggestions_are_what_readers_are_about_to_type(reports, record_property):
    _, typed = reports
    record_property("quality", typed.line())
    assert typed.ndcg >= 0.88, typed.table()
