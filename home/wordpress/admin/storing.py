"""Where the files of a run lie: those that were uploaded in a folder of their own, others in IMPORT_DIR.

They hold everything that the old site knew, drafts and comments too: never below MEDIA_ROOT, never served,
and gone as soon as they have moved in.
"""

import datetime
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from home.wordpress.models import ImportRun
from home.wordpress.moving import CannotMoveInError, Options
from home.wordpress.watching import FOLDER, private_folder

BEFORE = "uploads-"
ENDINGS = (".xml", ".xml.gz")


def store(files: Sequence[UploadedFile], uploads: UploadedFile | None) -> tuple[str, list[str], str]:
    """Keeps uploaded files; gives the name of their folder, and theirs. Raises OSError."""
    name = f"{BEFORE}{secrets.token_hex(8)}"
    folder = private_folder(name)
    names: list[str] = []
    try:
        for number, file in enumerate([*files, *filter(None, [uploads])], start=1):
            names.append(f"{number}-{get_valid_filename(file.name or 'file')[-100:]}")
            with (folder / names[-1]).open("xb") as kept:
                for chunk in file.chunks():
                    kept.write(chunk)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return name, names[: len(files)], names[-1] if uploads else ""


def discard(name: str) -> None:
    """Deletes what was uploaded; what lies in IMPORT_DIR stays."""
    if name.startswith(BEFORE):
        shutil.rmtree(Path(settings.DATA_DIR) / FOLDER / Path(name).name, ignore_errors=True)


def on_server() -> tuple[list[str], list[str]]:
    """Names in IMPORT_DIR: exports, and copies of the uploads. A link that leads out is none."""
    folder: Path | None = settings.IMPORT_DIR
    try:
        found = [path for path in sorted(folder.iterdir()) if _is_inside(path, folder)] if folder else []
    except OSError:
        return [], []
    exports = [path.name for path in found if path.is_file() and path.name.lower().endswith(ENDINGS)]
    copies = [path.name for path in found if path.is_dir() or path.suffix.lower() == ".zip"]
    return exports, copies


def options_of(run: ImportRun) -> Options:
    """The options of a run that was begun in the admin. Raises CannotMoveInError where its files are gone."""
    kept = run.options
    since = kept.get("since")
    return Options(
        files=tuple(_path(kept, name) for name in kept["files"]),
        uploads=_path(kept, kept["uploads"]) if kept.get("uploads") else None,
        download=kept.get("download", False),
        is_dry=run.is_dry,
        since=datetime.date.fromisoformat(since) if since else None,
        locale=kept["locale"],
        as_drafts=kept.get("as_drafts", False),
        tags=kept.get("tags", "keywords"),
    )


def has_files(run: ImportRun) -> bool:
    """Whether it can be begun again."""
    if not run.options.get("is_from_admin"):
        return False
    try:
        options_of(run)
    except CannotMoveInError:
        return False
    return True


def _path(kept: dict[str, str], name: str) -> Path:
    folder = kept.get("folder", "")
    base = Path(settings.DATA_DIR) / FOLDER / folder if folder else settings.IMPORT_DIR
    if base is None or not (base / name).exists() or not _is_inside(base / name, base):
        raise CannotMoveInError(_("“%(name)s” is not there any more. Upload it again.") % {"name": name})
    return base / name


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().parent == folder.resolve()
