"""Runs what the site does by itself: publishes what is due, tries webhooks again, forgets what is old."""

import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what is due: for cron, once a minute. `make site` does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        for command in settings.COMMANDS_BY_THE_CLOCK:
            try:
                call_command(command, verbosity=0)
            except Exception:  # the others are due whatever happens to one
                logger.exception("%s failed; it is tried again in a minute.", command)
