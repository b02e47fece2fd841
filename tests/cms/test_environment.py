"""Settings come through one door, and a wrong value stops the start with one sentence."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.storage import storages
from django.db import ConnectionHandler

from cms.settings import services
from cms.settings.environment import ConfigurationError, Environment, read_environment, require

ROOT = Path(__file__).resolve().parent.parent.parent
LONG_KEY = "k" * 50
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(80)),
    "SITE_URL": "https://union.example.org",
    "ALLOWED_HOSTS": "union.example.org",
}


@pytest.fixture
def environment(monkeypatch):
    """Reads the environment that holds these variables of ours and no others."""

    def read(**variables: str) -> Environment:
        for name in Environment.model_fields:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_environment()

    return read


def run_check(tmp_path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("SECRET_KEY", "short"),
        ("SITE_URL", "union.example.org"),
        ("SITE_URL", "https://union.example.org/path"),
        ("SITE_URL", "https://union.example.org:port"),
        ("SITE_URL", "https://[union"),
        ("FRONTEND_URL", "https://www.union.example.org/preview"),
        ("ALLOWED_HOSTS", "https://union.example.org"),
        ("PORT", "http"),
        ("PORT", "70000"),
        ("WEB_WORKERS", "0"),
        ("BEHIND_PROXY", "nginx"),
        ("API_ORIGINS", "app.example.org"),
        ("API_ORIGINS", "*,https://app.example.org"),
        ("API_ORIGINS", "https://app.example.org/"),
        ("API_RATE", "300"),
        ("API_RATE", "0/minute"),
        ("API_RATE", "300/day"),
        ("FRONTEND_CACHE_URL", "varnish:6081"),
        ("FRONTEND_CACHE_URL", "http://127.0.0.1:6081/purge"),
        ("FRONTEND_CACHE_URL", "http://127.0.0.1:6081?key=1"),
        ("DATABASE_URL", "mysql://localhost/union"),
        ("DATABASE_URL", "postgres://localhost"),
        ("DATABASE_URL", "postgres://localhost:port/union"),
        ("CACHE_URL", "memcached://localhost"),
        ("CACHE_URL", "redis://localhost:port/0"),
        ("MEDIA_STORAGE", "/srv/media"),
        ("MEDIA_STORAGE", "s3://"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:port"),
        ("TIME_ZONE", "Hong Kong"),
        ("TIME_ZONE", "../etc"),
    ],
)
def test_a_malformed_variable_stops_the_start_with_its_name_and_an_example(environment, name, value):
    with pytest.raises(ConfigurationError) as stopped:
        environment(**{name: value})
    sentence = str(stopped.value)
    assert re.fullmatch(rf"{name} [^\n]+\. Example: {name}=\S+", sentence), sentence


@pytest.mark.parametrize("name", Environment.model_fields)
def test_the_example_of_a_variable_is_itself_valid(environment, name):
    example = Environment.model_fields[name].examples[0]
    if name == "SECRET_KEY":
        example = LONG_KEY
    environment(**{name: example})


def test_an_empty_variable_counts_as_not_given(environment):
    assert environment(PORT="", ALLOWED_HOSTS="", DATABASE_URL="").PORT == 8000


def test_hosts_stand_with_commas_between_them(environment):
    assert environment(ALLOWED_HOSTS="a.example.org, b.example.org,").ALLOWED_HOSTS == [
        "a.example.org",
        "b.example.org",
    ]


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_a_required_variable_that_is_missing_is_named(environment, name):
    with pytest.raises(ConfigurationError, match=rf"^{name} is missing.*Example: {name}="):
        require(environment(), name)


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(tmp_path, name):
    done = run_check(tmp_path, **{**PRODUCTION, name: ""})
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [done.stderr.strip()]
    assert done.stderr.startswith(f"{name} is missing")


def test_a_malformed_variable_gives_no_traceback(tmp_path):
    done = run_check(tmp_path, PORT="http")
    assert done.returncode == 1
    assert done.stderr.startswith("PORT is not valid")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("SITE_URL", "http://union.example.org"), ("DEBUG", "1"), ("WEBHOOKS_TO_PRIVATE", "1")],
    ids=["http", "debug", "private"],
)
def test_production_refuses_what_is_unsafe(tmp_path, name, value):
    done = run_check(tmp_path, **{**PRODUCTION, name: value})
    assert done.returncode == 1
    assert re.fullmatch(rf"{name} must be[^\n]+", done.stderr.strip())


def test_the_deployment_check_is_clean_in_production(tmp_path):
    done = run_check(tmp_path, "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(environment, tmp_path):
    settings = environment()
    key = services.secret_key(settings, tmp_path)
    assert len(key) >= 50
    assert services.secret_key(settings, tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_given_secret_key_leaves_no_file(environment, tmp_path):
    assert services.secret_key(environment(SECRET_KEY=LONG_KEY), tmp_path) == LONG_KEY
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_named(environment, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match=r"^DATA_DIR is a folder that cannot be written"):
        services.secret_key(environment(), tmp_path / "file" / "folder")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000)]
)
def test_a_new_sqlite_file_takes_many_readers_and_a_writer(environment, tmp_path, pragma, value):
    connection = ConnectionHandler({"default": services.database(environment(), tmp_path)})["default"]
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    connection.close()


def test_the_database_lies_in_the_data_folder_unless_told_otherwise(environment, tmp_path):
    assert services.database(environment(), tmp_path)["NAME"] == str(tmp_path / "db.sqlite3")


def test_a_postgres_address_is_followed(environment, tmp_path):
    settings = environment(DATABASE_URL="postgres://amina:s%20cret@db.example.org:5433/union")
    database = services.database(settings, tmp_path)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    shown = {key: database[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")}
    assert shown == {
        "HOST": "db.example.org",
        "PORT": 5433,
        "NAME": "union",
        "USER": "amina",
        "PASSWORD": "s cret",
    }


def test_a_redis_address_is_followed(environment, settings):
    address = "redis://cache.example.org:6380/2"
    settings.CACHES = {"default": services.cache(environment(CACHE_URL=address))}
    pool = caches.create_connection("default")._cache._get_connection_pool(write=True)
    assert pool.connection_kwargs["host"] == "cache.example.org"
    assert pool.connection_kwargs["port"] == 6380
    assert pool.connection_kwargs["db"] == 2


def test_several_workers_need_a_cache_that_they_share(environment):
    with pytest.raises(ConfigurationError, match=r"^CACHE_URL must be shared.*Example: CACHE_URL="):
        services.cache(environment(WEB_WORKERS="2"))
    services.cache(environment(WEB_WORKERS="2", CACHE_URL="redis://localhost"))


def test_uploads_go_to_the_bucket(environment, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    address = "s3://uploads?region=ap-east-1&endpoint=https://s3.example.org"
    storage = storages.create_storage(services.media_storage(environment(MEDIA_STORAGE=address)))
    assert storage.bucket.name == "uploads"
    assert storage.region_name == "ap-east-1"
    assert storage.connection.meta.client.meta.endpoint_url == "https://s3.example.org"
    assert storage.url("images/a.webp").startswith("https://s3.example.org/uploads/images/a.webp")


@pytest.mark.parametrize(
    "address", ["s3://uploads", "s3://uploads?region=x&endpoint=https://s3.example.org:9000/path"]
)
def test_the_policy_allows_pictures_from_the_bucket(environment, monkeypatch, address):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    read = environment(MEDIA_STORAGE=address)
    url = storages.create_storage(services.media_storage(read)).url("images/a.webp")
    assert [url.startswith(f"{origin}/") for origin in services.media_origins(read)] == [True]
    assert "?" not in url


def test_the_bucket_stands_in_the_policy(tmp_path):
    code = "from cms.settings import base; print(base.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'])"
    env = {"DATA_DIR": str(tmp_path), "MEDIA_STORAGE": "s3://uploads", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)
    assert "https://uploads.s3.amazonaws.com" in done.stdout


def test_uploads_go_to_files_by_default(environment, tmp_path):
    storage = storages.create_storage(services.media_storage(environment()))
    assert storage.path("a.webp").endswith("/media/a.webp")


@pytest.mark.parametrize(("query", "tls", "ssl"), [("?tls=1", True, False), ("?ssl=1", False, True)])
def test_mail_goes_to_the_server(environment, query, tls, ssl):
    address = f"smtp://amina%40example.org:s%2Fcret@mail.example.org:587{query}"
    mail = services.email(environment(EMAIL_URL=address))
    assert mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example.org", 587)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("amina@example.org", "s/cret")
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (tls, ssl)


def test_mail_is_printed_by_default(environment):
    assert services.email(environment()) == {
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"
    }


def test_short_tasks_never_wait_for_a_worker(environment):
    at_once, with_a_worker = services.tasks(environment()), services.tasks(environment(TASKS="database"))
    assert at_once["default"] == at_once["background"] == with_a_worker["default"]


def test_a_worker_takes_long_tasks_from_the_database(tmp_path):
    code = (
        "import django; django.setup(); from cms.media.tasks import extract_text;"
        " print(type(extract_text.get_backend()).__name__)"
    )
    env = {"DATA_DIR": str(tmp_path), "TASKS": "database", "PATH": os.environ["PATH"]}
    env["DJANGO_SETTINGS_MODULE"] = "cms.settings.base"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stdout.strip() == "DatabaseBackend"


@pytest.mark.parametrize("setting", ["WAGTAIL_ENABLE_UPDATE_CHECK", "WAGTAIL_ENABLE_WHATS_NEW_BANNER"])
def test_nothing_calls_home(admin_client, settings, setting):
    page = admin_client.get("/admin/").content.decode()
    assert "releases.wagtail.org" not in page
    assert "gravatar" not in page
    assert getattr(settings, setting) is False


def test_the_readme_lists_every_variable_and_no_other():
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(Environment.model_fields)
