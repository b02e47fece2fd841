"""The folder of a copy: writes what changed, and removes what it wrote once and is gone."""

import json
import os
from pathlib import Path

LIST = "copy.json"


class CopyError(Exception):
    """Why there is no copy, in one sentence."""


class Folder:
    """Where a copy is written. Raises CopyError for a folder with files of others."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before: set[str] = set()
        self.written: set[str] = set()
        self.changed = 0
        known = root / LIST
        if known.is_file():
            self.before = set(json.loads(known.read_text(encoding="utf-8"))["files"])
        elif root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise CopyError(f"{root} holds something that is no copy of this site. Name an empty folder.")
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, content: bytes) -> None:
        """A file of the copy; one that is there with the same content keeps its time."""
        path = self.root / name
        self.written.add(name)
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name[:80]}.part")
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self.changed += 1

    def finish(self) -> int:
        """Removes what an earlier run wrote and this one did not; gives how many files."""
        gone = [name for name in self.before - self.written if self._is_inside(name)]
        for name in gone:
            path = self.root / name
            path.unlink(missing_ok=True)
            self._remove_empty(path.parent)
        text = json.dumps({"files": sorted(self.written)}, ensure_ascii=False, indent=0)
        self.before = set(self.written)
        (self.root / LIST).write_text(f"{text}\n", encoding="utf-8")
        return len(gone)

    def _is_inside(self, name: str) -> bool:
        return (self.root / name).resolve().is_relative_to(self.root.resolve())

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and folder.is_dir() and not os.listdir(folder):
            folder.rmdir()
            folder = folder.parent
