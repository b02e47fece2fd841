"""What the old site took back is taken back here in whatever way it did so, and whatever else goes wrong."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from home.wordpress import posts
from tests.wordpress.exports import item, move_in, notes, row
from tests.wordpress.test_doors import BEHIND_DOORS

pytestmark = pytest.mark.django_db
NEWER = datetime.date(2020, 1, 1)


def moved(tmp_path, content="Secret words", since=None, **values):
    move_in(tmp_path, item(1, "Names", content, post_name="names", **values), since=since)


def edit():
    page = BlogPage.objects.get()
    page.title = "Ours"
    page.save_revision().publish()


def doors() -> list[tuple[str, str]]:
    return list(PageViewRestriction.objects.values_list("restriction_type", "password"))


@pytest.mark.parametrize("status", ["draft", "private"])
def test_a_change_that_a_bug_refuses_withdraws_all_the_same(tmp_path, client, monkeypatch, status):
    moved(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(posts, "body_of", lambda *args: 1 / 0)
        moved(tmp_path, "Changed", status=status)
    assert client.get("/news/names/").status_code != 200
    assert (row(1).outcome, notes(1)) == ("refused", ["withdrawn", "failed"])
    moved(tmp_path, "Changed", status=status)
    assert "Changed" in str(BlogPage.objects.get().body)
    assert row(1).outcome == "done"


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({"status": "private"}, [("login", "")]),
        ({"post_password": "ship"}, [("password", "ship")]),
    ],
)
def test_a_door_that_the_import_made_changes_as_it_did_there(tmp_path, change, made, is_edited):
    moved(tmp_path, post_password="boat")
    before = PageViewRestriction.objects.get().pk
    if is_edited:
        edit()
    moved(tmp_path, **change)
    assert doors() == made
    assert PageViewRestriction.objects.get().pk != before, (
        "who went through the old one goes through this one"
    )


def test_a_door_that_somebody_made_here_stays(tmp_path):
    moved(tmp_path, post_password="boat")
    PageViewRestriction.objects.update(password="ours")
    moved(tmp_path, post_password="ship")
    assert doors() == [("password", "ours")]


def test_a_door_that_somebody_removed_here_does_not_come_again_with_another_password(tmp_path):
    moved(tmp_path, post_password="boat")
    edit()
    PageViewRestriction.objects.get().delete()
    moved(tmp_path, post_password="ship")
    assert doors() == []


def test_an_edited_post_that_got_a_door_becomes_a_draft(tmp_path):
    moved(tmp_path)
    edit()
    moved(tmp_path, BEHIND_DOORS[0])
    page = BlogPage.objects.get()
    assert (page.live, page.title) == (False, "Ours")
    assert notes(1) == ["edited-here", "withdrawn"]


def test_a_post_with_a_door_that_somebody_published_here_stays_public(tmp_path):
    moved(tmp_path, BEHIND_DOORS[0])
    edit()
    moved(tmp_path, f"Changed {BEHIND_DOORS[0]}")
    assert BlogPage.objects.get().live


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("change", [{"status": "draft"}, {"status": "private"}, {"content": BEHIND_DOORS[0]}])
def test_what_is_older_than_was_asked_for_is_withdrawn_too(tmp_path, client, change, is_edited):
    moved(tmp_path)
    if is_edited:
        edit()
    moved(tmp_path, since=NEWER, **change)
    assert client.get("/news/names/").status_code != 200
    assert "withdrawn" in notes(1)


def test_of_what_is_older_than_was_asked_for_nothing_else_changes(tmp_path):
    moved(tmp_path)
    moved(tmp_path, "Other words", since=NEWER, status="private")
    assert "Secret words" in str(BlogPage.objects.get().body)
    moved(tmp_path, "Other words", status="private")
    assert "Other words" in str(BlogPage.objects.get().body)
