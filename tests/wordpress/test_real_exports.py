"""A real export, where WORDPRESS_EXPORT names one, such as WordPress's own for testing themes."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from home.wordpress.models import ImportedItem, Outcome
from home.wordpress.reading import read
from home.wordpress.shapes import OldItem, Unreadable
from tests.wordpress.mutations import SEED
from tests.wordpress.words_kept import lost

KINDS = ("post", "page")
EXPORT = os.environ.get("WORDPRESS_EXPORT", "")


@pytest.mark.django_db
@pytest.mark.skipif(not EXPORT, reason="WORDPRESS_EXPORT names no file")
def test_a_real_export_moves_in_whole():
    found = list(read(Path(EXPORT)))
    call_command("import_wordpress", EXPORT, verbosity=0)
    articles = ImportedItem.objects.filter(kind__in=["post", "page"])
    assert not [thing for thing in found if isinstance(thing, Unreadable)]
    assert articles.count() == sum(
        isinstance(thing, OldItem) and thing.kind in ("post", "page") for thing in found
    )
    assert not articles.exclude(outcome__in=[Outcome.DONE, Outcome.LEFT]).exists()


@pytest.mark.django_db
def test_every_word_of_an_export_is_on_its_page_or_in_the_list(tmp_path, client):
    path = tmp_path / "export.xml"
    path.write_text(SEED)
    call_command("import_wordpress", path, verbosity=0)
    assert not any(lost(found, client) for found in read(path) if getattr(found, "kind", "") in KINDS)


@pytest.mark.django_db
@pytest.mark.skipif(not EXPORT, reason="WORDPRESS_EXPORT names no file")
def test_every_word_of_a_real_export_is_on_its_page_or_in_the_list(client):
    call_command("import_wordpress", EXPORT, verbosity=0)
    articles = [found for found in read(Path(EXPORT)) if isinstance(found, OldItem) and found.kind in KINDS]
    found = {f"{item.id} {item.title}": missing for item in articles if (missing := lost(item, client))}
    assert found == {}
