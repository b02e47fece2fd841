"""Brings a data folder into the state that the code expects. A second run changes nothing."""

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.media.models import Document, Image
from cms.media.presets import FINGERPRINT
from cms.media.tasks import extract_text
from cms.media.text_states import TextState
from home.models import SampleItem
from home.moving.emptiness import what_is_here

Say = Callable[[str], None]
FIRST_RUN_DONE = "first-run-done"
STATIC_STAMP = "static-stamp"
PICTURES_STAMP = "pictures-stamp"


def prepare(say: Say) -> None:
    """The database, the static files, the site's address and, on the first run, the content."""
    _prepare_database(say)
    _prepare_static_files(say)
    _keep_site_address()
    _prepare_pictures(say)
    _mend_what_checks_find(say)
    _prepare_documents(say)
    marker = Path(settings.DATA_DIR) / FIRST_RUN_DONE
    if not marker.exists():
        _make_administrator(say)
        _load_sample(say)
        marker.touch()


def _load_sample(say: Say) -> None:
    """Nothing is put beside what came from elsewhere; a sample that was begun is gone on with."""
    if not SampleItem.objects.exists() and what_is_here():
        say("There is content here already: the sample is not loaded")
        return
    say("Loading the sample content; manage.py clear_sample removes it again")
    call_command("load_sample")


def _prepare_database(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Preparing the database ({len(plan)} steps)")
        call_command("migrate", verbosity=0, interactive=False)


def _prepare_static_files(say: Say) -> None:
    stamp = Path(settings.DATA_DIR) / STATIC_STAMP
    fingerprint = _static_fingerprint()
    is_collected = Path(settings.STATIC_ROOT).is_dir() and stamp.exists()
    if is_collected and stamp.read_text() == fingerprint:
        return
    say("Collecting styles and scripts")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint)


def _prepare_pictures(say: Say) -> None:
    """A new release may want other renditions than those that were made at upload."""
    stamp = Path(settings.DATA_DIR) / PICTURES_STAMP
    if stamp.exists() and stamp.read_text() == FINGERPRINT:
        return
    if Image.objects.exists():
        say("Making the sizes of pictures that this release wants")
        call_command("make_renditions")
    stamp.write_text(FINGERPRINT)


def _mend_what_checks_find(say: Say) -> None:
    """What a new release wants after an update; such checks name the command that does it, if any."""
    for message in run_checks(tags=["start"], databases=["default"]):
        say(f"Bringing up to date: {message.obj}")
        if message.obj:
            call_command(message.obj, verbosity=0)


def _prepare_documents(say: Say) -> None:
    """Those that were uploaded before a release that reads them, or shortly before the site was stopped."""
    waiting = Document.objects.filter(text_state=TextState.WAITING).values_list("pk", flat=True)
    if waiting:
        say("Reading the text of documents")
    for pk in waiting:
        extract_text.enqueue(pk)


def _static_fingerprint() -> str:
    """Changes when any static file does: name, size and time of each."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            size, modified = storage.size(path), storage.get_modified_time(path)
            digest.update(f"{path} {size} {modified}\n".encode())
    return digest.hexdigest()


def _keep_site_address() -> None:
    """Full addresses, such as those in the sitemap, follow SITE_URL."""
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname, port
        site.save()


def _make_administrator(say: Say) -> None:
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    name = settings.ENVIRONMENT.ADMIN_USERNAME
    given = settings.ENVIRONMENT.ADMIN_PASSWORD
    password = given or secrets.token_urlsafe(12)
    users.create_superuser(name, password=password)
    shown = "the one in ADMIN_PASSWORD" if given else f"{password}   (shown only this once: write it down)"
    say(f"Made the first administrator: {name}, password: {shown}")
