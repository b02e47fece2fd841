"""Deletes what pictures were before they were covered, after ORIGINALS_DAYS."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.media.covering.originals import delete_old


class Command(BaseCommand):
    help = "Deletes uncovered originals that were kept for ORIGINALS_DAYS. To be run once a day or more."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if options["verbosity"]:
            self.stdout.write(
                f"Deleted {count} uncovered originals." if count else "There are none to delete."
            )
