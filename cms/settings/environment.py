"""The one door through which settings come from the environment."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import dj_database_url
from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class ConfigurationError(SystemExit):
    """A variable is missing or malformed: the start stops with one sentence."""


def _variable(help_text: str, example: str, default: Any = None) -> Any:
    return Field(default=default, description=help_text, examples=[example])


class Environment(BaseSettings):
    """Every variable that the project reads. The README's table lists the same ones."""

    model_config = SettingsConfigDict(case_sensitive=True, env_ignore_empty=True, extra="ignore", frozen=True)

    DEBUG: bool = _variable("Show tracebacks and reload templates; never in public", "1", False)
    DATA_DIR: Path = _variable(
        "Folder of all that must outlive a restart: database, uploads, secret key",
        "/srv/union",
        Path("var"),
    )
    SECRET_KEY: str | None = _variable(
        "Signs sessions; made and kept in DATA_DIR when not given, required in production",
        "fifty-or-more-random-characters",
    )
    SITE_URL: str | None = _variable(
        "The public address of the site, without a path; required in production",
        "https://union.example.org",
    )
    FRONTEND_URL: str | None = _variable(
        "A frontend, without a path: editors preview drafts there, at /preview",
        "https://www.union.example.org",
    )
    ALLOWED_HOSTS: Annotated[list[str], NoDecode] = _variable(
        "Host names that the site answers to, with commas between them; required in production",
        "union.example.org,www.union.example.org",
        [],
    )
    HOST: str = _variable("Address that the server listens on", "192.0.2.10", "127.0.0.1")
    PORT: int = Field(
        default=8000, ge=1, le=65535, description="Port that the server listens on", examples=["80"]
    )
    WEB_WORKERS: int = Field(
        default=1,
        ge=1,
        le=64,
        description="Server processes; more than one needs a CACHE_URL that they share",
        examples=["4"],
    )
    BEHIND_PROXY: bool = _variable(
        "Trust X-Forwarded-Proto and the last X-Forwarded-For of the front server, which must write both",
        "1",
        False,
    )
    API_ORIGINS: Annotated[list[str], NoDecode] = _variable(
        "Whose scripts may read the API in a browser: * or origins with commas between them",
        "https://www.union.example.org,https://app.example.org",
        ["*"],
    )
    API_RATE: str = _variable(
        "How often one address may ask the API, a second, minute or hour; no limit when not given",
        "300/minute",
        "",
    )
    API_V3_PREVIEW: bool = _variable(
        "Let scripts write through Wagtail's API v3, by tokens; a preview that may change at any release",
        "1",
        False,
    )
    FRONTEND_CACHE_URL: str | None = _variable(
        "A cache before the site that takes PURGE for an address; with ?keys=1 also for the keys of answers",
        "http://127.0.0.1:6081?keys=1",
    )
    DATABASE_URL: str | None = _variable(
        "The database; SQLite in DATA_DIR when not given", "postgres://user:password@localhost/union"
    )
    SEARCH_URL: str | None = _variable(
        "An OpenSearch server for the search; the database searches by itself when not given",
        "https://user:password@search.example.org:9200",
    )
    CACHE_URL: str = _variable(
        "locmem:// (memory of the process) or a Redis address", "redis://localhost:6379/0", "locmem://"
    )
    MEDIA_STORAGE: str = _variable(
        "Where uploads are kept: files (in DATA_DIR) or an S3 bucket, with its region and, for"
        " another provider, endpoint; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        "s3://bucket?region=ap-east-1&endpoint=https://s3.example.org",
        "files",
    )
    BACKUP_DIR: Path | None = _variable(
        "Where a backup is made each night; none is made when not given", "/mnt/backups"
    )
    BACKUP_KEEP: int = Field(
        default=14, ge=1, description="How many of the site's backups stay there", examples=["14"]
    )
    BACKUP_RECIPIENT: str = _variable(
        "Seal backups for this key of age; who holds the other half opens them", "age1...", ""
    )
    BACKUP_PASSPHRASE_FILE: Path | None = _variable(
        "Or seal them with the first line of this file", "/etc/union/passphrase"
    )
    ORIGINALS_KEY: str = _variable(
        "A public age key: pictures are kept as they were before they were covered, sealed with it; they are"
        " deleted when not given",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "",
    )
    ORIGINALS_DAYS: int = Field(
        default=30, ge=1, le=3650, description="How many days they are kept", examples=["30"]
    )
    TASKS: Literal["immediate", "database"] = _variable(
        "Who reads the text of PDFs and calls webhooks: immediate does it at the upload, within seconds;"
        " database leaves it to a worker (manage.py db_worker --backend background)",
        "database",
        "immediate",
    )
    WEBHOOKS_TO_PRIVATE: bool = _variable(
        "Let webhooks lead to private addresses and to http://, for development; never in public", "1", False
    )
    EMAIL_URL: str = _variable(
        "Outgoing mail: console:// prints it, smtp:// sends it (?tls=1 or ?ssl=1)",
        "smtp://user:password@mail.example.org:587?tls=1",
        "console://",
    )
    EMAIL_FROM: str = _variable(
        "Sender of the mail that the site sends", "site@union.example.org", "site@localhost"
    )
    TIME_ZONE: str = _variable("Time zone of dates in pages and admin", "Asia/Hong_Kong", "Asia/Hong_Kong")
    ADMIN_USERNAME: str = _variable("First administrator, made on the first run", "amina", "admin")
    ADMIN_PASSWORD: str | None = _variable(
        "The first administrator's password; made and printed once when not given",
        "a-long-sentence-of-your-own",
    )

    @field_validator("ALLOWED_HOSTS", mode="before")
    @classmethod
    def _split_hosts(cls, value: str | list[str]) -> list[str]:
        if not isinstance(value, str):
            return value
        hosts = [host.strip() for host in value.split(",") if host.strip()]
        if any("/" in host or " " in host for host in hosts):
            raise ValueError("takes names of hosts, not addresses with http:// or a path")
        return hosts

    @field_validator("API_ORIGINS", mode="before")
    @classmethod
    def _split_origins(cls, value: str | list[str]) -> list[str]:
        if not isinstance(value, str):
            return value
        origins = [origin.strip() for origin in value.split(",") if origin.strip()]
        if origins != ["*"] and not all(re.fullmatch(r"https?://[^/?#\s*@]+", origin) for origin in origins):
            raise ValueError("takes * alone, or http:// or https:// and a host, without a path")
        return origins

    @field_validator("API_RATE")
    @classmethod
    def _known_rate(cls, value: str) -> str:
        if value and not re.fullmatch(r"[1-9][0-9]{0,6}/(second|minute|hour)", value):
            raise ValueError("takes a number, a slash and second, minute or hour")
        return value

    @field_validator("FRONTEND_CACHE_URL")
    @classmethod
    def _known_frontend_cache(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(_one_of_schemes(value, "http", "https"))
        if not parts.hostname or parts.path.strip("/") or parts.query not in ("", "keys=1"):
            raise ValueError("takes a host and a port; nothing but ?keys=1 may follow")
        return value

    @field_validator("SECRET_KEY")
    @classmethod
    def _long_key(cls, value: str | None) -> str | None:
        if value is not None and len(value) < 50:
            raise ValueError("needs at least 50 characters")
        return value

    @field_validator("SITE_URL", "FRONTEND_URL")
    @classmethod
    def _plain_site_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value.rstrip("/"))
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
            raise ValueError("must be http:// or https:// and a host, without a path")
        _require_port_in_figures(value)
        return value.rstrip("/")

    @field_validator("DATABASE_URL")
    @classmethod
    def _known_database(cls, value: str | None) -> str | None:
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

    @field_validator("CACHE_URL")
    @classmethod
    def _known_cache(cls, value: str) -> str:
        return _one_of_schemes(value, "locmem", "redis", "rediss")

    @field_validator("SEARCH_URL")
    @classmethod
    def _known_search(cls, value: str | None) -> str | None:
        return _one_of_schemes(value, "http", "https") if value else None

    @field_validator("MEDIA_STORAGE")
    @classmethod
    def _known_storage(cls, value: str) -> str:
        if value == "files":
            return value
        _one_of_schemes(value, "s3")
        if not urlsplit(value).hostname:
            raise ValueError("names no bucket")
        return value

    @field_validator("ORIGINALS_KEY")
    @classmethod
    def _a_public_key(cls, value: str) -> str:
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

    @field_validator("EMAIL_URL")
    @classmethod
    def _known_email(cls, value: str) -> str:
        return _one_of_schemes(value, "console", "smtp")

    @field_validator("EMAIL_FROM")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if "@" not in value:
            raise ValueError("must be an e-mail address")
        return value

    @field_validator("TIME_ZONE")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        from zoneinfo import available_timezones

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


def read_environment(build: Callable[[], Environment] = Environment) -> Environment:
    """The validated environment. Raises ConfigurationError with one sentence."""
    try:
        return build()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        problem = re.sub(r"^Value error, ", "", first["msg"])
        if first["type"] != "value_error":
            problem = f"is not valid ({problem[0].lower()}{problem[1:]})"
        raise stop(name, problem) from None


def stop(name: str, problem: str) -> ConfigurationError:
    """The error that names a variable, what is wrong with it, and an example."""
    field: FieldInfo = Environment.model_fields[name]
    example = (field.examples or [""])[0]
    return ConfigurationError(f"{name} {problem}. Example: {name}={example}")


def require(environment: Environment, *names: str) -> None:
    """Raises ConfigurationError for the first variable that has no value."""
    for name in names:
        if not getattr(environment, name):
            raise stop(name, "is missing; production needs it")
