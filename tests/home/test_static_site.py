"""`manage.py export_static`: what everybody may read, as files that need no server."""

import datetime
import os
import re

import pytest
from django.core.management import CommandError, call_command
from lxml import html
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.static_site.addresses import file_of, is_in_copy, local, relative
from home.static_site.checking import broken_links
from tests.factories import BlogPageFactory, StandardPageFactory, news

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.fixture(scope="module")
def made(shared, search_index, tmp_path_factory):
    """A small site, and its copy."""
    words, day = "We ask for tents and soup.", datetime.date(2021, 3, 1)
    BlogPageFactory(title="A letter to the department", slug="letter", words=words, date=day)
    BlogPageFactory(title="The second post", slug="second", words='<a href="/news/letter/#top">A letter</a>')
    BlogPageFactory(title="冬衣募集", slug="winter-clothes", words="還欠二百一十件")
    BlogPageFactory(title="A draft of ours", slug="draft", live=False)
    private = StandardPageFactory(title="For members alone", slug="members")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(title="Their plan", slug="plan", parent=private)
    letter = news().get_children().get(slug="letter")
    Redirect.objects.create(old_path="/2017/letter", redirect_page=letter)
    Redirect.objects.create(old_path="/?p=12", redirect_page=letter)
    folder = tmp_path_factory.mktemp("copy") / "site"
    call_command("export_static", folder, base_url="https://copy.example.org/union", verbosity=0)
    return folder


def text(made, name):
    return (made / name).read_text(encoding="utf-8")


def every_text(made):
    endings = {".html", ".js", ".xml", ".atom", ".json", ".txt"}
    return {path: path.read_text() for path in made.rglob("*") if path.suffix in endings}


@pytest.mark.parametrize(
    "name",
    [
        *("index.html", "news/index.html", "news/letter/index.html", "news/2021/index.html"),
        *("lite/index.html", "lite/news/letter/index.html", "search/index.html", "lite/search/index.html"),
        *("news/feed.atom", "news/feed.json", "sitemap.xml", "sitemap-en.xml", "robots.txt", "404.html"),
    ],
)
def test_every_part_of_the_site_is_there(name, made):
    assert (made / name).is_file()


@pytest.mark.parametrize("name", ["index.html", "lite/index.html", "news/letter/index.html"])
def test_whoever_wants_something_taken_down_is_led_to_the_site(name, made, settings):
    page = html.fromstring(text(made, name).encode())
    found = [
        link.get("href")
        for link in page.iter("a")
        if "taken down" in link.text_content() or "me down" in link.text_content()
    ]
    assert found
    assert all(
        re.fullmatch(rf"{re.escape(settings.SITE_URL)}/(lite/)?takedown/.*", address) for address in found
    )


def test_every_link_leads_to_a_file(made):
    assert list(broken_links(made)) == []


def test_the_check_finds_a_link_that_leads_nowhere(made, tmp_path):
    (tmp_path / "index.html").write_text('<a href="gone.html">x</a><a href="#gone">y</a><h1 id="here">z</h1>')
    assert {address for _file, address in broken_links(tmp_path)} == {"gone.html", "#gone"}


def test_no_link_begins_at_the_root(made):
    for path in made.rglob("*.html"):
        if path.name != "404.html":
            links = html.document_fromstring(path.read_bytes()).xpath(
                "//a/@href | //img/@src | //script/@src"
            )
            assert [link for link in links if link.startswith("/")] == [], path


def test_the_page_for_what_is_missing_guesses_at_nothing(made):
    page = html.document_fromstring((made / "404.html").read_bytes())
    assert page.xpath("//main//input[@type='search']/@value") in ([], [""])


def test_nothing_hidden_is_in_it(made):
    everything = "\n".join(every_text(made).values())
    assert "A letter to the department" in everything
    for words in ("A draft of ours", "Their plan"):
        assert words not in everything


def test_no_form_is_there_but_that_of_the_search(made):
    for path in made.rglob("*.html"):
        forms = html.document_fromstring(path.read_bytes()).xpath("//form")
        assert all(form.get("action").endswith("index.html") for form in forms), path
        assert all(form.get("method") == "get" for form in forms), path


def test_feeds_and_sitemaps_name_the_place_of_the_copy(made):
    assert "https://copy.example.org/union/news/letter/" in text(made, "news/feed.atom")
    assert "https://copy.example.org/union/news/letter/" in text(made, "sitemap-en.xml")
    assert "http://localhost" not in text(made, "sitemap-en.xml")


def test_an_old_address_leads_on(made):
    assert 'content="0; url=../../news/letter/index.html"' in text(made, "2017/letter/index.html")


def test_a_page_allows_no_script_of_others(made):
    assert "default-src 'none'" in text(made, "index.html")
    assert "script-src 'none'" in text(made, "lite/index.html")


def test_all_posts_are_listed_for_who_has_no_javascript(made):
    page = html.document_fromstring((made / "search/index.html").read_bytes())
    assert {"A letter to the department", "The second post", "冬衣募集"} <= {
        link.text for link in page.xpath("//section[@aria-labelledby='all-pages']//a")
    }


@pytest.mark.parametrize("word", ["letter", "soup", "冬衣", "欠二"])
def test_the_index_knows_the_words_of_posts(word, made):
    from search.copies.words import shard_of

    assert f'"{word}":[' in text(made, f"search/words/{shard_of(word)}.js")


def test_the_script_of_the_search_is_small(made):
    assert (made / "search/search.js").stat().st_size < 12_000


def test_a_second_run_writes_only_what_changed(made, capsys):
    post = news().get_children().get(slug="second").specific
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*.html")}
    again = {"base_url": "https://copy.example.org/union"}
    call_command("export_static", made, **again)
    assert re.search(r" 0 written, 0 removed", capsys.readouterr().out)
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*.html")} == before
    (made / "own-note.txt").write_text("of who carries the stick")
    post.unpublish()
    call_command("export_static", made, **again)
    assert not (made / "news/second").exists()
    assert "The second post" not in text(made, "news/index.html")
    assert (made / "own-note.txt").exists()


def test_a_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(CommandError, match="no copy of this site"):
        call_command("export_static", tmp_path)
    assert os.listdir(tmp_path) == ["thesis.odt"]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/news/", "news/index.html"),
        ("/news", "news/index.html"),
        ("/news/?page=2", "news/page-2/index.html"),
        ("/news/feed.atom", "news/feed.atom"),
        ("/%E6%96%B0/", "新/index.html"),
        ("/../../etc/passwd", "etc/passwd/index.html"),
        ("/documents/1/a:b?.pdf".replace("?", "%3F"), "documents/1/a-b-.pdf"),
    ],
)
def test_an_address_has_one_file(path, file):
    assert file_of(path) == file


def test_a_name_that_no_disk_takes_becomes_shorter():
    assert len(file_of(f"/{'長' * 200}/").split("/")[0].encode()) < 120


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/api/v2/posts/",
        "/search/?q=word",
        "/comments/yours/",
        "/ur/offline/",
        "/news/?page=1&year=2",
    ],
)
def test_what_needs_a_server_is_in_no_copy(path):
    assert not is_in_copy(path)


def test_an_address_of_others_is_not_local(settings):
    assert local("https://example.org/news/") is None
    assert local("//example.org/news/") is None
    assert local("../letter/?page=2#top", "/news/second/") == "/news/letter/?page=2"


def test_one_file_names_another_by_its_way():
    assert relative("ur/news/index.html", "media/images/a b.jpg") == "../../media/images/a%20b.jpg"
