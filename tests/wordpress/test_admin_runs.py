"""A run that was begun in the admin: its page, stopping and going on, its report, and what is kept."""

import os
import time

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogPage
from home.wordpress import run as beginning
from home.wordpress import steps
from home.wordpress.admin.starting import carry_out
from home.wordpress.models import ImportedItem, ImportRun, RunState, UnplacedPart
from home.wordpress.watching import FOLDER, PROGRESS, STOP, folder_of
from tests.wordpress.exports import item
from tests.wordpress.screens import INDEX, POST, act, file, kept, running, send, texts

pytestmark = pytest.mark.django_db


def test_two_at_once_are_refused(admin):
    running()
    assert "Another import is running" in texts(send(admin, file(POST)))
    assert ImportRun.objects.count() == 1


def test_it_says_how_far_it_is_without_counting_rows(admin, processes, django_assert_max_num_queries):
    processes.are_begun = False
    run = running()
    folder_of(run).mkdir(parents=True)
    (folder_of(run) / PROGRESS).write_text('{"step": "Posts and pages", "done": 50, "total": 200}')
    admin.get(reverse("wordpress_status", args=[run.pk]))
    # The session, the user with its profile, the run.
    with django_assert_max_num_queries(4):
        words = texts(admin.get(reverse("wordpress_status", args=[run.pk])))
    assert "50 of 200" in words
    assert 'value="25"' in words


def test_the_page_of_a_run_refreshes_itself_with_and_without_scripts(admin):
    words = texts(admin.get(reverse("wordpress_run", args=[running().pk])))
    assert '<noscript><meta http-equiv="refresh"' in words
    assert "wordpress/live.js" in words
    assert 'role="status"' in words


def test_the_dashboard_and_the_menu_say_that_it_runs(admin):
    running()
    words = texts(admin.get("/admin/"))
    assert "Import from WordPress (running)" in words
    assert 'id="import-panel"' in words


def test_it_stops_when_asked_and_goes_on(admin, monkeypatch):
    def take(*args):
        (folder_of(ImportRun.objects.first()) / STOP).touch()
        return original(*args)

    original = steps.placing.take
    monkeypatch.setattr(steps, "PARCEL", 2)
    parts = [item(number, f"Post {number}", "Words") for number in range(1, 6)]
    send(admin, file(*parts))
    monkeypatch.setattr(steps.placing, "take", take)
    act(admin, ImportRun.objects.get(), "for_real")
    run = ImportRun.objects.first()
    assert (run.state, BlogPage.objects.count()) == (RunState.STOPPED, 2)
    monkeypatch.setattr(steps.placing, "take", original)
    act(admin, run, "go_on")
    assert (ImportRun.objects.first().state, BlogPage.objects.count()) == (RunState.DONE, 5)


@pytest.mark.parametrize("moment", ["heads", "here"])
def test_it_is_stopped_while_it_begins(admin, monkeypatch, moment):
    def stopped(*args):
        act(admin, ImportRun.objects.first(), "stop")
        return original(*args)

    send(admin, file(POST))
    original = getattr(beginning, moment)
    monkeypatch.setattr(beginning, moment, stopped)
    act(admin, ImportRun.objects.get(), "for_real")
    assert (ImportRun.objects.first().state, BlogPage.objects.count()) == (RunState.STOPPED, 0)


def test_a_stop_of_long_ago_stops_nothing(admin, processes):
    processes.are_begun = False
    send(admin, file(POST))
    run = ImportRun.objects.get()
    folder_of(run).mkdir()
    (folder_of(run) / STOP).touch()
    carry_out.call(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_a_run_whose_process_died_is_noticed_and_goes_on(admin, processes):
    send(admin, file(POST))
    processes.are_begun = False
    act(admin, ImportRun.objects.get(), "for_real")
    run = ImportRun.objects.first()
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    folder_of(run).mkdir()
    (folder_of(run) / PROGRESS).write_text('{"step": "Reading", "done": 1, "total": 0}')
    assert "It broke off" not in texts(admin.get(reverse("wordpress_run", args=[run.pk])))
    old = time.time() - 300
    os.utime(folder_of(run) / PROGRESS, (old, old))
    words = texts(admin.get(reverse("wordpress_run", args=[run.pk])))
    assert "It broke off" in words
    assert "Go on" in words
    processes.are_begun = True
    act(admin, run, "go_on")
    assert (ImportRun.objects.first().state, BlogPage.objects.count()) == (RunState.DONE, 1)
    run.refresh_from_db()
    assert run.state == RunState.STOPPED


def test_an_end_before_its_time_is_told_in_a_sentence(admin, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("home.wordpress.run.take_all", full)
    response = admin.get(send(admin, file(POST))["Location"])
    assert "The disk is full" in texts(response)


def test_what_is_over_cannot_be_moved_in_once_more(admin, place):
    send(admin, file(POST))
    trial = ImportRun.objects.get()
    act(admin, trial, "for_real")
    act(admin, trial, "for_real")
    assert ImportRun.objects.count() == 2


def test_the_report_can_be_read_and_kept(admin):
    send(admin, file(POST))
    run = ImportRun.objects.get()
    page = admin.get(f"{INDEX}{run.pk}/report.html")
    assert b"This file is private" in b"".join(page.streaming_content)
    data = admin.get(f"{INDEX}{run.pk}/report.json")
    assert "attachment" in data["Content-Disposition"]
    assert "no-store" in data["Cache-Control"]


def test_a_part_that_was_dealt_with_leaves_the_list(admin):
    send(admin, file(POST))
    act(admin, ImportRun.objects.get(), "for_real")
    assert "&lt;form&gt;A form&lt;/form&gt;" in texts(admin.get(f"{INDEX}parts/"))
    admin.post(reverse("wordpress_settle", args=[UnplacedPart.objects.get().pk]))
    assert "A form" not in texts(admin.get(f"{INDEX}parts/"))
    assert "A form" in texts(admin.get(f"{INDEX}parts/?settled"))


def test_the_clock_deletes_what_is_old_and_keeps_what_addresses_need(admin, place):
    send(admin, file(POST))
    act(admin, ImportRun.objects.get(), "for_real")
    send(admin, file(POST))
    long_ago = timezone.now() - timezone.timedelta(days=100)
    ImportRun.objects.update(finished_at=long_ago)
    UnplacedPart.objects.update(settled_at=long_ago)
    for folder in (place / FOLDER).glob("uploads-*"):
        os.utime(folder, (long_ago.timestamp(),) * 2)
    items = ImportedItem.objects.count()
    call_command("delete_old_imports")
    assert kept(place) == []
    assert list((place / FOLDER).glob("run-*")) == []
    assert not UnplacedPart.objects.exists()
    assert ImportedItem.objects.count() == items > 0


def test_nobody_else_can_read_what_was_uploaded(admin, place):
    send(admin, file(POST))
    [folder] = (place / FOLDER).glob("uploads-*")
    assert folder.stat().st_mode & 0o077 == 0
    assert not folder.is_relative_to(site_settings.MEDIA_ROOT)
