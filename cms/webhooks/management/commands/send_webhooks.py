"""Sends what waits for the receivers of webhooks, and clears the log."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.webhooks.outbox import forget_old
from cms.webhooks.sending import send_due

# What else goes by the clock shall not wait long for slow receivers.
SECONDS = 20


class Command(BaseCommand):
    help = "Sends messages to webhooks that are due, and deletes old ones. To be run once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        arrived, old = send_due(SECONDS), forget_old()
        if options["verbosity"]:
            self.stdout.write(f"Delivered {arrived} messages, deleted {old} old ones.")
