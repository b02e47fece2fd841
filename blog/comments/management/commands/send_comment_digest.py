"""Tells moderators once a day how many comments wait."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.comments.digest import send_digest


class Command(BaseCommand):
    help = "Mails moderators once a day how many comments wait. May be run each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_digest()
        if options["verbosity"]:
            self.stdout.write(f"Wrote to {count} moderators.")
