"""Deletes what imports leave behind and nobody needs any more; what old addresses live on stays."""

from typing import Any

from django.core.management.base import BaseCommand

from home.wordpress.forgetting import forget_old


class Command(BaseCommand):
    help = "Deletes uploaded exports after a week, reports and settled parts after 90 days, broken trials."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_old()
