"""Comments from both sides: somebody without JavaScript writes, a moderator reads it first."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "We waited four hours <b>in the rain</b>."
LONGER_THAN_THE_FORM_ASKS = 3_500  # ms


def test_a_reader_writes_without_javascript_and_a_moderator_lets_it_stand(editor, editable_site, visitor):
    editor.goto(f"{editable_site}/admin/settings/comments/commentsettings/")
    editor.locator("[name=close_after_days]").fill("0")
    editor.get_by_role("button", name="Save").click()
    post = editor.request.get(f"{editable_site}/api/v2/posts/?locale=en&limit=1").json()["items"][0]
    editor.goto(f"{editable_site}/admin/pages/{post['id']}/edit/")
    editor.locator("[name=has_comments]").check()
    editor.locator("footer").get_by_role("button").last.click()
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator(".messages")).to_contain_text("published")

    visitor.goto(f"{editable_site}/p/{post['id']}/")
    visitor.get_by_label("A name (any, or none)").fill("Amina")
    visitor.get_by_label("Your words", exact=True).fill(WORDS)
    visitor.wait_for_timeout(LONGER_THAN_THE_FORM_ASKS)
    visitor.get_by_role("button", name="Send", exact=True).click()
    code = visitor.locator("main code").inner_text()
    assert visitor.context.cookies() == []
    visitor.goto(f"{editable_site}/p/{post['id']}/")
    expect(visitor.locator("main")).not_to_contain_text("in the rain")

    editor.goto(f"{editable_site}/admin/comments/comment/")
    editor.get_by_role("button", name="Approve", exact=True).first.click()
    visitor.reload()
    expect(visitor.locator(".comment__text")).to_have_text(WORDS)

    visitor.get_by_role("link", name=re.compile("see it or erase it")).click()
    visitor.get_by_label("Your code").fill(code.lower())
    visitor.get_by_role("button", name="Show it").click()
    visitor.get_by_role("button", name="Erase it for good").click()
    visitor.goto(f"{editable_site}/p/{post['id']}/")
    expect(visitor.locator("main")).not_to_contain_text("in the rain")
