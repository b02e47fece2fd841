"""`make site` prepares what is missing, once."""

import socket
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Site

from cms.settings.environment import Environment
from home import preparing, serving
from tests.factories import DocumentFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture
def called(monkeypatch, settings, tmp_path) -> list[str]:
    """An empty data folder, and the long commands that would be run."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    names: list[str] = []

    def call(name: str, **options: object) -> None:
        names.append(name)
        if name == "collectstatic":
            settings.STATIC_ROOT.mkdir(exist_ok=True)

    monkeypatch.setattr(preparing, "call_command", call)
    return names


@pytest.fixture
def administrator(settings, monkeypatch):
    def _administrator(**variables: str) -> None:
        for name in ("ADMIN_USERNAME", "ADMIN_PASSWORD"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.ENVIRONMENT = Environment()

    return _administrator


def prepare() -> list[str]:
    """Prepares and gives what was said."""
    said: list[str] = []
    preparing.prepare(said.append)
    return said


def test_a_release_that_wants_other_sizes_of_pictures_makes_them_once(called, administrator, monkeypatch):
    administrator()
    prepare()
    ImageFactory()
    called.clear()
    prepare()
    assert called == []
    monkeypatch.setattr(preparing, "FINGERPRINT", "width-1")
    prepare()
    prepare()
    assert called == ["make_renditions"]


def test_documents_that_nobody_has_read_yet_are_read_once(called, administrator, monkeypatch):
    administrator()
    prepare()
    asked: list[int] = []
    monkeypatch.setattr(preparing, "extract_text", SimpleNamespace(enqueue=asked.append))
    waiting, _ = DocumentFactory(), DocumentFactory(text_state="failed")
    assert "Reading the text of documents" in prepare()
    assert asked == [waiting.pk]


def test_the_first_run_collects_styles_and_loads_the_sample(called, administrator):
    administrator()
    said = prepare()
    assert called == ["collectstatic", "load_sample"]
    assert any("clear_sample" in words for words in said)


def test_the_second_run_changes_nothing_and_says_nothing(called, administrator):
    administrator()
    prepare()
    called.clear()
    assert prepare() == []
    assert called == []
    assert User.objects.count() == 1


def test_the_sample_that_was_removed_does_not_come_back(called, administrator):
    administrator()
    prepare()
    User.objects.all().delete()
    called.clear()
    prepare()
    assert called == []
    assert not User.objects.exists()


def test_a_first_run_that_was_broken_off_is_taken_up_again(called, administrator, monkeypatch):
    administrator()

    def break_off(name: str, **options: object) -> None:
        if name == "load_sample":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "call_command", break_off)
        with pytest.raises(KeyboardInterrupt):
            prepare()
    prepare()
    assert "load_sample" in called
    assert User.objects.count() == 1


def test_changed_styles_are_collected_again(called, administrator, monkeypatch):
    administrator()
    prepare()
    called.clear()
    monkeypatch.setattr(preparing, "_static_fingerprint", lambda: "another")
    assert prepare() == ["Collecting styles and scripts"]
    assert called == ["collectstatic"]


def test_styles_that_were_removed_are_collected_again(called, administrator, settings):
    administrator()
    prepare()
    called.clear()
    settings.STATIC_ROOT.rmdir()
    prepare()
    assert called == ["collectstatic"]


def test_a_database_that_lacks_migrations_gets_them(called, administrator, monkeypatch):
    administrator()
    monkeypatch.setattr(preparing.MigrationExecutor, "migration_plan", lambda self, targets: ["one", "two"])
    assert "Preparing the database (2 steps)" in prepare()
    assert called[0] == "migrate"


def test_the_given_administrator_can_sign_in(called, administrator, client):
    administrator(ADMIN_USERNAME="amina", ADMIN_PASSWORD="a-long-sentence-of-mine")
    said = " ".join(prepare())
    assert "amina" in said
    assert "a-long-sentence-of-mine" not in said
    assert client.login(username="amina", password="a-long-sentence-of-mine")
    assert client.get("/admin/").status_code == 200


def test_a_random_password_is_shown_once_and_works(called, administrator, client):
    administrator()
    said = next(words for words in prepare() if "password:" in words)
    password = said.partition("password: ")[2].split()[0]
    assert len(password) >= 16
    assert client.login(username="admin", password=password)


def test_where_there_is_an_administrator_none_is_made(called, administrator):
    administrator()
    UserFactory(is_superuser=True)
    assert not any("password" in words for words in prepare())
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "hostname", "port"),
    [
        ("https://union.example.org", "union.example.org", 443),
        ("http://union.example.org", "union.example.org", 80),
        ("http://localhost:8123", "localhost", 8123),
    ],
)
def test_the_site_follows_its_address(called, administrator, settings, client, address, hostname, port):
    administrator()
    settings.SITE_URL = address
    prepare()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_url) == (hostname, port, address)
    assert f"<loc>{address}/</loc>" in client.get("/sitemap-en.xml").content.decode()


def test_a_port_is_free_until_somebody_listens():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        assert "in use" in serving.problem_with("127.0.0.1", port)
    assert serving.problem_with("127.0.0.1", port) is None


def test_a_port_in_use_is_named_with_another_one(settings, monkeypatch):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        settings.ENVIRONMENT = Environment()
        with pytest.raises(CommandError, match=rf"^Port {port} is in use.*PORT={port + 1} make site$"):
            call_command("site")


def test_preparing_only_does_not_serve(called, administrator, monkeypatch, capsys):
    administrator()
    monkeypatch.setattr("home.management.commands.site.serve", lambda *_: pytest.fail("served"))
    call_command("site", "--prepare-only")
    assert "→ Collecting styles and scripts" in capsys.readouterr().out


def test_serving_says_where_and_how_to_sign_in(called, administrator, monkeypatch, capsys, settings):
    administrator(ADMIN_USERNAME="amina")
    monkeypatch.setattr("home.management.commands.site.problem_with", lambda *_: None)
    monkeypatch.setattr(
        "home.management.commands.site.serve", lambda host, port, when_ready: when_ready() or 0
    )
    with pytest.raises(SystemExit) as stopped:
        call_command("site")
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    for words in (f"{settings.SITE_URL}/admin/", "amina", f"{settings.SITE_URL}/api/v2/", "Ctrl+C"):
        assert words in said


class Server:
    """A server that runs for some minutes and ends with a code."""

    def __init__(self, minutes: int, code: int) -> None:
        self.minutes, self.code = minutes, code

    def wait(self, seconds: float) -> int:
        self.minutes -= 1
        if self.minutes >= 0:
            raise subprocess.TimeoutExpired("gunicorn", seconds)
        return self.code


@pytest.fixture
def served(monkeypatch):
    def _served(minutes: int, code: int) -> tuple[int, list[str], list[str]]:
        commands: list[str] = []
        scheduled: list[str] = []
        monkeypatch.setattr(serving.signal, "signal", lambda *_: None)
        monkeypatch.setattr(serving, "close_old_connections", lambda: None)
        monkeypatch.setattr(serving, "_warm", lambda host, port: None)
        monkeypatch.setattr(serving, "call_command", lambda name, **_: scheduled.append(name))
        monkeypatch.setattr(
            serving.subprocess, "Popen", lambda command: commands.extend(command) or Server(minutes, code)
        )
        return serving.serve("::1", 8000, lambda: None), commands, scheduled

    return _served


@pytest.mark.parametrize(("code", "given"), [(0, 0), (-15, 0), (-2, 0), (1, 1), (-9, 1)])
def test_being_stopped_is_a_good_end_and_a_crash_is_not(served, code, given):
    assert served(0, code)[0] == given


def test_the_clock_does_what_is_due_once_a_minute(served):
    assert served(3, 0)[2] == ["run_due"] * 3


def test_the_server_is_ready_when_its_first_page_has_come():
    asked = []

    class Home(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Home) as server:
        Thread(target=server.handle_request).start()
        serving._warm("0.0.0.0", server.server_port)  # noqa: S104  # as HOST names all interfaces
    assert asked == ["/"]


def test_an_address_of_version_six_stands_in_brackets(served):
    assert "[::1]:8000" in served(0, 0)[1]


def test_an_address_of_no_machine_is_named():
    assert "HOST=999.1.1.1" in serving.problem_with("999.1.1.1", 8000)
