"""`make site`: prepares what is missing and serves the site."""

import sys
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from home.preparing import prepare
from home.serving import problem_with, serve


class Command(BaseCommand):
    help = "Prepares the database, files and first content where they are missing, and serves the site."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="Prepare, but do not serve.")

    def handle(self, *args: Any, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        host, port = environment.HOST, environment.PORT
        if not options["prepare_only"] and (problem := problem_with(host, port)):
            raise CommandError(problem)
        begun = time.monotonic()
        try:
            prepare(self._say)
        except OperationalError as error:
            raise CommandError(f"DATABASE_URL leads to no database that answers: {error}") from None
        if options["prepare_only"]:
            return
        sys.exit(serve(host, port, lambda: self._say_where(time.monotonic() - begun)))

    def _say(self, words: str) -> None:
        self.stdout.write(f"→ {words}")
        self.stdout.flush()

    def _say_where(self, seconds: float) -> None:
        username = settings.ENVIRONMENT.ADMIN_USERNAME
        is_known = get_user_model().objects.filter(username=username).exists()
        sign_in = f"   (sign in as {username})" if is_known else ""
        address = settings.SITE_URL
        self.stdout.write(
            f"\nReady after {seconds:.0f} s.\n"
            f"  The site:   {address}/\n"
            f"  The admin:  {address}{settings.ADMIN_PATH}{sign_in}\n"
            f"  The API:    {address}/api/v2/\n"
            "Stop with Ctrl+C.\n"
        )
        self.stdout.flush()
