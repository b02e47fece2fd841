"""What the values of single variables must be. Each check gives the value back or raises ValueError."""

import re
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import dj_database_url


def split_hosts(value: str | list[str]) -> list[str]:
    if not isinstance(value, str):
        return value
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if any("/" in host or " " in host for host in hosts):
        raise ValueError("takes names of hosts, not addresses with http:// or a path")
    return hosts


def split_origins(value: str | list[str]) -> list[str]:
    if not isinstance(value, str):
        return value
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if origins != ["*"] and not all(re.fullmatch(r"https?://[^/?#\s*@]+", origin) for origin in origins):
        raise ValueError("takes * alone, or http:// or https:// and a host, without a path")
    return origins


def known_rate(value: str) -> str:
    if value and not re.fullmatch(r"[1-9][0-9]{0,6}/(second|minute|hour)", value):
        raise ValueError("takes a number, a slash and second, minute or hour")
    return value


def known_frontend_cache(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(_one_of_schemes(value, "http", "https"))
    if not parts.hostname or parts.path.strip("/") or parts.query not in ("", "keys=1"):
        raise ValueError("takes a host and a port; nothing but ?keys=1 may follow")
    return value


def long_key(value: str | None) -> str | None:
    if value is not None and len(value) < 50:
        raise ValueError("needs at least 50 characters")
    return value


def plain_site_url(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ValueError("must be http:// or https:// and a host, without a path")
    _require_port_in_figures(value)
    return value.rstrip("/")


def known_database(value: str | None) -> str | None:
    if value is None:
        return None
    scheme = urlsplit(value).scheme
    if ":memory:" in value:
        raise ValueError("must name a file: what is kept in memory alone is lost")
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("must begin with postgres:// or sqlite://")
    if not dj_database_url.parse(value).get("NAME"):
        raise ValueError("names no database")
    return value


def known_cache(value: str) -> str:
    return _one_of_schemes(value, "locmem", "redis", "rediss")


def known_search(value: str | None) -> str | None:
    return _one_of_schemes(value, "http", "https") if value else None


def known_storage(value: str) -> str:
    if value == "files":
        return value
    _one_of_schemes(value, "s3")
    if not urlsplit(value).hostname:
        raise ValueError("names no bucket")
    return value


def a_public_key(value: str) -> str:
    if not value:
        return value
    if value.upper().startswith("AGE-SECRET-KEY"):
        raise ValueError("is a secret key: give the public one, and keep this one away from the server")
    import pyrage  # a library that few need

    try:
        pyrage.x25519.Recipient.from_str(value)
    except pyrage.RecipientError:
        raise ValueError("must be a public key of age, which begins with age1") from None
    return value


def known_email(value: str) -> str:
    return _one_of_schemes(value, "console", "smtp")


def an_address(value: str) -> str:
    if "@" not in value:
        raise ValueError("must be an e-mail address")
    return value


def known_time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("is not a known time zone")
    return value


def _one_of_schemes(value: str, *schemes: str) -> str:
    if urlsplit(value).scheme not in schemes:
        raise ValueError("must begin with " + " or ".join(f"{scheme}://" for scheme in schemes))
    _require_port_in_figures(value)
    return value


def _require_port_in_figures(address: str) -> None:
    try:
        _ = urlsplit(address).port
    except ValueError:
        raise ValueError("has a port that is not a number from 0 to 65535") from None
