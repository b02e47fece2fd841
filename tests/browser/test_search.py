"""Journeys of people who look for something, without JavaScript."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import DESKTOP, PHONE

pytestmark = pytest.mark.browser


def look_for(page: Page, address: str, words: str) -> None:
    """Types some words into the search page and sends them."""
    page.goto(address)
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")
    expect(page.get_by_role("main").get_by_role("status")).to_be_visible()


def results(page: Page):
    return page.get_by_role("main").locator("ol").get_by_role("article")


def test_a_chinese_query_finds_the_other_way_of_writing_too(site, visitor):
    look_for(visitor, f"{site}/zh-hant/search/", "难民")
    expect(results(visitor).first.locator("mark").first).to_have_text("難民")


def test_a_misspelt_word_is_corrected_and_the_correction_refused(site, visitor):
    look_for(visitor, f"{site}/search/", "guarantar")
    expect(visitor.get_by_text("Showing results for guarantor")).to_be_visible()
    expect(results(visitor).first).to_contain_text("guarantor")
    visitor.get_by_role("link", name="Search instead for “guarantar”").click()
    expect(visitor.get_by_role("main").get_by_role("status")).to_contain_text("Nothing found for “guarantar”")


def test_a_choice_is_made_and_removed_on_a_phone(site, visitor):
    look_for(visitor, f"{site}/search/", "rent")
    before = results(visitor).count()
    choices = visitor.get_by_role("navigation", name="Narrow down")
    expect(choices).to_be_hidden()
    visitor.get_by_text("Narrow down").first.click()
    choices.get_by_role("link", name="Petition", exact=True).click()
    expect(visitor).to_have_url(re.compile("kind=petition"))
    assert 0 < results(visitor).count() < before
    visitor.get_by_role("link", name="Remove Kind: Petition").click()
    expect(results(visitor)).to_have_count(before)


def test_a_hit_inside_a_pdf_leads_to_its_page_as_text(site, visitor):
    look_for(visitor, f"{site}/search/", "caseworkers")
    result = results(visitor).filter(has_text="Page 2 of the PDF").first
    expect(result.locator("mark").first).to_have_text("caseworkers")
    assert result.get_by_role("link", name=re.compile("^Page 2")).get_attribute("href").endswith("#page=2")
    result.get_by_role("link", name=re.compile("^Read as text")).click()
    expect(visitor.locator("#page-2")).to_contain_text("caseworkers")


def test_pages_of_results_are_turned(site, visitor):
    look_for(visitor, f"{site}/search/", "refugee")
    visitor.get_by_role("link", name="Page 2", exact=True).click()
    expect(visitor.get_by_text(re.compile(r"Page 2 of \d+"))).to_be_visible()
    expect(visitor.get_by_role("main").get_by_role("searchbox")).to_have_value("refugee")


def test_the_urdu_results_are_mirrored_and_fit_a_phone(site, visitor):
    look_for(visitor, f"{site}/ur/search/", "کرایہ")
    title = results(visitor).first.get_by_role("heading").get_by_role("link").bounding_box()
    assert title["x"] + title["width"] > PHONE["width"] - 40, "a title begins at the right edge"
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_choices_stand_open_beside_the_results_on_a_wide_screen(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{site}/search/?q={quote('rent')}")
    choices = page.get_by_role("navigation", name="Narrow down")
    expect(choices).to_be_visible()
    assert choices.bounding_box()["x"] < results(page).first.bounding_box()["x"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_seen_where_colors_are_the_readers_own(site, browser, scheme):
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/search/?q=rent")
    color = "mark => getComputedStyle(mark).backgroundColor"
    mark, paper = page.locator("mark").first.evaluate(color), page.locator("body").evaluate(color)
    assert mark != paper
    context.close()
