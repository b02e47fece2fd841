"""check_old_links: every address is asked for, at one host alone, and what is lost is named."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from home.wordpress.checking.asking import Asking
from home.wordpress.checking.shapes import addresses_of_export
from home.wordpress.checking.sources import NoSourceError, addresses_of
from tests.wordpress.exports import attachment, author, category, export, filed, item, move_in

ANSWERS = {
    "/here/": (200, ""),
    "/once/": (301, "/here/"),
    "/twice/": (301, "/once/"),
    "/away/": (301, "https://elsewhere.example/x"),
    "/for-now/": (302, "/here/"),
    "/into-nothing/": (301, "/nothing/"),
    "/fault/": (500, ""),
}
EXPECTED = {
    "/here/": (200, ""),
    "/once/": (301, ""),
    "/twice/": (301, "more than one turn: /once/, then /here/"),
    "/away/": (301, "leads to another host: https://elsewhere.example/x"),
    "/for-now/": (302, "answers 302, which is not for good"),
    "/into-nothing/": (404, "leads to /nothing/: not found"),
    "/nothing/": (404, "not found"),
    "/fault/": (500, "answers 500"),
}


@pytest.fixture(scope="module")
def host():
    """A server with one answer of each kind; gives its address and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):  # the library's name
            asked.append(self.path)
            status, location = ANSWERS.get(self.path.partition("?")[0], (404, ""))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", EXPECTED)
def test_an_address_is_judged_by_where_it_ends(host, path):
    answer = Asking(host[0]).one(f"https://old.example.org{path}")
    assert (answer.status, answer.why) == EXPECTED[path]


def test_many_addresses_are_asked_side_by_side(host):
    paths = [f"{path}?n={n}" for path in EXPECTED for n in range(10)]
    assert {answer.address for answer in Asking(host[0]).all(paths)} == set(paths)


def test_a_place_to_which_several_addresses_lead_is_asked_once(host):
    del host[1][:]
    paths = [f"/once/?n={n}" for n in range(20)]
    assert [answer.why for answer in Asking(host[0]).all(paths)] == [""] * 20
    assert host[1].count("/here/") == 1


def test_signs_that_end_a_line_are_asked_as_signs(host):
    Asking(host[0]).one("/a b\u4e94?c=\u6708 d/")
    assert host[1][-1] == "/a%20b%E4%BA%94?c=%E6%9C%88%20d/"


def test_a_host_that_does_not_answer_is_said_so():
    assert Asking("http://127.0.0.1:9").one("/here/").why.startswith("no answer: ")


def test_an_index_of_sitemaps_is_read_with_its_parts(tmp_path):
    names = "http://www.sitemaps.org/schemas/sitemap/0.9"
    (tmp_path / "sitemap.xml").write_text(
        f'<sitemapindex xmlns="{names}"><sitemap><loc>https://x.example/posts.xml.gz</loc></sitemap></sitemapindex>'
    )
    text = f'<urlset xmlns="{names}"><url><loc> https://x.example/a/?b=1&amp;c=2 </loc></url></urlset>'
    (tmp_path / "posts.xml.gz").write_bytes(gzip.compress(text.encode()))
    assert [old.address for old in addresses_of(tmp_path / "sitemap.xml")] == ["https://x.example/a/?b=1&c=2"]


def test_a_part_of_a_sitemap_that_is_not_there_is_asked_for(tmp_path):
    path = tmp_path / "sitemap.xml"
    path.write_text("<sitemapindex><sitemap><loc>https://x.example/posts.xml</loc></sitemap></sitemapindex>")
    with pytest.raises(NoSourceError, match=r"put that file beside it as posts\.xml"):
        list(addresses_of(path))


def test_a_sitemap_with_entities_is_refused(tmp_path):
    path = tmp_path / "sitemap.xml"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>')
    with pytest.raises(NoSourceError, match="declares entities"):
        list(addresses_of(path))


def test_a_list_may_have_remarks_and_empty_lines(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("# of the log\n/a/\n\nhttps://x.example/五/\n")
    assert [old.address for old in addresses_of(path)] == ["/a/", "https://x.example/五/"]


def test_an_export_names_every_shape_of_its_addresses(tmp_path):
    posts = [
        item(n, "Post", "x", filed("food", "Food"), post_name=f"post-{n}", creator="j.doe")
        for n in range(1, 22)
    ]
    text = '<img src="/wp-content/uploads/a-300x200.jpg" srcset="/wp-content/uploads/a-600x400.jpg 2x">'
    path = tmp_path / "export.xml"
    path.write_text(
        export(
            author("j.doe", "Jane", 5),
            category("All", "all", 3),
            category("Food", "food", 4, "all"),
            *posts,
            item(30, "About", f"{text}<a href='/dead/'>a</a>", post_type="page", post_name="about"),
            attachment(40, "a.jpg"),
        )
    )
    found = {old.address.removeprefix("https://old.example.org"): old for old in addresses_of_export(path)}
    wanted = [
        *("/post-1/", "/post-1", "/post-1/feed/", "/?p=1", "/?page_id=30", "/?attachment_id=40"),
        *(
            "/wp-content/uploads/a.jpg",
            "/wp-content/uploads/a-300x200.jpg",
            "/wp-content/uploads/a-600x400.jpg",
        ),
        *("/category/all/food/", "/category/all/food/page/3/", "/category/all/food/feed/", "/?cat=4"),
        *("/?filterYear=-1&filterCategory=4&filterKeyword=", "/author/j-doe/page/3/", "/?author=5"),
        *("/page/3/", "/2016/02/01/", "/2016/page/3/", "/?m=201602", "/feed/", "/comments/feed/"),
    ]
    assert [each for each in wanted if each not in found] == []
    assert "/page/4/" not in found
    assert found["/dead/"].is_from_text


@pytest.fixture
def by_hand(monkeypatch):
    """The site is asked in this process: what a test has written, no server sees."""

    def ask(self, target):
        answer = Client().get(target)
        return answer.status_code, answer.get("Location", "")

    monkeypatch.setattr(Asking, "_ask", ask)
    monkeypatch.setattr(Asking, "all", lambda self, addresses: map(self.one, addresses))


def checked(*files, **options):
    out = StringIO()
    call_command("check_old_links", *map(str, files), stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_a_site_that_moved_in_has_lost_nothing(tmp_path, by_hand):
    parts = [
        author("admin", "admin"),
        category("Food", "food", 4),
        item(1, "A", "<a href='/dead/'>x</a>", filed("food", "Food"), filed("rice", "Rice", "post_tag")),
        item(2, "B", "x", status="private"),
        item(3, "C", "x", status="trash"),
        item(4, "", "x", post_name="%e4%ba%94"),
        attachment(5, "song.mp3"),
    ]
    move_in(tmp_path, *parts)
    said = checked(tmp_path / "export.xml", json=tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["failed"] == []
    assert found["ok"] + found["expected_missing"] == found["checked"] > 40
    for reason in (
        "here, and not public",
        "left behind on purpose",
        "of a kind that is not taken",
        "a guid alone",
    ):
        assert reason in said


@pytest.mark.django_db
def test_what_is_lost_is_named_and_fails(tmp_path, by_hand):
    move_in(tmp_path, item(1, "A", "x"))
    path = tmp_path / "list.txt"
    path.write_text(
        "https://old.example.org/item-1/\nhttps://old.example.org/lost/\nhttps://x.example/foreign/\n"
    )
    out = StringIO()
    with pytest.raises(CommandError, match="Old addresses are lost"):
        call_command("check_old_links", str(path), stdout=out)
    assert "404  https://old.example.org/lost/  not found" in out.getvalue()
    assert "2 addresses asked: 1 lead to a page" in out.getvalue()
    assert "of other sites: 1" in out.getvalue()


@pytest.mark.django_db
def test_a_list_without_an_address_proves_nothing(tmp_path, by_hand):
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(CommandError, match="No address was found"):
        checked(tmp_path / "empty")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 100])
def test_a_site_that_is_down_has_not_lost_its_addresses(tmp_path, number):
    (tmp_path / "list.txt").write_text("".join(f"/{n}/\n" for n in range(number)))
    with pytest.raises(CommandError, match=r"127\.0\.0\.1:9 answers nothing .* Start the site"):
        checked(tmp_path / "list.txt", base_url="http://127.0.0.1:9", json=tmp_path / "found.json")
    assert not (tmp_path / "found.json").exists()
