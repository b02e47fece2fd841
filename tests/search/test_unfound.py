"""What nobody found: what is kept of a search, for how long, and who reads it."""

import datetime
import logging

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from cms import versions
from search import unfound
from search.models import SearchSettings, UnfoundQuery
from tests.factories import member

pytestmark = pytest.mark.django_db
REPORT = "/admin/search/unfound/"
FIELDS = {"id", "query", "day", "count", "way"}


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


def note(words, way="nothing", method="get", **attributes):
    request = getattr(RequestFactory(), method)("/search/")
    for name, value in attributes.items():
        setattr(request, name, value)
    unfound.note(words, way, request)


def kept():
    return list(UnfoundQuery.objects.order_by("query").values_list("query", "count", "way"))


def row(query="rent", days_ago=0, count=1, way="nothing"):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return UnfoundQuery.objects.create(query=query, day=day, count=count, way=way)


def test_nothing_is_kept_but_words_day_count_and_what_was_shown():
    assert {field.name for field in UnfoundQuery._meta.get_fields()} == FIELDS


def test_the_same_words_are_one_row_for_a_day():
    for words in ("Rent  Guarantor", "rent guarantor ", "ＲＥＮＴ guarantor"):
        note(words)
    assert kept() == [("rent guarantor", 3, "nothing")]


def test_the_next_day_is_another_row():
    row("rent", days_ago=1, count=5)
    note("rent")
    assert sorted(UnfoundQuery.objects.values_list("count", flat=True)) == [1, 5]


def test_what_visitors_saw_last_is_kept():
    note("gaurantor", "nothing")
    note("gaurantor", "corrected")
    assert kept() == [("gaurantor", 2, "corrected")]


@pytest.mark.parametrize(
    "words",
    [
        "amina@example.org",
        "amina＠example.org",
        "91234567",
        "9123 4567",
        "+852 (9123)-4567",
        "٩١٢٣٤٥",
        "九一二三四五",
        "A123456(7)",
        "example.org/letter",
        "https://example.org",
        "www.example",
        "one two three four five six seven eight nine",
        "我的丈夫在上星期五被他們帶走了請幫我",
        "w" * 81,
        "",
        "  \u200f ",
        "…?!",
        "\x00\ud800",
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(words):
    note(words)
    assert kept() == []


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("School fees 2018", "school fees 2018"),
        ("1,500 dollars", "1,500 dollars"),
        ("統一審核機制 上訴", "統一審核機制 上訴"),
        ("\u202bکرایہ\u202c", "کرایہ"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\x00b", "ab"),
        ("U.N. convention", "u.n. convention"),
    ],
)
def test_other_words_are_kept_in_a_plain_form(words, form):
    note(words)
    assert kept() == [(form, 1, "nothing")]


def test_what_is_typed_in_the_editors_preview_and_head_are_not_counted():
    note("rent", is_preview=True)
    note("rent", method="head")
    note("rent", method="post")
    assert kept() == []


def test_a_crawler_cannot_fill_the_disk(monkeypatch):
    monkeypatch.setattr(unfound, "MOST_QUERIES_A_DAY", 2)
    row("rent", days_ago=1)
    for words in ("one", "two", "three", "one"):
        note(words)
    today = UnfoundQuery.objects.filter(day=timezone.localdate())
    assert sorted(today.values_list("query", "count")) == [("one", 2), ("two", 1)]


def test_a_crawler_cannot_keep_out_what_people_ask_for_again(monkeypatch):
    monkeypatch.setattr(unfound, "MOST_NEW_A_DAY", 2)
    row("rent", days_ago=1)
    for words in ("one", "two", "three", "rent", "four"):
        note(words)
    today = UnfoundQuery.objects.filter(day=timezone.localdate())
    assert sorted(today.values_list("query", flat=True)) == ["one", "rent", "two"]


def test_what_was_known_takes_no_room_from_what_is_new(monkeypatch):
    monkeypatch.setattr(unfound, "MOST_NEW_A_DAY", 2)
    for words in ("rent", "work"):
        row(words, days_ago=1)
        note(words)
    note("new")
    assert UnfoundQuery.objects.filter(query="new").exists()


def test_a_count_has_an_end():
    row("rent", count=unfound.MOST_TIMES_A_DAY)
    note("rent")
    assert kept() == [("rent", unfound.MOST_TIMES_A_DAY, "nothing")]


def test_counting_again_costs_one_statement_beside_the_switch(django_assert_num_queries):
    note("rent")
    with django_assert_num_queries(4):  # the switch, a savepoint and its end, the row
        note("rent")


def test_counting_leaves_the_caches_as_they_are():
    before = versions.current()
    note("rent")
    call_command("delete_old_searches", verbosity=0)
    assert versions.current() == before


def test_a_database_that_refuses_does_not_reach_the_visitor(monkeypatch, caplog):
    def refuse(*args):
        raise DatabaseError("database is locked: my secret words")

    monkeypatch.setattr(unfound, "_count", refuse)
    with caplog.at_level(logging.WARNING):
        note("my secret words")
    assert "could not be counted" in caplog.text
    assert "secret" not in caplog.text


def test_switched_off_it_keeps_nothing_and_deletes_what_was_kept(moderator):
    note("rent")
    address = reverse("wagtailsettings:edit", args=["search", "searchsettings"])
    moderator.get(address)
    moderator.post(reverse("wagtailsettings:edit", args=["search", "searchsettings", pk()]), {})
    assert kept() == []
    note("rent")
    assert kept() == []
    assert "switched off" in moderator.get(REPORT).content.decode()


def pk():
    return SearchSettings.objects.get().pk


def test_asking_for_the_switch_makes_no_row():
    note("rent")
    assert not SearchSettings.objects.exists()


@pytest.mark.parametrize(("days", "left"), [(89, 1), (90, 0), (400, 0)])
def test_what_is_ninety_days_old_is_deleted(days, left, capsys):
    row(days_ago=days)
    call_command("delete_old_searches")
    call_command("delete_old_searches")
    assert UnfoundQuery.objects.count() == left
    assert "There are no old searches." in capsys.readouterr().out


def test_the_first_search_of_a_day_deletes_what_is_old_even_without_a_clock():
    row("old", days_ago=90)
    note("rent")
    assert kept() == [("rent", 1, "nothing")]
