"""Attempts: what is sent, what counts as success, when it is tried again, and when no more."""

import datetime
from threading import Event

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.webhooks import outbox, posting, sending
from cms.webhooks.events import Message
from cms.webhooks.models import Webhook, WebhookDelivery
from cms.webhooks.states import Problem, Reason, State

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


def message(verb="published", pk=7):
    return Message(f"post.{verb}", "posts", "en", {"id": pk, "resource": "posts", "former_path": "/نیوز/"})


def queued(webhook, *messages, now=NOW):
    outbox.queue(messages or [message()], now)
    return webhook.deliveries.order_by("-pk").first()


def test_a_message_is_signed_and_says_what_it_is(webhook, there):
    delivery = queued(webhook)
    (found,) = there.verified(webhook.secret)
    headers = {name.lower(): value for name, value in there.requests[0][0].items()}
    assert found["data"]["former_path"] == "/نیوز/"
    assert headers["webhook-id"] == delivery.message_id
    assert headers["content-type"] == "application/json"
    assert (delivery.state, delivery.status, delivery.attempts) == (State.DELIVERED, 204, 1)


def test_another_secret_does_not_verify(webhook, there):
    queued(webhook)
    other = Webhook.objects.create(name="Other", url=there.url)
    with pytest.raises(Exception, match="No matching signature"):
        there.verified(other.secret)


@pytest.mark.parametrize(
    ("status", "problem"), [(302, Problem.REDIRECT), (404, Problem.STATUS), (500, Problem.STATUS)]
)
def test_only_2xx_is_success(webhook, there, status, problem):
    there.status, there.headers = status, {"Location": there.url}
    delivery = queued(webhook)
    assert (delivery.state, delivery.status, delivery.problem) == (State.WAITING, status, problem)
    assert len(there.requests) == 1


@pytest.mark.parametrize(
    "raw", [b"hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200]
)
def test_an_answer_that_is_no_http_is_a_failure(webhook, there, raw):
    there.raw = raw
    assert queued(webhook).problem == Problem.NONSENSE


def test_a_receiver_without_encryption_at_an_encrypted_address_is_told(webhook, there):
    Webhook.objects.update(url=there.url.replace("http:", "https:"))
    assert queued(webhook).problem == Problem.CERTIFICATE
    assert there.requests == []


@pytest.mark.parametrize(("to_read", "in_all"), [(0.05, 5), (5, 0.05)], ids=["silent", "in all"])
def test_a_receiver_that_takes_too_long_is_cut_off(webhook, there, monkeypatch, to_read, in_all):
    monkeypatch.setattr(posting, "SECONDS_TO_READ", to_read)
    monkeypatch.setattr(posting, "SECONDS", in_all)
    there.silent_until = Event()
    assert queued(webhook).problem == Problem.TIMEOUT
    there.silent_until.set()


def test_attempts_lie_further_and_further_apart_until_it_is_given_up(webhook, there):
    there.status = 500
    delivery = queued(webhook)
    pauses, now = [], NOW
    while delivery.state == State.WAITING:
        pause = delivery.due_at - delivery.attempted_at
        now = delivery.due_at
        assert sending.send_due(20, now - datetime.timedelta(seconds=1)) == 0
        sending.send_due(20, now)
        delivery.refresh_from_db()
        pauses.append(pause)
    hours = datetime.timedelta(hours=1)
    assert pauses == [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * hours, 12 * hours]
    assert (delivery.state, delivery.attempts, len(there.requests)) == (State.GIVEN_UP, 6, 6)


def test_a_later_attempt_has_the_same_id_and_a_signature_of_its_own_time(webhook, there):
    there.status = 500
    delivery = queued(webhook)
    there.status = 200
    assert sending.send_due(20, delivery.due_at) == 1
    there.verified(webhook.secret)
    ids = {headers.get("webhook-id") for headers, _body in there.requests}
    assert ids == {delivery.message_id}
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_a_receiver_that_is_gone_is_switched_off(webhook, there):
    there.status = 410
    delivery = queued(webhook)
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.switched_off_for) == (False, Reason.GONE)
    assert delivery.state == State.GIVEN_UP


@pytest.mark.parametrize(("days", "is_active"), [(4, True), (5, False)])
def test_a_receiver_that_failed_for_five_days_is_switched_off(webhook, there, days, is_active):
    Webhook.objects.update(failing_since=NOW - days * DAY)
    delivery = queued(webhook)
    WebhookDelivery.objects.update(attempts=5)
    there.status = 500
    sending.send_due(20, NOW)
    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert webhook.is_active is is_active
    assert delivery.state == State.GIVEN_UP


def test_a_receiver_that_fails_is_asked_once_in_a_run(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    queued(webhook, message(pk=1), message(pk=2))
    assert there.requests == []  # an editor is not kept waiting by one that failed before
    there.status = 500
    sending.send_due(20, NOW)
    assert len(there.requests) == 1


def test_no_more_is_sent_than_the_time_allows(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    queued(webhook)
    assert sending.send_due(0, NOW) == 0
    assert there.requests == []


def test_two_at_once_send_a_message_once(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    delivery = queued(webhook)
    assert sending._take(delivery, NOW)
    assert not sending._take(delivery, NOW)
    assert sending.send_due(20, NOW) == 0


def test_a_publication_that_waits_is_outdated_by_its_withdrawal(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    first = queued(webhook)
    queued(webhook, message("unpublished"))
    first.refresh_from_db()
    assert first.state == State.OUTDATED
    sending.send_due(20, NOW)
    assert there.types == ["post.unpublished"]


def test_what_waits_for_a_webhook_that_is_switched_off_is_given_up(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    delivery = queued(webhook)
    webhook.is_active = False
    webhook.save()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem) == (State.GIVEN_UP, Problem.OFF)


def test_a_private_address_is_refused_at_sending_too(webhook, there, settings):
    settings.WEBHOOKS_TO_PRIVATE = False
    Webhook.objects.update(url=there.url.replace("http:", "https:"))
    assert queued(webhook).problem == Problem.PRIVATE
    assert there.requests == []


def test_the_clock_sends_what_is_due_and_clears_the_log(webhook, there):
    Webhook.objects.update(failing_since=NOW)
    old = queued(webhook, now=NOW - 31 * DAY)
    WebhookDelivery.objects.filter(pk=old.pk).update(state=State.GIVEN_UP)
    new = queued(webhook, now=NOW)
    call_command("send_webhooks", verbosity=0)
    assert list(webhook.deliveries.values_list("pk", "state")) == [(new.pk, State.DELIVERED)]


def test_only_the_newest_of_a_webhook_are_kept(webhook, there, monkeypatch):
    monkeypatch.setattr(outbox, "MOST_KEPT", 2)
    newest = queued(webhook, *(message(pk=pk) for pk in range(4)))
    assert outbox.forget_old(NOW) == 2
    assert newest.pk in webhook.deliveries.values_list("pk", flat=True)
