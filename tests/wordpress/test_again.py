"""An import that runs again: nothing comes twice, and what somebody edited here stays."""

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from blog.comments.models import Comment
from blog.models import BlogPage
from cms.versions import current
from home.wordpress.alone import LOCK
from home.wordpress.models import ImportedItem, ImportRun, RunState, UnplacedPart
from tests.wordpress.exports import attachment, comment, item, move_in, notes, row, written

pytestmark = pytest.mark.django_db


def everything() -> list[dict]:
    rows = ImportedItem.objects.order_by("pk")
    return [model_to_dict(found) for found in rows] + list(BlogPage.objects.order_by("pk").values())


def test_a_second_run_changes_nothing(tmp_path):
    parts = [
        item(1, "A", "One", comment(1, "Hello")),
        item(2, "B", '<a href="/item-1/">A</a><script>x</script>'),
    ]
    move_in(tmp_path, *parts)
    before, version = everything(), current()
    move_in(tmp_path, *parts)
    assert everything() == before
    assert current() == version
    assert ImportRun.objects.first().counts == {}


def test_what_changed_there_changes_here(tmp_path):
    move_in(tmp_path, item(1, "A", "Old words"))
    move_in(tmp_path, item(1, "A", "New words", comment(1, "Hello")))
    assert "New words" in str(BlogPage.objects.get().body)
    assert Comment.objects.get().text == "Hello"


def test_what_somebody_edited_here_stays(tmp_path):
    move_in(tmp_path, item(1, "A", "Old words"))
    page = BlogPage.objects.get()
    page.title = "Ours"
    page.save_revision().publish()
    move_in(tmp_path, item(1, "A", "New words", comment(1, "Hello")))
    assert BlogPage.objects.get().title == "Ours"
    assert "Old words" in str(BlogPage.objects.get().body)
    assert (row(1).outcome, notes(1)) == ("kept", ["edited-here"])
    assert Comment.objects.count() == 1


def test_a_draft_that_somebody_writes_counts_as_edited(tmp_path):
    move_in(tmp_path, item(1, "A", "Old words"))
    BlogPage.objects.get().save_revision()
    move_in(tmp_path, item(1, "A", "New words"))
    assert row(1).outcome == "kept"


def test_what_somebody_deleted_here_does_not_come_again(tmp_path):
    move_in(tmp_path, item(1, "A", "", comment(1, "Hello")))
    BlogPage.objects.get().delete()
    move_in(tmp_path, item(1, "A, changed", "", comment(1, "Hello")))
    assert not BlogPage.objects.exists()
    assert notes(1) == ["deleted-here"]


def test_a_post_that_a_bug_refuses_harms_no_other_and_is_tried_again(tmp_path, monkeypatch):
    def fail(html, context):
        if "poison" in html:
            raise RecursionError
        return convert(html, context)

    from home.wordpress.articles import convert

    parts = [item(1, "A", "fine"), item(2, "B", "poison", comment(1, "Hello")), item(3, "C", "fine")]
    with monkeypatch.context() as patch:
        patch.setattr("home.wordpress.articles.convert", fail)
        move_in(tmp_path, *parts)
    assert [page.title for page in BlogPage.objects.order_by("path")] == ["A", "C"]
    assert UnplacedPart.objects.get(reason="failed").original == "poison"
    assert not Comment.objects.exists()
    move_in(tmp_path, *parts)
    assert BlogPage.objects.get(title="B").comments.count() == 1
    assert BlogPage.objects.first().get_parent().numchild == 3


def test_two_things_with_one_number_are_not_mixed(tmp_path):
    parts = [item(1, "A", "one"), item(1, "B", "two")]
    move_in(tmp_path, *parts)
    move_in(tmp_path, *parts)
    assert BlogPage.objects.get().title == "A"
    assert "two" in UnplacedPart.objects.filter(reason="duplicate-number").first().original


def test_two_imports_do_not_run_at_once(tmp_path, settings):
    import fcntl

    with open(f"{settings.DATA_DIR}/{LOCK}", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another import"):
            move_in(tmp_path, item(1))


def test_a_full_disk_says_what_to_do_and_keeps_what_came(tmp_path, monkeypatch):
    from django.db import OperationalError

    from home.wordpress import steps

    parcels = iter([False, True])

    def write(rows):
        if next(parcels):
            raise OperationalError("database or disk is full")
        return original(rows)

    original = steps.write
    monkeypatch.setattr(steps, "PARCEL", 1)
    monkeypatch.setattr(steps, "write", write)
    with pytest.raises(CommandError, match="The disk is full"):
        move_in(tmp_path, item(1, "A"), item(2, "B"))
    assert [page.title for page in BlogPage.objects.all()] == ["A"]
    assert ImportRun.objects.get().state == RunState.FAILED


def test_a_language_without_a_home_page_is_refused_with_those_that_there_are(tmp_path):
    with pytest.raises(CommandError, match=r"no home page in “fr”.*: en"):
        call_command("import_wordpress", written(tmp_path, item(1)), locale="fr", verbosity=0)


def test_a_mistyped_name_is_said_to_be_no_file(tmp_path):
    with pytest.raises(CommandError, match=r"There is no file or folder .*none\.xml"):
        call_command("import_wordpress", tmp_path / "none.xml", verbosity=0)


def test_a_second_run_tells_of_files_that_are_still_missing(tmp_path, capsys):
    path = written(tmp_path, attachment(1, "2016/01/a.jpg"))
    for _ in range(2):
        call_command("import_wordpress", path)
        assert "Files that are still missing: 1." in capsys.readouterr().out


def test_the_command_tells_where_a_truncated_export_breaks_off(tmp_path, capsys):
    path = written(tmp_path, item(1, "A"), item(2, "B"))
    path.write_text(path.read_text()[:-60])
    call_command("import_wordpress", path)
    assert "export.xml, line 9: truncated" in capsys.readouterr().out
    assert BlogPage.objects.get().title == "A"
