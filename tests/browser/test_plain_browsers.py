"""Browsers that run no scripts, load no pictures, or show nothing but text."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.audit.tools import program
from tests.browser.pages import PAGES, PHONE, address, label

pytestmark = pytest.mark.browser

POST = "/news/this-site-on-a-cheap-phone/"
WORDS_OF_POST = ["This site on a cheap phone", "We know what a megabyte costs"]


@pytest.fixture(scope="module")
def plain(browser):
    """A phone without scripts and pictures."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.route(
        "**/*", lambda route: route.abort() if route.request.resource_type == "image" else route.continue_()
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_a_page_stands_without_scripts_and_pictures(site, plain, key):
    plain.goto(address(site, PAGES[key]))
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    expect(plain.get_by_role("navigation").first).to_be_visible()
    expect(plain.get_by_role("contentinfo")).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_words_stand_where_a_picture_does_not_load(site, plain):
    """Chromium writes the alternative text into the place that width and height keep free."""
    plain.goto(site + POST)
    pictures = plain.locator("main img:not([alt=''])")
    assert pictures.count() > 0
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert len(picture.get_attribute("alt")) > 20
        assert picture.evaluate("image => image.naturalWidth") == 0
        assert box["width"] > 200
        assert box["height"] > 100
        color = picture.evaluate("image => getComputedStyle(image).color")
        assert not re.search(r"transparent|, 0\)", color)
        assert picture.evaluate("image => parseFloat(getComputedStyle(image).fontSize)") >= 12


def test_long_words_stretch_the_place_of_a_picture(site, plain):
    plain.goto(f"{site}/news/october-roundup-2019/")
    picture = plain.locator(".gallery__item img").first
    picture.scroll_into_view_if_needed()
    was, width = picture.bounding_box()["height"], picture.bounding_box()["width"]
    picture.evaluate("image => image.alt = `${image.alt} `.repeat(3)")
    assert picture.bounding_box()["height"] > was * 1.5
    assert picture.bounding_box()["width"] == width


def dump(url: str) -> str:
    """What a text browser shows, its lines joined."""
    command = [program("w3m", "w3m"), "-dump", "-cols", "200", "-O", "UTF-8", url]
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return " ".join(shown.split())


def assert_in_order(shown: str, words: list[str]) -> None:
    """Each of the words comes, after the one before it."""
    place = 0
    for word in words:
        found = shown.find(word, place)
        assert found != -1, f"“{word}” does not come after its forerunner: {shown[place : place + 400]}"
        place = found + len(word)


def test_a_text_browser_reads_a_post(site):
    menu = ["Skip to the content", "News", "About us", "Contact"]
    assert_in_order(dump(site + POST), [*menu, *WORDS_OF_POST, "Sheung Wan, Hong Kong"])


def test_a_text_browser_reads_the_home_page(site):
    shown = dump(site + "/")
    assert_in_order(shown, ["Skip to the content", "Refugee Union", "News", "Contact", "Sheung Wan"])
    assert WORDS_OF_POST[0] in shown


def test_a_text_browser_reads_urdu_and_chinese(site):
    assert "ریفیوجی یونین" in dump(f"{site}/ur/")
    assert "難民聯會" in dump(f"{site}/zh-hant/")
