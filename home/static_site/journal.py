"""What was written for which address, so that another run need not ask the site for it again."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.versions import current, release
from cms.visibility import expiries

MANIFEST = "staticfiles.json"
# Begins the lines of files that were not whole yet, which no address does.
BEGUN = "begun:"


@dataclass(frozen=True)
class Done:
    """An address and its file. `links` are the addresses that nothing before it had named."""

    path: str
    file: str = ""
    links: list[str] = field(default_factory=list)
    is_page: bool = False
    # Where what rooms add to a page comes last.
    is_last: bool = False


class Journal:
    """A line for each address, written when its file is whole: a run that was killed loses no more than one.

    Each line is sealed together with its file under all that the answers depend on. Whatever somebody else
    changed, and whatever was made of another state of the site, is made anew.
    """

    def __init__(self, file: IO[str], root: Path, base_url: str) -> None:
        self._file, self._root, self._key = file, root, _key(base_url)
        file.seek(0)
        self._known = {done.path: (done, seal) for done, seal in _lines(file)}
        # What runs before this one wrote.
        self.files = {done.file for done, _ in self._known.values() if done.file}
        self._now: dict[str, tuple[Done, str]] = {}
        file.write("\n")  # a line that was cut off ends here

    def kept(self, path: str) -> Done | None:
        """What still holds of an earlier run."""
        done, seal = self._known.get(path, (None, ""))
        if done is None:
            return None
        content = b""
        if done.file:
            try:
                content = (self._root / done.file).read_bytes()
            except (OSError, ValueError):
                return None
        if not hmac.compare_digest(self._seal(done, content), seal):
            return None
        self._now[path] = (done, seal)
        return done

    def note(self, done: Done, content: bytes = b"") -> None:
        self._now[done.path] = done, self._seal(done, content)
        self._file.write(_line(*self._now[done.path]))
        self._file.flush()

    def begin(self, name: str) -> None:
        """A file that will be written: even if that is cut off, later runs know that it is the copy's."""
        if name not in self.files:
            self.files.add(name)
            self._file.write(_line(Done(f"{BEGUN}{name}", name), ""))
            self._file.flush()

    def lines(self) -> Iterator[str]:
        """What this run wrote or kept, and nothing else."""
        return (_line(done, seal) for done, seal in self._now.values())

    def _seal(self, done: Done, content: bytes) -> str:
        facts = json.dumps(asdict(done), sort_keys=True).encode()
        return hmac.new(self._key, facts + b"\0" + content, hashlib.sha256).hexdigest()


def _line(done: Done, seal: str) -> str:
    return f"{json.dumps([asdict(done), seal], ensure_ascii=False)}\n"


def _lines(file: IO[str]) -> Iterator[tuple[Done, str]]:
    """Those that can be read: one may be cut off, within a letter too."""
    for line in file:
        try:
            facts, seal = json.loads(line)
            done = Done(**facts)
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(done.path, str) and isinstance(done.file, str) and isinstance(seal, str):
            yield done, seal


def _key(base_url: str) -> bytes:
    """Another one whenever the site could give another answer."""
    manifest = Path(settings.STATIC_ROOT) / MANIFEST
    facts = [
        *(current(), release(), expiries()[0], timezone.localdate(), base_url, settings.SITE_URL),
        hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else "",
        repr(settings.ENVIRONMENT),
    ]
    return salted_hmac("home.static_site", repr(facts), algorithm="sha256").digest()
