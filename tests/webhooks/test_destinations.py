"""Where webhooks may lead: hostile addresses, private networks, names that change their mind."""

import socket
import ssl

import pytest

from cms.webhooks import destinations, posting
from cms.webhooks.destinations import UnreachableError, WrongAddressError, is_public, read
from cms.webhooks.states import Problem


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org@127.0.0.1/",
        "https://@example.org/",
        "https://example.org:0/",
        "https://example.org:70000/",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/#part",
        "https://example.org/\r\nX-Evil: 1",
        "https://example.org/\tpath",
        "https://exam ple.org/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org/\x00",
        "https://exa\u200bmple.org/",
        f"https://{'a' * 64}.org/",
        "https://a..org/",
    ],
)
def test_an_address_that_no_webhook_may_have_is_refused(url):
    with pytest.raises(WrongAddressError):
        read(url)


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("https://Example.org:8443/hook?a=1&b=2", "example.org", 8443, "/hook?a=1&b=2"),
        ("https://example.org?a=1", "example.org", 443, "/?a=1"),
        ("https://例え.jp/ä", "xn--r8jz45g.jp", 443, "/%C3%A4"),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443, "/"),
    ],
)
def test_an_address_is_read_into_its_parts(url, host, port, target):
    found = read(url)
    assert (found.host, found.port, found.target, found.is_encrypted) == (host, port, target, True)


@pytest.mark.parametrize(
    "address",
    [
        *("0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1"),
        *("172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "100::1"),
        *("2001::1", "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::", "3fff::1"),
        *("5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"),
        *("2606:4700::1111%eth0", "", "localhost"),
    ],
)
def test_an_address_that_is_not_public_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_a_public_address_is_known(address):
    assert is_public(address)


@pytest.fixture
def named(monkeypatch):
    """Gives names the addresses that a test wants; counts how often it was asked."""

    def give(*addresses):
        asked = []

        def getaddrinfo(host, port, **options):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

        monkeypatch.setattr(destinations.socket, "getaddrinfo", getaddrinfo)
        return asked

    return give


@pytest.fixture
def connected(monkeypatch):
    """Connects nowhere, and notes to where it should have."""
    where = []

    def connect(address, timeout):
        where.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(posting.socket, "create_connection", connect)
    return where


def problem_of(url):
    with pytest.raises(UnreachableError) as raised:
        posting.post(url, {}, "{}")
    return raised.value.problem


@pytest.mark.parametrize("found", [["10.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["1.1.1.1", "::ffff:10.0.0.1"]])
def test_a_name_with_one_private_address_is_connected_to_none(named, connected, found):
    named(*found)
    assert problem_of("https://example.org/") == Problem.PRIVATE
    assert connected == []


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "①②⑦.0.0.1"])
def test_other_ways_to_write_this_machine_are_seen_through(connected, host):
    assert problem_of(f"https://{host}/") == Problem.PRIVATE
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_checked(named, connected):
    asked = named("1.1.1.1")
    assert problem_of("https://example.org/") == Problem.UNREACHABLE
    assert (asked, connected) == (["example.org"], ["1.1.1.1"])


def test_a_name_that_nobody_has_is_told(monkeypatch):
    def nobody(*args, **options):
        raise socket.gaierror

    monkeypatch.setattr(destinations.socket, "getaddrinfo", nobody)
    assert problem_of("https://nobody.example/") == Problem.NO_NAME


def test_encryption_asks_for_the_certificate_of_the_name():
    context = posting.tls()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
