"""The folder of a copy: writes what changed, and removes what an earlier run wrote and is gone."""

import fcntl
import os
from contextlib import AbstractContextManager
from pathlib import Path

from home.static_site.journal import Journal

LIST = "copy.jsonl"
# One file at a time is not whole; it never has the name of a page.
UNFINISHED = ".copy.part"
# An address needs a folder where another has its file, such as two redirects, /a.html and /a.html/b.
IN_EACH_OTHERS_WAY = (FileExistsError, NotADirectoryError, IsADirectoryError)


class CopyError(Exception):
    """Why there is no copy, in one sentence."""


class Folder(AbstractContextManager["Folder"]):
    """Where a copy is written, by one run at a time. Raises CopyError for a folder with files of others."""

    def __init__(self, root: Path, base_url: str) -> None:
        self.root = root
        self.written: set[str] = set()
        self.changed = 0
        known = root / LIST
        if not known.is_file() and root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise CopyError(f"{root} holds something that is no copy of this site. Name an empty folder.")
        root.mkdir(parents=True, exist_ok=True)
        self._file = known.open("a+", encoding="utf-8", errors="replace")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise CopyError(f"Another copy is being written into {root}.") from None
        except OSError:  # some sticks know no locks
            pass
        (root / UNFINISHED).unlink(missing_ok=True)
        self.journal = Journal(self._file, root, base_url)

    def __exit__(self, *what: object) -> None:
        (self.root / UNFINISHED).unlink(missing_ok=True)
        self._file.close()

    def write(self, name: str, content: bytes) -> None:
        """A file of the copy; one that is there with the same content keeps its time."""
        path = self.root / name
        if not (path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content):
            path.parent.mkdir(parents=True, exist_ok=True)
            self.journal.begin(name)
            self._replace(path, content)
            self.changed += 1
        self.written.add(name)

    def finish(self) -> int:
        """Removes what an earlier run wrote and this one did not; gives how many files."""
        left = self.journal.files - self.written
        gone = [name for name in left if (self.root / name).is_file() and self._is_inside(name)]
        for name in gone:
            path = self.root / name
            path.unlink(missing_ok=True)
            self._remove_empty(path.parent)
        self._replace(self.root / LIST, "".join(self.journal.lines()).encode())
        return len(gone)

    def _replace(self, path: Path, content: bytes) -> None:
        unfinished = self.root / UNFINISHED
        unfinished.write_bytes(content)
        unfinished.replace(path)

    def _is_inside(self, name: str) -> bool:
        return (self.root / name).resolve().is_relative_to(self.root.resolve())

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and folder.is_dir() and not os.listdir(folder):
            folder.rmdir()
            folder = folder.parent
