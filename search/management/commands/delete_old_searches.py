"""Deletes what is kept of searches that found nothing, after 90 days."""

from typing import Any

from django.core.management.base import BaseCommand

from search.unfound import delete_old


class Command(BaseCommand):
    help = "Deletes searches that found nothing once they are 90 days old. To be run once a day or more."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if options["verbosity"]:
            self.stdout.write(f"Deleted {count} old searches." if count else "There are no old searches.")
