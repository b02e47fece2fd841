"""Names of people and of things: nothing is shown here that was not shown there."""

import pytest

from blog.comments.models import Comment
from blog.models import BlogPage
from tests.wordpress.exports import attachment, author, comment, item, move_in, row

pytestmark = pytest.mark.django_db


def answered_as(tmp_path, shown: str, login: str, name: str) -> Comment:
    answer = comment(1, "Come on Monday", comment_author=shown, comment_user_id="7")
    move_in(tmp_path, author(login, name, 7), item(1, "A", "", answer, creator=login))
    return Comment.objects.get()


def test_a_comment_keeps_the_name_that_was_shown(tmp_path):
    assert answered_as(tmp_path, "Lily", "maria.s", "Maria Santos").name == "Lily"


def test_a_login_above_a_comment_is_nobody_and_not_the_union(tmp_path):
    found = answered_as(tmp_path, "MariaSantos85", "mariasantos85", "MariaSantos85")
    assert (found.name, found.is_from_union) == ("", False)


def test_a_reader_who_calls_himself_admin_is_not_the_union(tmp_path):
    move_in(tmp_path, item(1, "A", "", comment(1, "Hello", comment_author="admin")))
    assert not Comment.objects.get().is_from_union


def test_signs_that_databases_refuse_stop_no_import(tmp_path):
    link = "https://old.example.org/a%00b%1f/?p=%00"
    move_in(tmp_path, item(1, "A", post_name="a%00b", link=link), attachment(2, "2016/a%00b.jpg"))
    assert (row(1).old_path, row(1).slug, BlogPage.objects.get().slug) == ("/ab/?p=%00", "ab", "ab")
    assert row(2, "attachment").old_file == "2016/ab.jpg"


def test_a_login_longer_than_any_is_known_again(tmp_path):
    for _run in range(2):
        move_in(tmp_path, item(1, "A", creator="9" * 400))
    assert BlogPage.objects.get().byline is None
