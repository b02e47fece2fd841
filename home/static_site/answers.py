"""What the site answers to anybody, asked without a server."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http.response import HttpResponseBase
from django.test import Client

from cms.media.privacy import PUBLIC_FOLDER
from home.static_site.addresses import is_straight


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str = ""
    content: bytes = b""
    location: str = ""


class Site:
    """Asks as a reader without a cookie does, so that every gate of the site holds."""

    def __init__(self) -> None:
        parts = urlsplit(settings.SITE_URL)
        self._is_secure = parts.scheme == "https"
        self._client = Client(raise_request_exception=False, HTTP_HOST=parts.netloc)

    def get(self, path: str) -> Answer:
        plain = unquote(path.partition("#")[0].partition("?")[0])
        if not is_straight(plain):
            return Answer(404)
        if plain.startswith(settings.STATIC_URL):
            return _file(_static(plain.removeprefix(settings.STATIC_URL)))
        pictures = f"{settings.MEDIA_URL}{PUBLIC_FOLDER}/"
        if plain.startswith(pictures):
            return _picture(plain.removeprefix(settings.MEDIA_URL))
        response: HttpResponseBase = self._client.get(path, secure=self._is_secure)
        content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]  # not streaming: it has content
        kind = response.get("Content-Type", "").partition(";")[0]
        return Answer(response.status_code, kind, content, response.get("Location", ""))


def _static(name: str) -> Path | None:
    """A file of the collected ones, or of an app; none to which a link leads from there."""
    try:
        root = Path(settings.STATIC_ROOT).resolve()
        collected = (root / name).resolve()
        if collected.is_relative_to(root) and collected.is_file():
            return collected
        found = finders.find(name)
    except (OSError, SuspiciousFileOperation):  # a name that no disk can hold
        return None
    return Path(found) if isinstance(found, str) else None


def _file(path: Path | None) -> Answer:
    return Answer(200, "", path.read_bytes()) if path else Answer(404)


def _picture(name: str) -> Answer:
    """What a front server gives to everybody."""
    if not default_storage.exists(name):
        return Answer(404)
    with default_storage.open(name) as file:
        return Answer(200, "", file.read())
