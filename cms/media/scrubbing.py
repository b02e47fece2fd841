"""Cleans what was stored before there was a rule, or before the rule knew better."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from cms.media.cleaning import CleanFile, clean, clean_document, clean_picture
from cms.media.models import Document, Image
from cms.versions import raise_version

KINDS = {
    "actions": _("what a PDF does by itself"),
    "after": _("something behind the end of the file"),
    "attachments": _("attached files"),
    "comment": _("comments"),
    "exif": _("notes of a camera, such as place and serial number"),
    "history": _("earlier versions"),
    "iptc": _("captions of a press agency"),
    "links": _("links to files"),
    "name": _("names of files that people chose"),
    "notes": _("remarks and their authors"),
    "other": _("other notes"),
    "password": _("a lock on copying or printing"),
    "pictures": _("notes of a camera in the pictures of a PDF"),
    "position": _("places on the earth"),
    "profile": _("names of screens and cameras in a colour profile"),
    "properties": _("author, program and dates"),
    "scripts": _("programs"),
    "signature": _("digital signatures"),
    "thumbnail": _("small copies of the picture"),
    "xmp": _("notes of an editing program (XMP)"),
}
OWN_NAME = re.compile(r"((picture|document)-)?[0-9a-f]{12}(_\w{7})?\Z")


@dataclass
class Report:
    """What was looked at; `refused` are files that cannot be cleaned, with the reason, `lost` are gone."""

    files: int = 0
    cleaned: int = 0
    found: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def stored() -> list[tuple[models.QuerySet[Any], str, Callable[[IO[bytes]], CleanFile]]]:
    """Everything with an uploaded file: the rows, the name of their field, and how such a file is cleaned."""
    return [
        (Image.objects.order_by("pk"), "file", clean_picture),
        (Document.objects.order_by("pk"), "file", clean_document),
        (UploadedFile.objects.order_by("pk"), "file", clean),
        (UserProfile.objects.exclude(avatar="").order_by("pk"), "avatar", clean_picture),
    ]


def scrub(*, is_dry: bool, renames: bool) -> Iterator[Report]:
    """Cleans one stored file after the other, each in a transaction of its own; gives the report so far."""
    report = Report()
    for rows, name, cleaned in stored():
        for row in rows.iterator():
            report.files += 1
            title = f"{row._meta.verbose_name} {row.pk}: {row}"
            try:
                _scrub_file(row, name, cleaned, report, is_dry=is_dry, renames=renames)
            except ValidationError as refusal:
                report.refused.append((title, " ".join(refusal.messages)))
            except FileNotFoundError:
                report.lost.append(title)
            yield report


def _scrub_file(
    row: Any,
    name: str,
    cleaned: Callable[[IO[bytes]], CleanFile],
    report: Report,
    *,
    is_dry: bool,
    renames: bool,
) -> None:
    file: FieldFile = getattr(row, name)
    old = file.name or ""
    with file.storage.open(old) as content:
        clean_file = cleaned(content)
    found = set(clean_file.found)
    if isinstance(row, (Image, Document)) and not OWN_NAME.match(Path(old).stem):
        report.found["name"] += 1
        found |= {"name"} if renames and isinstance(row, Image) else set()
    report.found.update(clean_file.found)
    if not found:
        return
    report.cleaned += 1
    if not is_dry:
        with transaction.atomic():
            # What an editor changed since the list was read must stay: a picture that was hidden stays so.
            now = type(row).objects.select_for_update().filter(pk=row.pk, **{name: old}).first()
            if now is not None:
                _replace(now, name, clean_file)
                transaction.on_commit(partial(file.storage.delete, old))


def _replace(row: Any, name: str, clean_file: CleanFile) -> None:
    if not isinstance(row, Document):
        clean_file.is_covered = getattr(row, "is_covered", False)
        setattr(row, name, clean_file)
        row.save()
        return
    # Its address ends with the name of the file: it stays, in another folder.
    place = PurePosixPath(row.file.name)
    saved = row.file.storage.save(f"documents/{token_hex(6)}/{place.name}", clean_file)
    fingerprint = hash_filelike(clean_file)
    Document.objects.filter(pk=row.pk).update(file=saved, file_size=clean_file.size, file_hash=fingerprint)
    raise_version()
