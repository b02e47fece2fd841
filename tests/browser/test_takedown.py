"""Somebody asks for something to be taken down, without JavaScript; a moderator answers by keyboard."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "Please take out where I sleep: everybody at the shelter knows the street."
LONGER_THAN_THE_FORM_ASKS = 3_500  # ms


def is_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def press_until(page, target):
    """Tab, as long as something else has the focus."""
    for _ in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not reach it.")


def test_a_reader_asks_and_sees_what_a_moderator_did_by_keyboard(editor, editable_site, visitor):
    visitor.goto(f"{editable_site}/news/")
    visitor.get_by_role("link", name="Take something about me down").click()
    assert not is_wider_than_the_screen(visitor)
    visitor.get_by_label("What should happen?").fill(WORDS)
    visitor.wait_for_timeout(LONGER_THAN_THE_FORM_ASKS)
    visitor.get_by_role("button", name="Send", exact=True).click()
    code = visitor.locator("main code").inner_text()
    assert visitor.context.cookies() == []

    visitor.go_back()
    visitor.get_by_label("What should happen?").fill(WORDS)
    visitor.wait_for_timeout(LONGER_THAN_THE_FORM_ASKS)
    visitor.get_by_role("button", name="Send", exact=True).click()
    # Whether the browser kept the form or loads it anew.
    expect(visitor.locator("main")).to_contain_text(re.compile(rf"Was it you\?|{code}"))

    editor.goto(f"{editable_site}/admin/takedown/takedownrequest/")
    assert editor.locator("article").count() == 1
    opening = editor.get_by_role("link", name="Open")
    press_until(editor, opening)
    editor.keyboard.press("Enter")
    question = editor.locator("form", has=editor.locator("[value=ask]")).locator("textarea")
    press_until(editor, question)
    editor.keyboard.type("Which page is it?")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    outcome = editor.get_by_label("What was done, or why not")
    press_until(editor, outcome)
    editor.keyboard.type("Words were")
    press_until(editor, editor.locator("form", has=outcome).get_by_role("button", name="Close it"))
    editor.keyboard.press("Enter")
    expect(editor.locator("article").first).to_contain_text("Words were taken out")

    visitor.goto(f"{editable_site}/takedown/yours/")
    visitor.get_by_label("Your code").fill(code.lower())
    visitor.get_by_role("button", name="Show my request").click()
    expect(visitor.locator("main")).to_contain_text("Which page is it?")
    expect(visitor.locator("main")).to_contain_text("Words were taken out")
    assert not is_wider_than_the_screen(visitor)
