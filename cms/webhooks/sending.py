"""Sends what waits, and tries again."""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms.webhooks import outbox
from cms.webhooks.destinations import UnreachableError
from cms.webhooks.events import Message
from cms.webhooks.models import Webhook, WebhookDelivery
from cms.webhooks.posting import post
from cms.webhooks.signing import signed
from cms.webhooks.states import Problem, Reason, State

# What lies between the attempts.
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
PAUSES.append(timedelta(hours=12))
DAYS_UNTIL_OFF = 5
MOST_AT_ONCE = 500
# How long nobody else takes up a message that somebody sends.
LEASE = timedelta(minutes=2)
GONE = 410
TEST = "webhook.test"
USER_AGENT = "Refugee-Union-CMS-Webhooks/1"

logger = logging.getLogger(__name__)


def send(ids: Iterable[int], seconds: float, *, spares_failing: bool = False) -> int:
    """Sends those of some messages that are due, as far as the time reaches; gives how many arrived."""
    deliveries = WebhookDelivery.objects.filter(pk__in=ids)
    if spares_failing:
        deliveries = deliveries.filter(webhook__failing_since=None)
    return _send(deliveries, seconds, timezone.now())


def send_due(seconds: float, now: datetime | None = None) -> int:
    """Sends what waits and is due, the oldest first; gives how many arrived."""
    return _send(WebhookDelivery.objects.all(), seconds, now or timezone.now())


def send_test(webhook: Webhook) -> WebhookDelivery:
    """Sends a message that means nothing, once, also to a webhook that is off."""
    now = timezone.now()
    delivery = outbox.delivery(webhook, Message(TEST, "", None, {}), now)
    delivery.save()
    _attempt(delivery, now, is_last=True)
    return delivery


def send_again(delivery: WebhookDelivery) -> None:
    """Sends a message once more under its own id, and tries again later where that fails.

    Receivers recognise by the id what they have had already.
    """
    now = timezone.now()
    delivery.state, delivery.attempts = State.WAITING, 0
    _attempt(delivery, now, is_last=not delivery.webhook.is_active)


def _send(deliveries: Any, seconds: float, now: datetime) -> int:
    """One receiver that fails is left alone until the next time: the others shall not wait for it."""
    due = deliveries.filter(state=State.WAITING, due_at__lte=now, webhook__is_active=True)
    until, failed, arrived = time.monotonic() + seconds, set(), 0
    for delivery in due.select_related("webhook").order_by("due_at", "pk")[:MOST_AT_ONCE]:
        if time.monotonic() >= until:
            break
        if delivery.webhook_id in failed or not _take(delivery, now):
            continue
        _attempt(delivery, now)
        if delivery.state == State.DELIVERED:
            arrived += 1
        else:
            failed.add(delivery.webhook_id)
    return arrived


def _take(delivery: WebhookDelivery, now: datetime) -> bool:
    """Whether nobody else has begun to send it: a worker and the clock may look at the same time."""
    as_seen = WebhookDelivery.objects.filter(pk=delivery.pk, state=State.WAITING, due_at=delivery.due_at)
    return bool(as_seen.update(due_at=now + LEASE))


def _attempt(delivery: WebhookDelivery, now: datetime, *, is_last: bool = False) -> None:
    webhook = delivery.webhook
    delivery.attempts, delivery.attempted_at = delivery.attempts + 1, now
    delivery.status, delivery.problem = None, ""
    headers = {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        # Its time is that of the attempt: receivers refuse what is older than some minutes.
        **signed(webhook.secret, delivery.message_id, delivery.body, timezone.now()),
    }
    try:
        delivery.status = post(webhook.url, headers, delivery.body)
        delivery.problem = _problem_with(delivery.status)
    except UnreachableError as unreachable:
        delivery.problem = unreachable.problem
    if not delivery.problem:
        delivery.state = State.DELIVERED
        Webhook.objects.filter(pk=webhook.pk).update(failing_since=None)
    else:
        _failed(delivery, now, is_last=is_last)
    delivery.save()
    if delivery.problem == Problem.GONE:
        switch_off(webhook, Reason.GONE, now)


def _problem_with(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return Problem.REDIRECT
    return Problem.GONE if status == GONE else Problem.STATUS


def _failed(delivery: WebhookDelivery, now: datetime, *, is_last: bool) -> None:
    """Plans the next attempt, or gives up; a webhook that gave up all for five days is switched off."""
    webhook = delivery.webhook
    if delivery.event != TEST:
        Webhook.objects.filter(pk=webhook.pk, failing_since=None).update(failing_since=now)
    if not is_last and delivery.attempts <= len(PAUSES) and delivery.problem != Problem.GONE:
        delivery.due_at = now + PAUSES[delivery.attempts - 1]
        return
    delivery.state = State.GIVEN_UP
    since = webhook.failing_since
    if not is_last and since and now - since >= timedelta(days=DAYS_UNTIL_OFF):
        switch_off(webhook, Reason.FAILING, now)


def switch_off(webhook: Webhook, reason: Reason, now: datetime) -> None:
    """Nothing more is sent until somebody switches it on; what waits is given up."""
    webhook.is_active, webhook.switched_off_for, webhook.switched_off_at = False, reason, now
    webhook.save(update_fields=["is_active", "switched_off_for", "switched_off_at"])
    logger.warning("The webhook %s was switched off: %s", webhook.pk, reason)
