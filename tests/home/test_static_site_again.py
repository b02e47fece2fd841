"""A copy that was stopped goes on where it was, and a second run asks for nothing that it has."""

import fcntl

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from home.static_site.answers import Site
from home.static_site.copying import NOTHING_HERE
from home.static_site.folder import LIST
from home.static_site.journal import Journal
from tests.factories import BlogPageFactory, news
from tests.narrow_disk import at_most

pytestmark = pytest.mark.usefixtures("search_index")
# What is made on the way and belongs to no copy.
OWN = {LIST}


@pytest.fixture(scope="module")
def whole(shared, search_index, tmp_path_factory):
    """A small site, and its copy."""
    BlogPageFactory(title="A letter to the department", slug="letter")
    folder = tmp_path_factory.mktemp("whole") / "copy"
    call_command("export_static", folder, verbosity=0)
    return folder


@pytest.fixture
def asked(monkeypatch):
    """The addresses that the site is asked for."""
    found, get = [], Site.get

    def noted(site, path):
        found.append(path)
        return get(site, path)

    monkeypatch.setattr(Site, "get", noted)
    return found


@pytest.fixture
def stopped(whole, tmp_path, monkeypatch):
    """A copy that somebody stopped when it had asked for so many addresses; gives a function."""
    get = Site.get

    def stop_after(number, error=KeyboardInterrupt):
        left = iter(range(number))

        def stop(site, path):
            if next(left, None) is None:
                raise error
            return get(site, path)

        with monkeypatch.context() as patch:
            patch.setattr(Site, "get", stop)
            with pytest.raises(CommandError, match="again to go on"):
                call_command("export_static", tmp_path / "copy", verbosity=0)
        return tmp_path / "copy"

    return stop_after


def content(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name not in OWN}


@pytest.mark.parametrize("number", [0, 7, 25])
def test_a_stopped_copy_becomes_the_same_as_one_in_a_piece(number, whole, stopped):
    folder = stopped(number)
    call_command("export_static", folder, verbosity=0)
    assert content(folder) == content(whole)


def test_a_stopped_copy_holds_whole_files_alone(whole, stopped):
    expected = content(whole)
    assert {name: text for name, text in content(stopped(25)).items() if expected[name] != text} == {}


def test_a_stopped_copy_does_not_ask_again_for_what_it_has(stopped, asked):
    folder = stopped(25)
    had = {f"/{page.parent.relative_to(folder)}/" for page in folder.rglob("*/index.html")}
    assert len(had) > 3
    call_command("export_static", folder, verbosity=0)
    assert had & set(asked) == set()


def test_a_line_that_was_cut_off_costs_no_other(whole, stopped, asked):
    folder = stopped(20)
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write('[{"path": "/news/')
    asked.clear()
    call_command("export_static", folder, verbosity=0)
    assert "/" not in asked
    assert content(folder) == content(whole)


@pytest.mark.parametrize(
    "line",
    [
        '[{"path": "/news/公'.encode()[:-1],  # a full disk takes half a letter
        b"[" * 100_000,
        b'[{"path": "/x/", "file": "news"}, "seal"]\n',  # a folder, as others may have made since
        b'[{"path": "/x/", "file": "a\\u0000b"}, "seal"]\n',
        b'[{"path": "/x/", "file": "robots.txt/x"}, "seal"]\n',
    ],
)
def test_a_line_that_nobody_wrote_whole_stops_no_run(line, whole):
    before = content(whole)
    with (whole / LIST).open("ab") as file:
        file.write(line)
    call_command("export_static", whole, verbosity=0)
    assert content(whole) == before


def test_a_second_run_asks_for_no_page(whole, asked):
    call_command("export_static", whole, verbosity=0)
    assert [path for path in asked if path.endswith("/") and path != NOTHING_HERE] == []


@pytest.mark.parametrize("text", [b"", b"<p>Another text</p>"])
def test_a_file_that_somebody_changed_is_made_anew(text, whole):
    page = whole / "news/letter/index.html"
    before = page.read_bytes()
    page.write_bytes(text)
    call_command("export_static", whole, verbosity=0)
    assert page.read_bytes() == before


def test_a_line_that_somebody_changed_counts_for_nothing(whole):
    page, journal = whole / "news/letter/index.html", whole / LIST
    before = page.read_bytes()
    journal.write_text(journal.read_text().replace("/news/letter/", "/news/latter/"))
    call_command("export_static", whole, verbosity=0)
    assert page.read_bytes() == before
    assert "latter" not in journal.read_text()


def test_another_address_of_the_copy_makes_its_pages_anew(whole, asked):
    call_command("export_static", whole, base_url="https://copy.example.org", verbosity=0)
    assert "/news/letter/" in asked
    assert "https://copy.example.org/news/letter/" in (whole / "sitemap-en.xml").read_text()


def test_what_is_not_public_any_more_goes(whole):
    BlogPageFactory(title="Withdrawn", slug="withdrawn")
    call_command("export_static", whole, verbosity=0)
    assert (whole / "news/withdrawn/index.html").exists()
    news().get_children().get(slug="withdrawn").specific.unpublish()
    call_command("export_static", whole, verbosity=0)
    assert not (whole / "news/withdrawn").exists()


def test_what_is_withdrawn_after_a_kill_before_it_was_noted_goes(whole, monkeypatch):
    BlogPageFactory(title="Taken back", slug="taken-back")

    def note(journal, done, content=b""):
        if done.path == "/news/taken-back/":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "note", note)
        with pytest.raises(CommandError, match="again to go on"):
            call_command("export_static", whole, verbosity=0)
    assert (whole / "news/taken-back/index.html").exists()
    news().get_children().get(slug="taken-back").specific.unpublish()
    call_command("export_static", whole, verbosity=0)
    assert not (whole / "news/taken-back").exists()


def test_two_runs_do_not_write_at_once(whole):
    with (whole / LIST).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another copy is being written"):
            call_command("export_static", whole, verbosity=0)


def test_a_full_disk_leaves_what_is_whole(whole, tmp_path):
    folder = tmp_path / "copy"
    with at_most(4_000), pytest.raises(CommandError, match=r"The disk is full. What is written is whole"):
        call_command("export_static", folder, verbosity=0)
    expected = content(whole)
    assert {name for name, text in content(folder).items() if expected[name] != text} == set()
    call_command("export_static", folder, verbosity=0)
    assert content(folder) == expected


def test_progress_is_told_while_it_writes(tmp_path, capsys):
    call_command("export_static", tmp_path / "copy")
    assert "Addresses: 1 of" in capsys.readouterr().out


def test_who_asked_for_quiet_hears_nothing(whole, capsys):
    call_command("export_static", whole, verbosity=0)
    assert capsys.readouterr().out == ""


def test_an_address_below_that_of_a_file_is_left_out_and_told(whole, capsys):
    for old in ("/old.html", "/old.html/comments"):
        Redirect.objects.create(old_path=old, redirect_link="/news/")
    call_command("export_static", whole)
    assert "without a page of its own: /old.html/comments/" in capsys.readouterr().out
    assert (whole / "old.html").is_file()
