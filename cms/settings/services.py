"""What the environment means to Django: database, cache, uploads, mail, tasks."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url

from cms.settings.environment import Environment, stop


def secret_key(environment: Environment, data_dir: Path) -> str:
    """The given key, else the one kept in DATA_DIR, made on first use."""
    if environment.SECRET_KEY:
        return environment.SECRET_KEY
    path = data_dir / "secret-key"
    if data_dir.exists() and not data_dir.is_dir():
        raise stop("DATA_DIR", "is a file, but must be a folder")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    except OSError as error:
        raise stop("DATA_DIR", f"is a folder that cannot be written ({error.strerror})") from None
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def database(environment: Environment, data_dir: Path) -> dict[str, Any]:
    url = environment.DATABASE_URL or f"sqlite:///{data_dir / 'db.sqlite3'}"
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["CONN_MAX_AGE"] = None
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                " PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY"
            ),
        }
    else:
        found["CONN_HEALTH_CHECKS"] = True
    return found


def cache(environment: Environment, name: str = "", entries: int = 20_000) -> dict[str, Any]:
    """One cache; those of other names share a Redis but never their keys."""
    if environment.CACHE_URL.startswith("locmem:"):
        if environment.WEB_WORKERS > 1:
            raise stop("CACHE_URL", "must be shared when WEB_WORKERS is more than one")
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": entries},
        }
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.CACHE_URL,
        "KEY_PREFIX": f"union.{name}" if name else "union",
    }


def search(environment: Environment, *, database: str, opensearch: str) -> dict[str, Any]:
    """The engine of the search: the database's own, or OpenSearch; given the modules of both."""
    if not environment.SEARCH_URL:
        return {"BACKEND": database}
    if find_spec("opensearchpy") is None:
        raise stop("SEARCH_URL", "needs the package opensearch-py: pip install opensearch-py")
    return {"BACKEND": opensearch, "URLS": [environment.SEARCH_URL], "INDEX": "union"}


def media_storage(environment: Environment) -> dict[str, Any]:
    if environment.MEDIA_STORAGE == "files":
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(environment.MEDIA_STORAGE)
    query = parse_qs(parts.query)
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": parts.hostname,
            "region_name": query.get("region", [None])[0],
            "endpoint_url": query.get("endpoint", [None])[0],
            "file_overwrite": False,
            # Pages are kept longer than a signed address lasts: everybody may read images/.
            "querystring_auth": False,
        },
    }


def media_origins(environment: Environment) -> list[str]:
    """Where browsers fetch pictures from, if that is not the site itself."""
    if environment.MEDIA_STORAGE == "files":
        return []
    options = media_storage(environment)["OPTIONS"]
    if endpoint := options["endpoint_url"]:
        parts = urlsplit(endpoint)
        return [f"{parts.scheme}://{parts.netloc}"]
    return [f"https://{options['bucket_name']}.s3.amazonaws.com"]


def email(environment: Environment) -> dict[str, Any]:
    parts = urlsplit(environment.EMAIL_URL)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    query = parse_qs(parts.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls") == ["1"],
        "EMAIL_USE_SSL": query.get("ssl") == ["1"],
        "EMAIL_TIMEOUT": 10,
    }


# How long one document may be read: while somebody waits for the upload's answer, and behind their back.
SECONDS = {"immediate": 20, "database": 600}


def tasks(environment: Environment) -> dict[str, Any]:
    """What is short is done at once; what may take minutes goes to a worker, where there is one.

    The default stays immediate: what is public depends on it, such as which page shows which document.
    """
    at_once = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    waiting = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    return {"default": at_once, "background": waiting if environment.TASKS == "database" else at_once}
