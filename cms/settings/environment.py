"""The one door through which settings come from the environment."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cms.settings import values


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
    IMPORT_DIR: Path | None = _variable(
        "A folder from which administrators import exports of WordPress that are too large to upload",
        "/srv/union/import",
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

    _split_hosts = field_validator("ALLOWED_HOSTS", mode="before")(values.split_hosts)
    _split_origins = field_validator("API_ORIGINS", mode="before")(values.split_origins)
    _known_rate = field_validator("API_RATE")(values.known_rate)
    _known_frontend_cache = field_validator("FRONTEND_CACHE_URL")(values.known_frontend_cache)
    _long_key = field_validator("SECRET_KEY")(values.long_key)
    _plain_site_url = field_validator("SITE_URL", "FRONTEND_URL")(values.plain_site_url)
    _known_database = field_validator("DATABASE_URL")(values.known_database)
    _known_cache = field_validator("CACHE_URL")(values.known_cache)
    _known_search = field_validator("SEARCH_URL")(values.known_search)
    _known_storage = field_validator("MEDIA_STORAGE")(values.known_storage)
    _a_public_key = field_validator("ORIGINALS_KEY")(values.a_public_key)
    _known_email = field_validator("EMAIL_URL")(values.known_email)
    _an_address = field_validator("EMAIL_FROM")(values.an_address)
    _known_time_zone = field_validator("TIME_ZONE")(values.known_time_zone)


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
