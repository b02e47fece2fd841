"""A site with oddities, taken out once, and an empty place to put it in."""

import json
import zipfile
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


@contextmanager
def rolled_back():
    """What happens inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def members(path):
    """The members of an archive by their names, without the manifest."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def thing(path, kind, number):
    """A thing of an archive by the number of its row."""
    found = (json.loads(text) for name, text in members(path).items() if name.startswith(f"content/{kind}/"))
    return next(each for each in found if each["number"] == number)


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    """Gives the function that makes a place for uploads that nobody used yet the one that is used."""

    @contextmanager
    def place(name):
        from django.test import override_settings

        with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp(name))):
            yield

    return place
