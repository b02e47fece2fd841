"""Sends what waits for the receivers of webhooks, and clears the log."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.webhooks.events import take_stock
from cms.webhooks.models import Webhook
from cms.webhooks.outbox import forget_old, queue
from cms.webhooks.sending import send_due

# What else goes by the clock shall not wait long for slow receivers.
SECONDS = 20


class Command(BaseCommand):
    help = "Sends messages to webhooks that are due, and deletes old ones. To be run once a minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compare",
            action="store_true",
            help="first compare all pages with what receivers know: after changes that went past the site",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compare"] and Webhook.objects.active().exists():
            found = take_stock()
            queue(found)
            if options["verbosity"]:
                self.stdout.write(f"Found {len(found)} changes that nobody was told of.")
        arrived, old = send_due(SECONDS), forget_old()
        if options["verbosity"]:
            self.stdout.write(f"Delivered {arrived} messages, deleted {old} old ones.")
