"""Where a webhook may lead: to public addresses alone.

An administrator's account that fell into wrong hands must not become a way into the network
behind the site. Names are resolved once; every address that comes back is checked, and the
connection goes to the address that was checked, so that a name cannot change its mind in between.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from cms.webhooks.states import Problem

SECONDS_TO_RESOLVE = 3
PORTS = {"https": 443, "http": 80}
NAT64 = ip_network("64:ff9b::/96")
GLOBAL_V6 = ip_network("2000::/3")
# Inside 2000::/3, but of special use: among them tunnels that carry an address of version 4.
SPECIAL_V6 = [ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
SPECIAL_V4 = [ip_network(block) for block in ("192.88.99.0/24", "240.0.0.0/4")]


class WrongAddressError(ValueError):
    """An address that no webhook may have; says why in one sentence."""


class UnreachableError(Exception):
    """A receiver that cannot be asked, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Destination:
    is_encrypted: bool
    host: str
    port: int
    target: str


def read(url: str) -> Destination:
    """The parts of an address. Raises WrongAddressError for what no webhook may have."""
    if any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in url):
        raise WrongAddressError(_("An address has no spaces and no control signs."))
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # a name that is too long among them: UnicodeError is one
        raise WrongAddressError(_("This is not an address of the web.")) from None
    if parts.scheme not in PORTS or not host or port == 0:
        raise WrongAddressError(_("This is not an address of the web. It begins with https://"))
    if parts.scheme == "http" and not settings.WEBHOOKS_TO_PRIVATE:
        raise WrongAddressError(_("The address must begin with https://, so that nobody can read along."))
    if "@" in parts.netloc:
        raise WrongAddressError(_("The address must not hold a name or password. The secret is enough."))
    if parts.fragment:
        raise WrongAddressError(_("The address must not hold a #."))
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Destination(parts.scheme == "https", host, port or PORTS[parts.scheme], target or "/")


def addresses_of(destination: Destination) -> list[str]:
    """The addresses of the host, all of them checked. Raises UnreachableError, also where one is private."""
    found = _resolve(destination.host, destination.port)
    if not settings.WEBHOOKS_TO_PRIVATE and not all(map(is_public, found)):
        raise UnreachableError(Problem.PRIVATE)
    return found


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, whatever form of another one it wraps."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return _is_public_v4(ip.ipv4_mapped)
        if ip in NAT64:
            return _is_public_v4(IPv4Address(int(ip) & 0xFFFFFFFF))
        is_plain = ip in GLOBAL_V6 and not any(ip in block for block in SPECIAL_V6)
        return is_plain and ip.scope_id is None
    return _is_public_v4(ip)


def _is_public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in SPECIAL_V4)


def _resolve(host: str, port: int) -> list[str]:
    """In a thread of its own, since the system's resolver knows no limit of time."""
    answers: SimpleQueue[list[str]] = SimpleQueue()
    Thread(target=lambda: answers.put(_addresses(host, port)), daemon=True).start()
    try:
        found = answers.get(timeout=SECONDS_TO_RESOLVE)
    except Empty:
        found = []
    if not found:
        raise UnreachableError(Problem.NO_NAME)
    return found


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))
