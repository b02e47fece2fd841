"""One stylesheet for the whole site, made of the plain files in cms/static/cms/css/.

A phone on a slow line pays for each request more than for each byte. People write one file for
each component; `collectstatic` and the development server find one more: cms/site.css.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rcssmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "cms/site.css"
FOLDER = Path(__file__).parent / "static" / "cms" / "css"
# The general before the particular; the components follow by name; print has the last word.
FIRST, LAST = ("tokens.css", "base.css", "layout.css"), ("print.css",)


def parts() -> list[Path]:
    """The files of the stylesheet in their order."""

    def order(path: Path) -> tuple[int, str]:
        if path.name in FIRST:
            return FIRST.index(path.name), ""
        return len(FIRST) + (path.name in LAST), path.name

    return sorted(FOLDER.glob("*.css"), key=order)


def stylesheet() -> str:
    """The whole stylesheet without comments and needless spaces."""
    return str(rcssmin.cssmin("\n".join(path.read_text() for path in parts())))


class StylesheetFinder(BaseFinder):
    """Finds cms/site.css, and writes it anew when a part has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "made")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        found = str(self._make())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Any:
        self._make()
        yield NAME, self.storage

    def _make(self) -> Path:
        made = Path(self.storage.path(NAME))
        content = stylesheet()
        if not made.exists() or made.read_text() != content:
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(content)
        return made
