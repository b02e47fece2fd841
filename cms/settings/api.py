"""What the environment means to the API: who may read it from a browser, how often, and what caches keep."""

from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from cms.settings.environment import Environment

# Where all of the API is, and the part of it that everybody reads.
ROOT, PATH = "/api/", "/api/v2/"
PERIODS = {"second": 1, "minute": 60, "hour": 60 * 60}
# How long caches may still give an old answer while they ask for the new one.


STALE_SECONDS = 60
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}


def shared_seconds(caches: dict[str, dict[str, Any]]) -> int:
    """How long caches between site and reader may give an answer without asking.

    What is withdrawn must be gone soon: only a cache that is told of every change keeps it for longer.
    """
    return 60 * 60 if any(cache["BY_KEY"] for cache in caches.values()) else 60


def cors(environment: Environment) -> dict[str, Any]:
    """Which scripts may read the API in a browser. No cookie is taken from any of them."""
    is_open = is_for_all(environment)
    frontend = [environment.FRONTEND_URL] if environment.FRONTEND_URL else []
    return {
        "CORS_URLS_REGEX": rf"^{PATH}",
        "CORS_ALLOWED_ORIGINS": [] if is_open else [*environment.API_ORIGINS, *frontend],
        "CORS_ALLOW_METHODS": ["GET", "HEAD", "OPTIONS", "POST"],
        "CORS_ALLOW_HEADERS": ["accept", "content-type", "if-none-match", "if-modified-since"],
        "CORS_EXPOSE_HEADERS": ["ETag", "Last-Modified", "Link", "Retry-After"],
    }


def is_for_all(environment: Environment) -> bool:
    """Whether the scripts of every site may read the API."""
    return environment.API_ORIGINS == ["*"]


def rate(environment: Environment) -> tuple[int, int] | None:
    """How many requests one address may make in how many seconds; None for as many as it likes."""
    if not environment.API_RATE:
        return None
    number, period = environment.API_RATE.split("/")
    return int(number), PERIODS[period]


def frontend_caches(environment: Environment) -> dict[str, dict[str, Any]]:
    """The cache before the site that is told of changes, as Wagtail wants to know it."""
    if not environment.FRONTEND_CACHE_URL:
        return {}
    parts = urlsplit(environment.FRONTEND_CACHE_URL)
    return {
        "default": {
            "BACKEND": "cms.purging.FrontendCache",
            "LOCATION": urlunsplit((parts.scheme, parts.netloc, "", "", "")),
            "BY_KEY": parse_qs(parts.query).get("keys") == ["1"],
        }
    }
