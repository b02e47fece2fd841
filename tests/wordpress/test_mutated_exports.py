"""Whatever happened to an export: a sentence or an import that is whole, and never a post by half."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from blog.models import BlogPage
from home.models import StandardPage
from home.wordpress.models import ImportedItem, ImportRun, Outcome
from tests.wordpress.mutations import SEED, mutated

# More of them by hand: WORDPRESS_MUTATIONS=5000, from the number in WORDPRESS_MUTATIONS_FROM on.
CASES = int(os.environ.get("WORDPRESS_MUTATIONS", "25"))
FIRST = int(os.environ.get("WORDPRESS_MUTATIONS_FROM", "0"))
EXPORT = os.environ.get("WORDPRESS_EXPORT", "")


def moved_in(path: Path) -> str:
    """What was said of a file; empty where it moved in."""
    try:
        call_command("import_wordpress", path, verbosity=0)
    except CommandError as error:
        return str(error)
    return ""


def faults(path: Path, client) -> list[str]:
    """What is wrong after a file moved in, or did not."""
    said = moved_in(path)
    articles = [*BlogPage.objects.all(), *StandardPage.objects.filter(slug__startswith="item")]
    if said:
        return [said] * (not said.endswith(".") or "Stopped" in said) + [str(page) for page in articles]
    failed = [str(row.notes) for row in ImportedItem.objects.all() if "'failed'" in str(row.notes)]
    waiting = ImportedItem.objects.filter(outcome=Outcome.WAITING).exclude(kind="attachment")
    broken = [
        f"{page.url}: {status}"
        for page in articles
        if page.live and (status := client.get(page.url).status_code) not in (200, 302)
    ]
    again = moved_in(path)
    first = ImportRun.objects.order_by("-pk").first()
    changed = [f"the second run did {first.counts}"] if first.counts else []
    return [*failed, *map(str, waiting), *broken, *changed, *([again] if again else [])]


@pytest.mark.django_db
def test_mutated_exports_move_in_whole_or_are_refused_in_a_sentence(tmp_path, client):
    text = Path(EXPORT).read_text() if EXPORT else SEED
    path, found = tmp_path / "export.xml", {}
    for number in range(FIRST, FIRST + CASES):
        path.write_bytes(mutated(number, text))
        with transaction.atomic():
            try:
                if wrong := faults(path, client):
                    found[number] = wrong
            except Exception as error:
                found[number] = [repr(error)]
            transaction.set_rollback(True)
    assert found == {}
