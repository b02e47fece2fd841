"""What the report says of a thing, and how it is called there."""

import json

import pytest
from django.utils import timezone

from blog.models import BlogPage
from tests.wordpress.exports import item, move_in

pytestmark = pytest.mark.django_db


def report_of(folder, *parts) -> dict:
    move_in(folder, *parts, report=folder / "report")
    return json.loads((folder / "report" / "report.json").read_text())


def test_a_day_too_far_away_is_told_once_with_what_became_of_the_post(tmp_path):
    day = f"{timezone.now().year + 9}-01-01"
    moment = f"{day} 10:00:00"
    late = item(1, "Late", "Words", status="future", post_date=moment, post_date_gmt=moment)
    report = report_of(tmp_path, late)
    told = [entry for entries in report["sections"].values() for entry in entries]
    assert [
        (one["sentence"].count("too far away"), one["detail"]) for one in told if one["kind"] == "Posts"
    ] == [(1, day)]
    assert any("it is a draft" in one["sentence"] for one in told)
    assert not BlogPage.objects.get().live


def test_what_has_no_title_is_called_by_its_first_words(tmp_path):
    report = report_of(tmp_path, item(2, "", "Words without a title", post_name="not-this"))
    [entry] = report["sections"]["untitled"]
    assert entry["title"] == "Words without a title"


def test_what_has_neither_title_nor_place_is_called_by_its_number(tmp_path):
    report = report_of(tmp_path, item(3, "", "Thrown away", status="trash"))
    assert [entry["title"] for entry in report["sections"]["left"]] == ["Posts 3"]
