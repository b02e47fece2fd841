"""The report of an import: everything that somebody should look at, as a page and as data."""

import json
import os
import re
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from cms.media.models import Image
from home.wordpress.models import ImportRun, UnplacedPart
from home.wordpress.report.duplicates import alike, fingerprint
from home.wordpress.watching import folder_of
from tests.factories import BlogPageFactory, jpeg
from tests.wordpress.exports import attachment, comment, item, move_in, written

pytestmark = pytest.mark.django_db

SECRET = '<script>alert("x")</script><form><input name="secret"></form>'
LONG = " ".join(f"word{number}" for number in range(200))


def report_of(folder, *parts, **options) -> dict:
    move_in(folder, *parts, report=folder / "report", **options)
    return json.loads((folder / "report" / "report.json").read_text())


def html_of(folder) -> str:
    return (folder / "report" / "report.html").read_text()


def titles(report, section) -> list[str]:
    return [entry["title"] for entry in report["sections"][section]]


PARTS = [
    item(1, "One", SECRET, comment(5, "Hello")),
    item(2, "", "Words without a title"),
    item(3, "In the bin", "Thrown away", status="trash"),
    item(4, "A page", "Words", comment(6, "Under a page"), post_type="page"),
    item(7, "Of a plugin", "Its words", post_type="event"),
    item(8, "Behind a door", "[restrict]Members[/restrict]"),
    attachment(9, "2016/gone.jpg", "Gone"),
]


def test_everything_without_a_place_stands_in_both_reports(tmp_path):
    report = report_of(tmp_path, *PARTS, "<item><title>Broken</item>")
    told = {(entry["part"], entry["original"]) for entry in report["sections"]["unplaced"]}
    kept = set(UnplacedPart.objects.values_list("pk", "original"))
    assert len(kept) > 5
    assert told == kept
    assert html_of(tmp_path).count("<details>") == len(kept)


def test_a_trial_tells_the_same_as_the_move_and_leaves_nothing(tmp_path):
    def told(report):
        return {
            name: [(entry["title"], entry["reason"], entry["original"]) for entry in entries]
            for name, entries in report["sections"].items()
        }

    trial = report_of(tmp_path, *PARTS, dry_run=True)
    assert not UnplacedPart.objects.exists()
    assert told(trial) == told(report_of(tmp_path, *PARTS))


def modes(folder) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.glob("report.*")}


@pytest.fixture
def careless_umask():
    usual = os.umask(0)
    yield
    os.umask(usual)


def test_nobody_else_can_read_a_report_or_its_copy(tmp_path, place, careless_umask, monkeypatch):
    # Not for the moment either before a mode is copied.
    monkeypatch.setattr(shutil, "copymode", lambda *args, **kwargs: None)
    (tmp_path / "report").mkdir(mode=0o755)
    (tmp_path / "report" / "report.html").write_text("An older one, which others could read")
    report_of(tmp_path, *PARTS)
    assert modes(folder_of(ImportRun.objects.get())) == {0o600}
    assert modes(tmp_path / "report") == {0o600}


def test_an_original_is_never_rendered(tmp_path):
    report_of(tmp_path, *PARTS)
    assert "<script" not in html_of(tmp_path)
    assert "&lt;script&gt;alert" in html_of(tmp_path)


def test_the_page_needs_nothing_from_elsewhere(tmp_path):
    report_of(tmp_path, *PARTS)
    assert re.findall(r"<(?:script|link|img|iframe)\b|\bsrc=|url\(|@import", html_of(tmp_path)) == []


def test_the_page_says_that_it_is_private(tmp_path):
    report = report_of(tmp_path, *PARTS)
    assert report["is_private"] is True
    assert "This file is private" in html_of(tmp_path)


def test_words_of_the_bin_are_marked_as_private(tmp_path):
    report = report_of(tmp_path, *PARTS)
    private = {entry["title"]: entry["is_private"] for entry in report["sections"]["unplaced"]}
    assert private["In the bin"] is True
    assert private["One"] is False


def test_it_leads_into_the_editor(tmp_path):
    report = report_of(tmp_path, *PARTS)
    [entry] = report["sections"]["untitled"]
    assert re.search(r"/admin/pages/\d+/edit/$", entry["link"])


def test_it_counts_what_was_here_before(tmp_path):
    BlogPageFactory()
    counts = {line["kind"]: line for line in report_of(tmp_path, *PARTS)["summary"]["counts"]}
    assert (counts["post"]["before"], counts["post"]["now"]) == (1, 4)
    assert counts["post"]["outcomes"]["done"] == 3
    assert counts["attachment"]["outcomes"]["missing"] == 1


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("untitled", ["Words without a title"]),
        ("missing", ["Gone"]),
        ("closed", ["Behind a door"]),
        ("left", ["Of a plugin", "In the bin"]),
    ],
)
def test_each_thing_stands_where_it_is_looked_for(tmp_path, section, expected):
    assert sorted(titles(report_of(tmp_path, *PARTS), section)) == sorted(expected)


def test_posts_with_nearly_the_same_words_are_suspected(tmp_path):
    posts = [item(1, "One", LONG), item(2, "Other", f"{LONG} and more"), item(3, "Third", "Something else")]
    report = report_of(tmp_path, *posts)
    [entry] = report["sections"]["duplicates"]
    assert (entry["title"], "One" in entry["sentence"]) == ("Other", True)


def test_short_posts_are_the_same_only_with_their_title_and_day(tmp_path):
    report = report_of(tmp_path, item(1, "One", "Hello"), item(2, "one", "Hello"), item(3, "Two", "Hello"))
    assert titles(report, "duplicates") == ["one"]


def test_other_words_are_not_alike():
    other = " ".join(f"other{number}" for number in range(200))
    assert alike(fingerprint(LONG), fingerprint(other)) < 0.2


def test_pictures_without_words_that_wait_are_named(tmp_path):
    (tmp_path / "2016").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"2016/{name}.jpg").write_bytes(jpeg(16, 10))
    parts = [attachment(1, "2016/a.jpg", "Silent"), attachment(2, "2016/b.jpg", "Spoken", alt="A boat")]
    report = report_of(tmp_path, *parts, uploads=tmp_path)
    assert Image.objects.count() == 2
    assert titles(report, "silent") == ["Silent"]
    assert titles(report, "waiting") == ["Silent", "Spoken"]


def test_a_check_of_old_addresses_is_taken_in(tmp_path):
    failed = [{"address": "https://old.example.org/gone/", "status": 404, "why": "not found"}]
    check = {"checked": 9, "ok": 3, "redirected": 4, "expected_missing": 1, "failed": failed}
    (tmp_path / "checked.json").write_text(json.dumps(check))
    report = report_of(tmp_path, *PARTS, checked=tmp_path / "checked.json")
    assert report["summary"]["checked"]["checked"] == 9
    assert "https://old.example.org/gone/" in html_of(tmp_path)


def test_what_is_no_check_is_told_before_anything_is_done(tmp_path):
    (tmp_path / "checked.json").write_text("[]")
    with pytest.raises(CommandError, match="was not written by check_old_links"):
        move_in(tmp_path, *PARTS, checked=tmp_path / "checked.json")
    assert not ImportRun.objects.exists()


def test_what_somebody_dealt_with_stays_so_when_the_post_changes(tmp_path):
    move_in(tmp_path, item(1, "One", SECRET))
    before = UnplacedPart.objects.count()
    UnplacedPart.objects.update(settled_at="2026-01-01T00:00Z")
    move_in(tmp_path, item(1, "One", f"{SECRET} and <form>more</form>"))
    assert UnplacedPart.objects.open().count() == 1
    assert UnplacedPart.objects.count() == before + 1


def test_a_second_run_says_what_is_still_missing(tmp_path, capsys):
    move_in(tmp_path, *PARTS)
    call_command("import_wordpress", written(tmp_path, *PARTS))
    assert "Files that are still missing: 1." in capsys.readouterr().out


def test_a_right_to_left_report_says_so(tmp_path):
    with override("ur"):
        report_of(tmp_path, item(1, "One", "Words"))
    assert '<html lang="ur" dir="rtl">' in html_of(tmp_path)
