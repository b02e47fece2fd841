"""Deletes what is kept of previews in frontends, after an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.preview.tokens import delete_old


class Command(BaseCommand):
    help = "Deletes previews in frontends once they are an hour old. To be run once an hour or more."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if options["verbosity"]:
            self.stdout.write(f"Deleted {count} old previews." if count else "There are no old previews.")
