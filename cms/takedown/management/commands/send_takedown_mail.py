"""Tells moderators what is urgent, and once a day what waits."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.takedown.mail import send_mail


class Command(BaseCommand):
    help = "Mails moderators at once of urgent takedown requests, and once a day how many wait."

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_mail()
        if options["verbosity"]:
            self.stdout.write(f"Wrote {count} mails.")
