"""Addresses of the old site, in the form in which they are compared."""

import re
from urllib.parse import unquote, urlsplit

UPLOADS = re.compile(r"/(?:wp-content/uploads|files)/(?:sites/\d+/)?", re.IGNORECASE)
# Where WordPress.com keeps what was uploaded, without a folder before the years; and who passes pictures on.
FILES = ".files.wordpress.com"
PROXY, PROXIED = re.compile(r"i\d\.wp\.com"), re.compile(r"/([^/]+)(/.*)")
SIZE = re.compile(r"(?:-\d+x\d+|-scaled|-e\d{10,})(?=\.\w+$)")
# No sign that a database refuses.
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
# Some exports write the address of the site with a slash behind it, and then those of its pages.
SLASHES = re.compile("//+")
LONGEST = 500


def source_of(address: str) -> str:
    """The host of a site with its folder, such as "example.org/blog": it tells old sites from one another."""
    parts = _split(address)
    return f"{parts[0].removeprefix('www.')}{parts[1].rstrip('/')}"[:200]


def hosts_of(address: str) -> frozenset[str]:
    """The names under which a site answered."""
    host = _split(address)[0].removeprefix("www.")
    return frozenset({host, f"www.{host}"} if host else ())


def path_of(address: str) -> str:
    """The path and query of an address as people read them, without a host or a fragment."""
    _host, path, query = _split(address)
    asked = f"?{CONTROL.sub('', query)}" if query else ""
    return (SLASHES.sub("/", _decoded(path or "/")) + asked)[:LONGEST]


def file_of(address: str) -> str:
    """The path of an upload below the folder of uploads; empty for other addresses."""
    host, path = _unwrapped(address)
    if host.endswith(FILES):
        return path.lstrip("/")[:LONGEST]
    found = UPLOADS.search(path)
    return path[found.end() :][:LONGEST] if found else ""


def host_of_file(address: str) -> str:
    """Whose upload an address names; empty where it has no host."""
    return _unwrapped(address)[0].removeprefix("www.").replace(FILES, ".wordpress.com")


def _unwrapped(address: str) -> tuple[str, str]:
    """Host and path, also where WordPress.com passes the picture on."""
    host, path, _query = _split(address)
    path = _decoded(path)
    if proxied := PROXY.fullmatch(host) and PROXIED.match(path):
        return proxied[1].lower(), proxied[2]
    return host, path


def originals_of(file: str) -> list[str]:
    """The files that one may have been made of: itself, and those without the ending of a size."""
    names = [file]
    while (shorter := SIZE.sub("", names[-1])) != names[-1]:
        names.append(shorter)
    return names


def slug_of(name: str) -> str:
    """A slug as people read it; of one that was cut inside a letter, as WordPress does, without its rest."""
    return _decoded(name, errors="ignore")[:255]


def _decoded(written: str, errors: str = "replace") -> str:
    return CONTROL.sub("", unquote(written, errors=errors))


def _split(address: str) -> tuple[str, str, str]:
    """Host in small letters, path and query; nothing of what is no address."""
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "").lower(), parts.path, parts.query
    except ValueError:
        return "", "", ""
