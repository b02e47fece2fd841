"""What a check of the old addresses found: kept beside the reports, and shown with the next."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from home.wordpress.watching import FOLDER, private_file, private_folder

NAME = "checked.json"
NUMBERS = ("checked", "ok", "redirected", "expected_missing")
PARTS = ("address", "status", "why")


class NotACheckError(Exception):
    """A file that no check of old addresses wrote; says so in one sentence."""


def read(path: Path) -> dict[str, Any]:
    """What `check_old_links --json` wrote. Raises NotACheckError, OSError."""
    try:
        return valid(json.loads(path.read_text()))
    except ValueError:
        raise NotACheckError(f"{path} was not written by check_old_links --json.") from None


def valid(found: Any) -> dict[str, Any]:
    """{"checked", "ok", "redirected", "expected_missing": numbers, "failed": [{"address", "status", "why"}]}.

    Raises ValueError.
    """
    if not isinstance(found, dict) or not isinstance(found.get("failed"), list):
        raise ValueError("no check")
    if not all(isinstance(found.get(name), int) for name in NUMBERS):
        raise ValueError("no numbers")
    failed = [
        {part: str(one.get(part, "")) for part in PARTS} for one in found["failed"] if isinstance(one, dict)
    ]
    return {**{name: found[name] for name in NUMBERS}, "failed": failed}


def keep(found: Any) -> None:
    """Keeps a check as the last one. Raises ValueError, OSError."""
    file = private_folder("").joinpath(NAME)
    new = file.with_suffix(".new")
    words = json.dumps(valid(found), ensure_ascii=False)
    with private_file(new) as opened:
        opened.write(words)
    new.replace(file)


def last() -> dict[str, Any] | None:
    """The last check; None where there was none."""
    try:
        return read(Path(settings.DATA_DIR) / FOLDER / NAME)
    except (OSError, NotACheckError):
        return None
