"""What the old site took back between two runs is not public here either."""

import datetime

import pytest
from django.utils import timezone

from blog.models import BlogPage
from tests.wordpress.exports import item, move_in, notes, row
from tests.wordpress.test_doors import BEHIND_DOORS

pytestmark = pytest.mark.django_db
CHANGES = [
    *({"status": state} for state in ("draft", "pending", "trash", "private", "auto-draft", "future")),
    {"post_password": "boat"},
]


def moved(tmp_path, content="Secret words", **values):
    move_in(tmp_path, item(1, "Names", content, post_name="names", **values))


def is_public(client) -> bool:
    answer = client.get("/news/names/")
    return answer.status_code == 200 and "Secret words" in answer.content.decode()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_edited", [False, True])
def test_what_was_withdrawn_there_is_withdrawn_here(tmp_path, client, change, is_edited):
    moved(tmp_path)
    if is_edited:
        page = BlogPage.objects.get()
        page.title = "Ours"
        page.save_revision().publish()
    assert is_public(client)
    moved(tmp_path, **change)
    assert not is_public(client)
    assert "withdrawn" in notes(1)


def test_a_day_to_come_that_was_called_off_is_called_off_here(tmp_path):
    soon = f"{timezone.now() + datetime.timedelta(days=3):%Y-%m-%d %H:%M:%S}"
    dates = {"post_date": soon, "post_date_gmt": soon}
    moved(tmp_path, status="future", **dates)
    moved(tmp_path, status="draft", **dates)
    assert not BlogPage.objects.get().approved_schedule


def test_what_was_never_public_there_and_was_published_here_stays_public(tmp_path, client):
    moved(tmp_path, status="draft")
    BlogPage.objects.get().save_revision().publish()
    moved(tmp_path, "Other words", status="draft")
    assert is_public(client)
    assert notes(1) == ["edited-here"]


def test_what_was_withdrawn_and_published_here_again_stays_public(tmp_path, client):
    moved(tmp_path)
    moved(tmp_path, status="draft")
    BlogPage.objects.get().save_revision().publish()
    moved(tmp_path, "Other words", status="draft")
    assert is_public(client)


def test_a_run_that_was_stopped_before_it_withdrew_does_so_later(tmp_path, client, monkeypatch):
    moved(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("home.wordpress.steps._articles", lambda *args: set())
        moved(tmp_path, status="draft")
    moved(tmp_path, status="draft")
    assert not is_public(client)


def test_a_post_that_got_a_door_becomes_a_draft(tmp_path):
    moved(tmp_path)
    moved(tmp_path, BEHIND_DOORS[0])
    assert not BlogPage.objects.get().live
    assert row(1).outcome == "done"
