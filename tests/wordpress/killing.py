"""Imports an export into two sites: undisturbed, and killed again and again. Run by test_stopping.

One process learns the code; each run is a copy of it, which takes no time to begin.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

SEED, KILLS, LONGEST = 7, 3, 0.25
# So that there are moments between parcels.
PARCEL = 8


def begun(folder: Path, export: Path) -> tuple[int, int]:
    """A run in a process of its own; gives its id, and where to read what it says."""
    read, write = os.pipe()
    if pid := os.fork():
        os.close(write)
        return pid, read
    os.dup2(write, 1)
    code = 1
    try:
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from home.wordpress import steps

        steps.PARCEL = PARCEL
        settings.DATA_DIR = folder
        connection.settings_dict["NAME"] = folder / "db.sqlite3"
        call_command("import_wordpress", export)
        code = 0
    finally:
        os._exit(code)


def whole(folder: Path, export: Path) -> None:
    """A run to its end. Raises SystemExit where it fails."""
    pid, said = begun(folder, export)
    with open(said) as lines:
        text = lines.read()
    if os.waitpid(pid, 0)[1]:
        raise SystemExit(text)


def killed(folder: Path, export: Path, seconds: float) -> bool:
    """A run that is killed so many seconds after its first parcel; whether it was still running."""
    pid, said = begun(folder, export)
    with open(said) as lines:
        for line in lines:
            if line.startswith("Posts and pages"):
                break
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1] == signal.SIGKILL


def main(folder: Path) -> None:
    import django

    django.setup()
    chance = random.Random(SEED)  # noqa: S311  # the same each time
    whole(folder / "whole", folder / "export.xml")
    times = [chance.uniform(0, LONGEST) for _ in range(KILLS)]
    came = sum(killed(folder / "broken", folder / "export.xml", seconds) for seconds in times)
    sys.stdout.write(f"{came}\n")
    sys.stdout.flush()
    whole(folder / "broken", folder / "export.xml")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
