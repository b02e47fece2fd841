"""What waits to be sent: a row for each message and receiver, kept afterwards as the log."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cms.webhooks import tasks
from cms.webhooks.events import Message
from cms.webhooks.models import Webhook, WebhookDelivery
from cms.webhooks.signing import new_message_id
from cms.webhooks.states import State

DAYS_TO_KEEP = 30
MOST_KEPT = 1_000


def body_of(event: str, data: dict[str, Any], now: datetime) -> str:
    """A message in the form of Standard Webhooks."""
    moment = now.astimezone().isoformat(timespec="seconds")
    return json.dumps({"type": event, "timestamp": moment, "data": data}, ensure_ascii=False)


def queue(messages: Sequence[Message], now: datetime | None = None) -> None:
    """Writes messages down for every active webhook that wants them, and has them sent."""
    now = now or timezone.now()
    new = []
    for webhook in Webhook.objects.active() if messages else []:
        wanted = [message for message in messages if webhook.wants(message.resource, message.locale)]
        _outdate(webhook, wanted)
        new += [delivery(webhook, message, now) for message in wanted]
    if made := WebhookDelivery.objects.bulk_create(new):
        tasks.send_now.enqueue([one.pk for one in made])


def forget_old(now: datetime | None = None) -> int:
    """Deletes from the log what is older than 30 days or beyond the newest 1,000 of a webhook."""
    before = (now or timezone.now()) - timedelta(days=DAYS_TO_KEEP)
    done = WebhookDelivery.objects.exclude(state=State.WAITING)
    old = Q(created_at__lt=before)
    for pk in Webhook.objects.values_list("pk", flat=True):
        newest = WebhookDelivery.objects.filter(webhook=pk).order_by("-pk").values_list("pk", flat=True)
        if beyond := newest[MOST_KEPT : MOST_KEPT + 1].first():
            old |= Q(webhook=pk, pk__lte=beyond)
    return done.filter(old).delete()[0]


def delivery(webhook: Webhook, message: Message, now: datetime) -> WebhookDelivery:
    return WebhookDelivery(
        webhook=webhook,
        message_id=new_message_id(),
        event=message.event,
        resource=message.resource,
        object_id=message.object_id,
        body=body_of(message.event, message.data, now),
        created_at=now,
        due_at=now,
    )


def _outdate(webhook: Webhook, messages: Iterable[Message]) -> None:
    """That a page was published and still waits to be told is told anew, or not at all."""
    for message in messages:
        if message.object_id is not None and not message.event.endswith(".moved"):
            webhook.deliveries.waiting().filter(
                resource=message.resource, object_id=message.object_id, event__endswith=".published"
            ).update(state=State.OUTDATED)
