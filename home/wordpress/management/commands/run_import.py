"""Carries out an import that was begun in the admin: the admin calls it by itself."""

import signal
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from home.wordpress.admin.starting import carry_out


class Command(BaseCommand):
    help = "Carries out an import that was begun in the admin, which calls it by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="Its number.")

    def handle(self, *args: Any, **options: Any) -> None:
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            carry_out.call(options["run"])
        finally:
            signal.signal(signal.SIGTERM, before)


def _stop(*args: Any) -> NoReturn:
    raise KeyboardInterrupt
