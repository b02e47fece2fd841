"""What is in an archive, what is not, and why."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from cms.versions import release

FORMAT = 1
HEADER, MANIFEST, SECRET_KEY, MEDIA = "header.json", "manifest.json", "secret-key", "media/"
# By engine: the one member that holds the database.
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# Tables that are there but empty in a backup. The cache and the counts of the throttling are in no table.
LEFT_OUT = {
    "django_session": "who is signed in: whoever has the backup must not be",
    "wagtailadmin_editingsession": "who had which form open that day",
    "wagtailadmin_formstate": "what was typed into forms and not saved",
    "preview_preview": "drafts that an address opens for an hour",
    "webhooks_webhookdelivery": "messages: a copy of the site must not send them again",
    "django_tasks_database_dbtaskresult": "work under way: a copy must not do it again",
    "comments_spenttoken": "which forms were sent in the last three days",
}


class BackupError(Exception):
    """Why there is no backup or nothing was put back, in one sentence or two."""


@dataclass
class Contents:
    """What an archive says of itself: `members` by name with size in bytes and SHA-256, as a hex number."""

    header: dict[str, Any]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many uploads there are, sizes of pictures among them."""
        return sum(name.startswith(MEDIA) for name in self.members)

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(member["size"] for member in self.members.values())


def header(engine_version: str) -> dict[str, Any]:
    """What stands first in an archive, so that one look tells what it is."""
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "release": release(),
        "engine": connection.vendor,
        "engine_version": engine_version,
        "migrations": [f"{app}.{name}" for app, name in sorted(applied())],
        "left_out": LEFT_OUT,
    }


def applied() -> set[tuple[str, str]]:
    """The migrations that the database has had, by app and name."""
    return set(MigrationLoader(connection).applied_migrations)


def check(found: dict[str, Any]) -> None:
    """Whether this code can put an archive back. Raises BackupError."""
    if found.get("format") != FORMAT:
        raise BackupError(f"This archive has format {found.get('format')!r}; this release reads {FORMAT}.")
    if found.get("engine") != connection.vendor:
        raise BackupError(
            f"This archive is of {found.get('engine')}, but this site runs on {connection.vendor}. Put it"
            " back on the same kind of database; export_site and import_site move a site to the other."
        )
    ours = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    newer = [name for name in found.get("migrations", []) if name not in ours]
    if newer:
        raise BackupError(
            "This archive was made by another release, with steps of the database that this one does not know"
            f" ({', '.join(newer[:3])}). Install that release or a newer one, and try again."
        )


def is_behind(found: dict[str, Any]) -> bool:
    """Whether the database of an archive needs `migrate` with this code."""
    loader = MigrationLoader(None)
    wanted = {".".join(key) for key in loader.disk_migrations}
    replaced = {".".join(old) for new in loader.disk_migrations.values() for old in new.replaces}
    return bool(wanted - replaced - set(found["migrations"]))
