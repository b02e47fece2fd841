"""Reads an export and does nothing else: what the reader alone takes of time and memory."""

import os
import sys
from pathlib import Path


def main(path: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")
    import django

    django.setup()
    from home.wordpress.reading import read

    print(sum(1 for _found in read(Path(path))))


if __name__ == "__main__":
    main(*sys.argv[1:])
