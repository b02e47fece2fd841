"""Hides pictures on the day after their consent ended, and forgets who had agreed when nobody asked again."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand

from cms.consent import DAYS_TO_ASK_AGAIN, today
from cms.media.models import Image
from cms.media.privacy import settle


class Command(BaseCommand):
    help = "Hides pictures whose consent has ended. `run_due` does it once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        settle(Image.objects.all())
        long_ago = today() - datetime.timedelta(days=DAYS_TO_ASK_AGAIN)
        ended = Image.objects.filter(consent_until__lt=long_ago).exclude(consent_by="")
        ended.update(consent_by="")
