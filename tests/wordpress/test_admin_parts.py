"""The list of parts without a place, and what somebody answers there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from home.wordpress.models import ImportedItem, ImportRun, Kind, RunState, UnplacedPart
from tests.wordpress.screens import INDEX, POST, act, file, send, texts

pytestmark = pytest.mark.django_db

PARTS = f"{INDEX}parts/"


@pytest.fixture
def parts():
    run = ImportRun.objects.create(source="old.example.org", state=RunState.DONE)
    return [UnplacedPart.objects.create(run=run, reason="form", original=f"Part {n}") for n in range(3)]


def settle(client, part, **values):
    return client.post(reverse("wordpress_settle", args=[part.pk]), values)


def test_the_page_of_a_run_leads_to_the_list(admin):
    send(admin, file(POST))
    act(admin, ImportRun.objects.get(), "for_real")
    run = ImportRun.objects.first()
    assert f'<a href="{PARTS}">Parts without a place</a>: 1' in texts(admin.get(f"{INDEX}{run.pk}/"))
    page = b"".join(admin.get(f"{INDEX}{run.pk}/report.html").streaming_content).decode()
    assert PARTS not in page


def test_the_page_of_a_trial_leads_to_its_report(admin):
    send(admin, file(POST))
    run = ImportRun.objects.get()
    assert f'href="{INDEX}{run.pk}/report.html#unplaced"' in texts(admin.get(f"{INDEX}{run.pk}/"))


def test_an_answer_is_told_where_the_part_stood(admin, parts):
    response = settle(admin, parts[1], p=1, before=parts[2].pk)
    assert response["Location"].endswith("#told")
    words = texts(admin.get(response["Location"]))
    assert "Marked as dealt with: <bdi>Part 1</bdi>" in words
    assert words.index(">Part 0<") < words.index('id="told"') < words.index(">Part 2<")


def test_the_last_one_is_told_at_the_end(admin, parts):
    words = texts(admin.get(settle(admin, parts[2], p=1, before="")["Location"]))
    assert words.index(">Part 1<") < words.index('id="told"')


def test_taking_it_back_is_told_among_those_dealt_with(admin, parts):
    UnplacedPart.objects.update(settled_at=timezone.now())
    words = texts(admin.get(settle(admin, parts[0], settled="", p=1, before=parts[1].pk)["Location"]))
    assert "Marked as not dealt with: <bdi>Part 0</bdi>" in words
    assert ">Part 2<" in words


def test_a_wrong_number_tells_nothing(admin, parts):
    words = texts(admin.get(f"{PARTS}?told=x²&before=-1&p=9"))
    assert 'id="told"' not in words


def test_entries_of_menus_come_last_under_their_own_names(admin, parts):
    run = ImportRun.objects.get()
    menu = ImportedItem.objects.create(source=run.source, kind=Kind.MENU, key="1", title="Main")
    post = ImportedItem.objects.create(source=run.source, kind=Kind.POST, key="2", title="A post")
    UnplacedPart.objects.create(run=run, item=menu, reason="menu-part", original="Shop /shop/")
    UnplacedPart.objects.create(run=run, item=post, reason="form", original="Form")
    words = texts(admin.get(PARTS))
    assert words.index("<bdi>Part 2</bdi>") < words.index("A post") < words.index("<bdi>Shop /shop/</bdi>")


def test_all_of_one_kind_are_marked_together_and_taken_back_together(admin, parts):
    run = ImportRun.objects.get()
    other = UnplacedPart.objects.create(run=run, reason="script", original="Other")
    UnplacedPart.objects.filter(pk=parts[2].pk).update(settled_at=timezone.now())
    assert "All 2 of this kind" in texts(admin.get(PARTS))
    response = settle(admin, parts[0], all=1)
    assert set(UnplacedPart.objects.open()) == {other}
    assert "Marked as dealt with: <bdi>A form (2)</bdi>" in texts(admin.get(response["Location"]))
    assert "All 2 of this kind" in texts(admin.get(f"{PARTS}?settled"))
    settle(admin, parts[1], settled="", all=1)
    assert set(UnplacedPart.objects.open()) == {other, parts[0], parts[1]}


def test_what_is_alone_of_its_kind_has_one_button(admin, parts):
    UnplacedPart.objects.exclude(pk=parts[0].pk).delete()
    assert "of this kind" not in texts(admin.get(PARTS))


def test_a_broken_file_that_was_uploaded_is_told_once_however_often_it_came(admin):
    for _time in range(2):
        send(admin, file(POST, "<item><title>Broken</title></wrong></item>"))
        act(admin, ImportRun.objects.first(), "for_real")
    assert UnplacedPart.objects.filter(reason="unreadable").count() == 1


def test_what_a_colleague_has_dealt_with_meanwhile_stays_so(admin, parts):
    UnplacedPart.objects.update(settled_at=timezone.now())
    settle(admin, parts[0], all=1)
    assert not UnplacedPart.objects.open().exists()
