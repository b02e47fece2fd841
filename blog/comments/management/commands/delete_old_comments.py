"""Deletes comments that were refused, after 30 days."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.comments.moderation import delete_old


class Command(BaseCommand):
    help = "Deletes rejected comments and spam after 30 days. To be run once a day or more."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_old()
        if options["verbosity"]:
            self.stdout.write(f"Deleted {count} old comments." if count else "There are no old comments.")
