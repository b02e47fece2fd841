"""Whether of every table somebody decided if it goes along, and people can read what does not."""

from pathlib import Path

import pytest
from django.apps import apps

from cms.moving import kind_of, left_behind

DOCS = " ".join((Path(__file__).parents[2] / "docs/moving.md").read_text().split())


def decided(model):
    """Whether a table of rows, or one between two others, goes along or stays behind."""
    between = model._meta.auto_created
    return bool(kind_of(between or model)) or model._meta.label in left_behind


def test_of_every_table_somebody_decided_whether_it_goes_along():
    models = apps.get_models(include_auto_created=True)
    undecided = [model._meta.label for model in models if not decided(model)]
    assert undecided == [], "Register them in the app's moving.py, by a Kind or by leave()"


def test_nothing_is_left_behind_that_goes_along_or_is_no_more():
    known = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    # Which tables the index has differs between SQLite and PostgreSQL.
    ours = [label for label in left_behind if not label.startswith("wagtailsearch.")]
    assert [label for label in ours if label not in known or kind_of(known[label])] == []


@pytest.mark.parametrize("reason", sorted(set(left_behind.values())))
def test_the_documentation_says_what_is_left_behind(reason):
    assert reason in DOCS
