"""Files are fetched from the old site over HTTP, however well it answers."""

import socket
import time
from collections import Counter

import pytest

from cms.media.models import Image
from cms.webhooks import destinations
from home.wordpress import fetching
from home.wordpress.fetching import NotFetchedError, fetch
from tests.factories import jpeg
from tests.wordpress.exports import item, move_in, notes, row
from tests.wordpress.old_server import serving

PHOTO = jpeg(160, 100)


@pytest.fixture(scope="module")
def server():
    with serving(PHOTO) as there:
        yield there


@pytest.fixture(autouse=True)
def this_machine_alone(server, settings, monkeypatch):
    """Private addresses are refused, as in production, but for that of the server."""
    assert not settings.WEBHOOKS_TO_PRIVATE
    public = destinations.is_public
    monkeypatch.setattr(destinations, "is_public", lambda address: address == "127.0.0.1" or public(address))
    server.asked.clear()


def fetched(server, name: str, **options) -> tuple[bytes, list[float]]:
    """What comes, and how long was waited between the attempts."""
    waits: list[float] = []
    return fetch(f"{server.address}/wp-content/uploads/{name}.jpg", wait=waits.append, **options), waits


@pytest.mark.parametrize("name", ["whole", "moved", "called-text", "packed", "busy-once", "half-once"])
def test_a_whole_file_comes(server, name):
    assert fetched(server, name)[0] == PHOTO


@pytest.mark.parametrize(
    ("name", "times", "reason"),
    [
        ("gone", 1, "404"),
        ("page", 1, "page of the web"),
        ("empty", 1, "empty"),
        ("circle", 4, "circle"),
        ("elsewhere", 1, "private"),
        ("half", 3, "IncompleteRead"),
        ("packed-and-cut", 3, "IncompleteRead"),
        ("nonsense", 3, "BadStatusLine"),
    ],
)
def test_what_is_no_whole_file_does_not_come_and_is_asked_for_again_where_that_may_help(
    server, name, times, reason
):
    with pytest.raises(NotFetchedError, match=reason):
        fetched(server, name)
    assert server.asked[name] == times


def test_a_server_that_wants_time_gets_it(server):
    assert fetched(server, "later") == (PHOTO, [7.0])


@pytest.mark.parametrize("name", ["endless", "bomb"])
def test_what_is_too_large_does_not_come(server, monkeypatch, name):
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000_000)
    with pytest.raises(NotFetchedError, match="too large"):
        fetched(server, name)


def test_what_does_not_come_in_time_does_not_come_in_part(server, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.1)
    monkeypatch.setattr(fetching, "ATTEMPTS", 1)
    begun = time.monotonic()
    with pytest.raises(NotFetchedError, match="TimeoutError"):
        fetched(server, "slow")
    assert time.monotonic() - begun < 2


def test_a_host_that_is_gone_is_not_asked_for_everything():
    with socket.socket() as taken:
        # Nobody listens there.
        taken.bind(("127.0.0.1", 0))
        silent, waits = Counter(), []
        for _file in range(8):
            with pytest.raises(NotFetchedError):
                fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/a.jpg", silent, waits.append)
    assert len(waits) == fetching.MOST_SILENCES * (fetching.ATTEMPTS - 1)


@pytest.mark.django_db
def test_a_second_run_asks_only_for_what_is_missing(tmp_path, server, monkeypatch):
    monkeypatch.setattr(fetching, "PAUSE", 0)
    names = ["whole", "gone", "page", "half"]
    parts = [
        item(
            number,
            name,
            post_type="attachment",
            status="inherit",
            attachment_url=f"{server.address}/{name}.jpg",
        )
        for number, name in enumerate(names, 1)
    ]
    move_in(tmp_path, *parts, download=True)
    assert [row(number, "attachment").outcome for number in range(1, 5)] == ["done", *["missing"] * 3]
    assert notes(3, "attachment") == ["file-missing"]
    server.asked.clear()
    move_in(tmp_path, *parts, download=True)
    assert server.asked == {"gone": 1, "page": 1, "half": 3}
    assert Image.objects.count() == 1
