"""What happens by itself: words are deleted, moderators are told."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cms.takedown import working
from cms.takedown.models import TakedownMessage, TakedownRequest, TakedownSettings
from cms.takedown.states import Outcome, State
from tests.factories import UserFactory, member
from tests.takedown.sending import QUEUE, takedown

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def clean():
    call_command("delete_old_takedowns", verbosity=0)


def test_words_go_thirty_days_after_the_end_and_the_record_stays():
    user = UserFactory()
    found = takedown(place="/me/")
    working.ask(found, "Which?", user)
    working.close(found, Outcome.PICTURE, "", user)
    TakedownRequest.objects.update(closed_on=days_ago(30))
    clean()
    found.refresh_from_db()
    assert (found.text, found.place, found.code_hash) == ("", "", None)
    assert (found.state, found.outcome, found.closed_by) == (State.DONE, "picture", user)
    assert not TakedownMessage.objects.exists()


@pytest.mark.parametrize(("days", "setting"), [(29, 30), (30, 60)])
def test_words_stay_as_long_as_moderators_chose(days, setting):
    TakedownSettings.objects.create(days_kept=setting)
    takedown(state=State.DONE, closed_on=days_ago(days))
    clean()
    assert TakedownRequest.objects.get().has_words


@pytest.mark.parametrize("state", [State.NEW, State.WORKING, State.ASIDE])
def test_what_waits_is_never_deleted(state):
    takedown(state=state, created_at=timezone.now() - datetime.timedelta(days=400))
    clean()
    assert TakedownRequest.objects.get().has_words


def test_what_stands_for_a_sent_form_goes_with_it():
    takedown(token_digest="a" * 32, created_at=timezone.now() - datetime.timedelta(hours=50))
    takedown(token_digest="b" * 32)
    clean()
    assert set(TakedownRequest.objects.values_list("token_digest", flat=True)) == {None, "b" * 32}


def test_both_commands_go_by_the_clock(settings):
    assert {"delete_old_takedowns", "send_takedown_mail"} <= {*settings.COMMANDS_BY_THE_CLOCK}


# Mail -------------------------------------------------------------------------------------------------


@pytest.fixture
def moderator():
    return member("Moderators")


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr("cms.takedown.mail.HOUR", 0)


@pytest.fixture
def night(monkeypatch):
    monkeypatch.setattr("cms.takedown.mail.HOUR", 24)


def told():
    call_command("send_takedown_mail", verbosity=0)
    return mail.outbox


def refuses(*args, **kwargs):
    raise SMTPRecipientsRefused({})


def test_moderators_hear_once_a_day_what_waits(moderator, morning):
    member("Editors")
    takedown()
    takedown(due_at=timezone.now())
    takedown(state=State.ASIDE)
    told()
    assert [message.to for message in told()] == [[moderator.email]]
    body = mail.outbox[0].body
    assert "2 requests" in body
    assert "One is overdue" in body
    assert "One was set aside" in body
    assert f"{QUEUE}?state__in=new,working" in body


def test_moderators_hear_at_once_that_somebody_is_in_danger(moderator, night):
    takedown("Sleeps behind the mosque", is_urgent=True)
    message = told()[0]
    assert "in danger" in message.subject
    assert "mosque" not in f"{message.subject}{message.body}"


def test_each_danger_is_told_once(moderator, night):
    takedown(is_urgent=True)
    told()
    TakedownSettings.objects.update(told_of_danger_at=timezone.now() - datetime.timedelta(hours=1))
    assert len(told()) == 1


def test_a_flood_of_dangers_does_not_fill_the_letter_box(moderator, night):
    takedown(is_urgent=True)
    told()
    takedown(is_urgent=True)
    assert len(told()) == 1
    TakedownSettings.objects.update(told_of_danger_at=timezone.now() - datetime.timedelta(minutes=11))
    assert len(told()) == 2


def test_a_danger_that_could_not_be_told_is_told_again(moderator, night, monkeypatch):
    takedown(is_urgent=True)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuses)
        assert told() == []
    assert len(told()) == 1


def test_no_mail_is_sent_for_nothing(moderator, morning):
    takedown(state=State.DONE)
    assert told() == []
    assert not TakedownSettings.objects.exists()


def test_no_mail_is_sent_where_that_is_chosen(moderator, morning):
    TakedownSettings.objects.create(tells_moderators=False)
    takedown(is_urgent=True)
    assert told() == []


def test_nobody_is_woken_by_what_can_wait(moderator, night):
    takedown()
    assert told() == []


def test_a_danger_among_what_was_set_aside_is_told_too(moderator, night):
    takedown(is_urgent=True, state=State.ASIDE)
    takedown(state=State.ASIDE)
    body = told()[0].body
    assert "somebody is in danger now" in body
    assert "One was set aside" in body
    assert f"{QUEUE}?state__exact=aside" in body
    assert TakedownRequest.objects.filter(is_told=True).count() == 1
