"""How often one visitor may ask the API. What is counted stands in the cache alone, and not for long.

An address is counted as a hash that is salted at random; the salt is made anew every hour and stands
nowhere else, so nobody can tell afterwards whose count it was.
"""

import secrets
import time
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from cms.api.problems import answer

# A cache of its own, so that a flood of addresses pushes nothing else out.
CACHE = "throttle"
SALT_SECONDS = 60 * 60


class ThrottleMiddleware:
    """Answers 429 to who asks more often than API_RATE says, before anything is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.API_RATE is None:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.most, self.seconds = settings.API_RATE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.API_PATH):
            return self.get_response(request)
        window, passed = divmod(int(time.time()), self.seconds)
        if self._count(visitor(request), window) <= self.most:
            return self.get_response(request)
        wait = self.seconds - passed
        refusal = answer("too-many-requests", f"Ask again in {wait} seconds.")
        refusal["Retry-After"] = str(wait)
        return refusal

    def _count(self, who: str, window: int) -> int:
        """How often somebody has asked in a window of time, this once among them."""
        cache = caches[CACHE]
        salt = cache.get("salt")
        if salt is None:
            salt = cache.get_or_set("salt", lambda: secrets.token_bytes(32), SALT_SECONDS)
        key = blake2b(f"{window}.{who}".encode(), key=salt, digest_size=16).hexdigest()
        if cache.add(key, 1, self.seconds):
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
