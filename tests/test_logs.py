"""What the servers write down of who asks: nothing, or a neighbourhood."""

import io
import logging
import os
import re
import shutil
import socket
import subprocess
import time

import pytest
from django.test import Client

from home.serving import command
from tests.databases import ROOT
from tests.site import free_port

VISITOR = "127.1.2.9"
REQUESTS = [
    b"GET /secret-page?q=asylum HTTP/1.0\r\nHost: localhost\r\nUser-Agent: Nokia\r\n\r\n",
    b"GET /fault HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"nonsense\r\n\r\n",
    b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
]
APPLICATION = """
def application(environ, start_response):
    if environ["PATH_INFO"] == "/fault":
        raise ValueError("a fault of ours")
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


def ask(port, request):
    """Sends some bytes from an address that no server has."""
    with socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(VISITOR, 0)) as connection:
        connection.sendall(request)
        try:
            while connection.recv(65_536):
                pass
        except ConnectionResetError:
            pass


def ask_all(port, requests=tuple(REQUESTS)):
    deadline = time.monotonic() + 30
    while True:
        try:
            ask(port, b"GET /up HTTP/1.0\r\n\r\n")
            break
        except OSError:
            assert time.monotonic() < deadline, "The server did not start."
            time.sleep(0.1)
    for request in requests:
        ask(port, request)


def test_the_application_server_writes_no_line_about_a_visitor(tmp_path):
    (tmp_path / "plain.py").write_text(APPLICATION)
    port, log = free_port(), tmp_path / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command("plain:application", f"127.0.0.1:{port}"), cwd=tmp_path, stdout=output, stderr=output
        )
        try:
            ask_all(port)
        finally:
            server.terminate()
            server.wait(20)
    written = log.read_text()
    assert "a fault of ours" in written
    assert not [word for word in (VISITOR, "secret-page", "asylum", "Nokia") if word in written]


@pytest.fixture
def log():
    """What the real application writes, with its own settings of the log."""
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    written, before = io.StringIO(), console.stream
    console.setStream(written)
    yield written
    console.setStream(before)


def written_of(log, words=("Maryam", "asylum", VISITOR)):
    return [word for word in words if word in log.getvalue()]


def asks(**options):
    return Client(raise_request_exception=False, REMOTE_ADDR=VISITOR, **options)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [("/Maryam/?q=asylum", 404), ("/api/v1/Maryam/", 404), ("/admin/login/?next=Maryam", 200)],
)
def test_the_application_writes_no_line_about_what_is_asked(log, path, status):
    assert asks().get(path).status_code == status
    assert log.getvalue() == ""


@pytest.mark.django_db
def test_a_form_that_came_from_elsewhere_is_written_down_nowhere(log):
    answer = asks(enforce_csrf_checks=True).post("/admin/login/?next=/Maryam/", {"username": "asylum"})
    assert answer.status_code == 403
    assert log.getvalue() == ""


@pytest.mark.django_db
def test_too_many_fields_leave_no_word_of_them(log, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    assert asks().post("/Maryam/takedown/", {"asylum": "Maryam", "text": "Maryam"}).status_code == 404
    assert asks().post("/takedown/?page=Maryam", {"asylum": "Maryam", "text": "Maryam"}).status_code == 400
    assert not written_of(log)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["punycode", "rot13", "undefined", "utf-7", "idna", "nonsense"])
@pytest.mark.parametrize("path", ["/takedown/yours/", "/comments/yours/", "/admin/login/", "/api/v1/"])
def test_words_in_a_strange_coding_are_refused_and_not_written_down(log, path, charset):
    kind = f"multipart/form-data; boundary=B; charset={charset}"
    body = b'--B\r\nContent-Disposition: form-data; name="code"\r\n\r\nMaryam-asylum-\xe9\r\n--B--\r\n'
    assert asks().generic("POST", path, body, content_type=kind).status_code == 400
    assert not written_of(log)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"'])
def test_words_in_the_usual_coding_are_read(charset):
    kind = f"application/x-www-form-urlencoded{charset}"
    assert asks().post("/takedown/yours/", "code=Maryam", content_type=kind).status_code == 422


@pytest.mark.django_db
def test_a_fault_keeps_its_traceback_and_not_where_it_happened(log, monkeypatch):
    def fails():
        raise ValueError("a fault of ours")

    monkeypatch.setattr("cms.takedown.views.fresh_token", fails)
    assert asks().get("/takedown/?page=/Maryam/").status_code == 500
    assert "Traceback" in log.getvalue()
    assert "a fault of ours" in log.getvalue()
    assert "view: takedown" in log.getvalue()
    assert not written_of(log)
    assert "/takedown/" not in log.getvalue().splitlines()[0]


def run_nginx(tmp_path, http, server, requests):
    """Serves with some lines of configuration, asks, and gives all that nginx wrote."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if binary is None:
        pytest.skip("nginx is not installed")
    port = free_port()
    configuration = tmp_path / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(
        f"{user} daemon off; master_process off; pid {tmp_path}/pid; events {{}}"
        f" error_log {tmp_path}/start.log; http {{ access_log {tmp_path}/log; {http}"
        f" server {{ listen 127.0.0.1:{port}; {server} return 200; }} }}"
    )
    process = subprocess.Popen(
        [binary, "-p", str(tmp_path), "-c", str(configuration)], stderr=subprocess.DEVNULL
    )
    try:
        ask_all(port, requests)
    finally:
        process.terminate()
        process.wait(20)
    return "".join(path.read_text() for path in tmp_path.glob("*log"))


def lines_of(name, *beginnings):
    """Some directives of a file in deploy/."""
    lines = (ROOT / "deploy" / name).read_text().splitlines()
    return " ".join(line.strip() for line in lines if line.strip().startswith(beginnings))


def servers():
    """The blocks of the front server, by what they listen to."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    blocks = re.findall(r"^server {\n(.*?)^}", text, re.DOTALL | re.MULTILINE)
    return {re.search(r"listen (\d.*);", block)[1]: block for block in blocks}


def quiet(block):
    return "\n".join(re.findall(r"^ {4}(?:access_log|error_log) .*;$", block, re.MULTILINE))


def test_every_visitor_of_the_front_server_meets_a_block_of_ours():
    assert set(servers()) == {"80 default_server", "443 ssl default_server", "443 ssl"}


@pytest.mark.parametrize("name", ["80 default_server", "443 ssl default_server", "443 ssl"])
def test_the_front_server_writes_no_line_about_a_visitor(tmp_path, name):
    assert VISITOR not in run_nginx(tmp_path, "", quiet(servers()[name]), REQUESTS[:3])


def test_who_comes_without_tls_is_led_to_it():
    assert "return 301 https://" in servers()["80 default_server"]


def test_a_log_that_must_be_kept_names_a_neighbourhood_alone(tmp_path):
    http = (ROOT / "deploy" / "nginx-log.conf").read_text()
    written = run_nginx(tmp_path, http, f"access_log {tmp_path}/cut.log without_visitors;", REQUESTS[:1])
    assert "127.1.2.0 [" in written
    assert '"GET /secret-page" 200' in written
    assert not [word for word in (VISITOR, "asylum", "Nokia") if word in written]


def test_logs_are_deleted_after_seven_days():
    assert lines_of("logrotate.conf", "daily", "rotate", "maxage") == "daily rotate 6 maxage 7"
    assert lines_of("journald.conf", "MaxRetentionSec") == "MaxRetentionSec=7day"
