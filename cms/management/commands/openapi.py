"""Writes the OpenAPI document, for who generates a client without a running site."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.api.schema.views import described


class Command(BaseCommand):
    help = "Writes the document that stands at /api/v2/openapi.json, indented. It asks no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="Where to; without it, on the screen.")

    def handle(self, *args: Any, **options: Any) -> None:
        from cms.urls import api

        text = json.dumps(described(api, settings.SITE_URL), ensure_ascii=False, indent=2)
        if options["file"]:
            options["file"].write_text(f"{text}\n")
        else:
            self.stdout.write(text)
