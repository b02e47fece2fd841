"""The HTML that is sent: valid for the W3C's checker, in the right language, with sound headings."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils.translation import override

from cms.errors import bad_request, server_error
from cms.languages import direction
from tests.audit.tools import faults_of_html
from tests.browser.pages import DIRECTIONS, FULL, PAGES, Key, address, label, status
from tests.databases import ROOT

pytestmark = pytest.mark.browser

LANDMARKS = ("header", "main", "footer")
FAULTS = {"bad request": bad_request, "server error": server_error}
ALONE = ["maintenance", *(label((name, language)) for name in FAULTS for language in DIRECTIONS)]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


@dataclass
class Sent:
    """What the server answered."""

    status: int
    html: str


def read(url: str) -> Sent:
    """The answer, also where it is a 404."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310  # our own address
            return Sent(answer.status, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Sent(error.code, error.read().decode())


@pytest.fixture(scope="module")
def sent(site) -> dict[Key, Sent]:
    """The answer for every page."""
    return {key: read(address(site, path)) for key, path in PAGES.items()}


def alone() -> dict[str, str]:
    """The pages for faults, which need neither a database nor a server that works."""
    request = RequestFactory().get("/")
    pages = {"maintenance": (ROOT / "deploy" / "maintenance.html").read_text()}
    for language in DIRECTIONS:
        with override(language.lower()):
            for name, view in FAULTS.items():
                pages[label((name, language))] = view(request).content.decode()
    return pages


@pytest.fixture(scope="module")
def faults(sent, tmp_path_factory) -> dict[str, list[str]]:
    """What the checker says of each page; it runs once for all of them."""
    folder = tmp_path_factory.mktemp("html")
    pages = {label(key): answer.html for key, answer in sent.items()} | alone()
    files = [folder / f"{name}.html" for name in pages]
    for file, html in zip(files, pages.values(), strict=True):
        file.write_text(html)
    return faults_of_html(files)


@pytest.fixture
def soup(sent, key) -> BeautifulSoup:
    return BeautifulSoup(sent[key].html, "html.parser")


@pytest.mark.parametrize("name", [*map(label, PAGES), *ALONE])
def test_the_html_is_valid(faults, name):
    assert faults[f"{name}.html"] == []


def test_the_checker_sees_a_fault(tmp_path):
    file = tmp_path / "wrong.html"
    file.write_text("<!DOCTYPE html><html lang=en><title>Wrong</title><ul><p>No item</p></ul>")
    assert "not allowed as child" in " ".join(faults_of_html([file])["wrong.html"])


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_a_page_names_its_language_and_direction(soup, key):
    language = key[1]
    assert (soup.html["lang"], soup.html["dir"]) == (language, DIRECTIONS[language])


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_a_part_in_another_language_names_its_direction_too(soup, key):
    parts = soup.body.select("[lang]:not(bdi)")  # bdi finds its direction by itself
    wrong = [part for part in parts if part.get("dir") not in ("auto", direction(part["lang"].lower()))]
    assert [str(part)[:80] for part in wrong] == []


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_a_page_has_its_landmarks_and_one_title(soup, key):
    assert [len(soup.body.find_all(name, recursive=False)) for name in LANDMARKS] == [1, 1, 1]
    assert len(soup.main.find_all("h1")) == len(soup.find_all("h1")) == 1


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_headings_leave_out_no_level(soup, key):
    levels = [int(heading.name[1]) for heading in soup.main.find_all(HEADINGS)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("key", FULL, ids=label)
def test_a_page_has_no_inline_style_and_waits_for_no_script(soup, key):
    assert soup.select("[style], style, script:not([src]):not([type='application/ld+json'])") == []
    assert [script for script in soup.select("script[src]") if not script.has_attr("defer")] == []


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_a_template_answers_as_it_should(sent, key):
    assert sent[key].status == status(key)
