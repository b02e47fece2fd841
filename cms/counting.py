"""How often somebody did something: counts that name nobody. They stand in the cache alone, and not for long.

An address is counted as a hash that is salted at random; the salt is made anew every hour and stands
nowhere else, so nobody can tell afterwards whose count it was.
"""

import secrets
import time
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

# A cache of its own, so that a flood of addresses pushes nothing else out.
CACHE = "throttle"
SALT_SECONDS = 60 * 60
DAY_SECONDS = 24 * SALT_SECONDS


@dataclass(frozen=True)
class Limit:
    """How often one visitor, or one name, may do something, in a window of some seconds (an hour at most)."""

    what: str
    most: int
    seconds: int

    def wait(self, request: HttpRequest) -> int:
        """Counts the visitor once more; gives the seconds to wait, 0 for who may go on."""
        return self.wait_for(visitor(request))

    def wait_for(self, who: str) -> int:
        """The same for any name."""
        window, passed = divmod(int(time.time()), self.seconds)
        counted = _count(f"{self.what}.{window}.{who}", self.seconds)
        return 0 if counted <= self.most else self.seconds - passed


@dataclass(frozen=True)
class Mark:
    """That somebody did something, for some seconds (an hour at most)."""

    what: str
    seconds: int

    def set_for(self, who: str) -> None:
        caches[CACHE].set(_key(f"{self.what}.{who}"), 1, self.seconds)

    def holds_for(self, who: str) -> bool:
        return caches[CACHE].get(_key(f"{self.what}.{who}")) is not None


@dataclass(frozen=True)
class Tally:
    """How often something happened within a day, whoever did it: numbers of hours, and nothing else."""

    what: str

    def add(self) -> None:
        cache, key = caches[CACHE], self._keys()[0]
        if not cache.add(key, 1, DAY_SECONDS):
            try:
                cache.incr(key)
            except ValueError:  # its time ended in between
                cache.set(key, 1, DAY_SECONDS)

    def of_a_day(self) -> int:
        return sum(caches[CACHE].get_many(self._keys()).values())

    def _keys(self) -> list[str]:
        """This hour first."""
        hour = int(time.time()) // SALT_SECONDS
        return [f"tally.{self.what}.{hour - before}" for before in range(24)]


def _key(name: str) -> str:
    """What a name is kept under while the salt holds."""
    cache = caches[CACHE]
    salt = cache.get("salt")
    if salt is None:
        salt = cache.get_or_set("salt", lambda: secrets.token_bytes(32), SALT_SECONDS)
    return blake2b(name.encode(), key=salt, digest_size=16).hexdigest()


def _count(name: str, seconds: int) -> int:
    """How often a name was counted while it is kept, this once among them."""
    cache, key = caches[CACHE], _key(name)
    if cache.add(key, 1, seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # its time ended in between
        return 1


def visitor(request: HttpRequest) -> str:
    """Who asks: the address, of IPv6 the /64 that one household or one server has.

    Behind a proxy it is the last entry of X-Forwarded-For, the only one that the proxy itself wrote.
    """
    written = request.META.get("REMOTE_ADDR", "")
    if settings.API_TRUSTS_PROXY:
        written = request.headers.get("X-Forwarded-For", written).split(",")[-1].strip()
    try:
        address = ip_address(written)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), 64), strict=False))
    return str(address)
