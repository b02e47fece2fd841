"""A second run of the same files: what is new of it, and what the first says of it."""

import pytest

from home.wordpress.models import ImportRun, RunState
from home.wordpress.report.writing import lines_of
from tests.wordpress.exports import item, move_in
from tests.wordpress.screens import INDEX, texts

pytestmark = pytest.mark.django_db


def figures_of(run) -> dict:
    lines = lines_of(run.report)
    [posts] = [line for line in lines["counts"] if line["kind"] == "post"]
    return {str(label): number for label, number in posts["outcomes"]}


def test_what_is_new_stands_apart_from_what_was_here_already(tmp_path):
    one, two, three = (item(number, f"Post {number}", "Words") for number in (1, 2, 3))
    move_in(tmp_path, one, two)
    assert figures_of(ImportRun.objects.first())["Moved in"] == 2
    assert "Here already" not in figures_of(ImportRun.objects.first())
    move_in(tmp_path, one, two, three)
    found = figures_of(ImportRun.objects.first())
    assert (found["Moved in"], found["Here already"]) == (1, 2)


def test_a_report_of_before_counts_all_as_moved_in(tmp_path):
    move_in(tmp_path, item(1, "One", "Words"))
    run = ImportRun.objects.get()
    for line in run.report["counts"]:
        del line["new"]
    assert figures_of(run)["Moved in"] == 1


@pytest.fixture
def stopped(admin):
    options = {"is_from_admin": True, "files": ["1-export.xml"], "folder": "uploads-1"}
    return ImportRun.objects.create(state=RunState.STOPPED, options=options, source="old.example.org")


def test_a_run_that_was_stopped_leads_to_the_one_that_went_on(admin, stopped):
    later = ImportRun.objects.create(state=RunState.DONE, options=stopped.options, source=stopped.source)
    link = f'<a href="{INDEX}{later.pk}/">It went on later</a>'
    for address in (f"{INDEX}{stopped.pk}/", INDEX):
        words = texts(admin.get(address))
        assert link in words
        assert "start it again" not in words


def test_a_run_of_other_files_did_not_go_on_with_it(admin, stopped):
    options = {**stopped.options, "folder": "uploads-2"}
    ImportRun.objects.create(state=RunState.DONE, options=options, source=stopped.source)
    assert "It went on later" not in texts(admin.get(INDEX))
