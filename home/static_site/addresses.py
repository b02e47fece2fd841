"""Which file an address of the site has in the copy, and how one file names another."""

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from django.conf import settings

# What needs the server, or is for those who write.
ELSEWHERE = re.compile(
    rf"({re.escape(settings.ADMIN_PATH)}|{re.escape(settings.API_ROOT)}|/(lite/)?([a-z-]+/)?"
    r"(_util|comments|offline|style-guide|takedown)/|/sw\.js$|.*/site\.webmanifest$|/site\.webmanifest$)"
)
# The questions that have an answer of their own; all others are for the server.
NUMBERS = {"page", "part"}
# What FAT, the system of most sticks, takes in no name.
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]+$')
# What no address of the site holds, and what may lead out of a folder.
CROOKED = re.compile(r"//|[\\\x00]|(^|/)\.\.?(/|$)")
LONGEST = 120
INDEX = "index.html"
# Addresses whose meaning is remembered.
MANY = 20_000


def local(address: str, page: str = "/") -> str | None:
    """An address in a page as a path of this site, with its question; None for what leads elsewhere."""
    # Most addresses begin at the root, and most of those stand in many pages.
    return _local(settings.SITE_URL, address, "/" if address.startswith("/") else page)


@lru_cache(MANY)
def _local(site: str, address: str, page: str) -> str | None:
    try:
        parts = urlsplit(urljoin(f"{site}{page}", address.strip()))
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != site:
        return None
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def is_straight(plain: str) -> bool:
    """Whether a path without escapes says by itself where it leads."""
    return not CROOKED.search(plain)


@lru_cache(MANY)
def is_in_copy(path: str) -> bool:
    """Whether a path with its question is something that a copy can hold."""
    plain, _, query = path.partition("?")
    if ELSEWHERE.match(plain) or not is_straight(unquote(plain)):
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    return len(pairs) < 2 and all(key in NUMBERS and value.isdecimal() for key, value in pairs)


@lru_cache(MANY)
def file_of(path: str) -> str:
    """The file of a path: a folder's index, or the file itself where it has an ending."""
    plain, _, query = path.partition("?")
    names = [_name(unquote(name)) for name in plain.split("/") if name not in ("", ".", "..")]
    is_file = not plain.endswith("/") and names and "." in names[-1]
    if query:
        key, _, number = query.partition("=")
        names.append(f"{key}-{int(number)}")
    return "/".join(names if is_file and not query else [*names, INDEX])


def relative(source: str, target: str) -> str:
    """How one file of the copy names another."""
    here, there = source.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return quote("/".join([*[".."] * (len(here) - common), *there[common:]]))


def _name(name: str) -> str:
    safe = FORBIDDEN.sub("-", name)
    if len(safe.encode()) <= LONGEST:
        return safe
    stem, dot, ending = safe.rpartition(".")
    kept = (stem if dot else safe).encode()[: LONGEST // 2].decode(errors="ignore")
    mark = hashlib.sha256(name.encode()).hexdigest()[:10]
    return f"{kept}-{mark}{dot}{ending if dot else ''}"
