"""Deletes the words of takedown requests that were closed."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.takedown.working import delete_old


class Command(BaseCommand):
    help = "Deletes what people wrote in takedown requests, some days after these were closed."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if options["verbosity"]:
            self.stdout.write(f"Deleted the words of {count} takedown requests.")
