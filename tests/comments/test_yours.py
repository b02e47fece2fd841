"""What somebody can do with the code of a comment, and what readers report."""

import json

import pytest
from wagtail.models import ModelLogEntry

from blog.comments import moderation, views
from blog.comments.models import Comment, CommentReport
from blog.comments.states import State
from cms import versions
from cms.anonymous.codes import hash_of, new_code
from cms.counting import Limit
from tests.comments.writing import WORDS, comment, page_of, sent
from tests.factories import member

pytestmark = pytest.mark.django_db
YOURS, PAGE = "/comments/yours/", "/news/open/"


def with_code(client, code, **fields):
    return client.post(YOURS, {"code": code, **fields})


def report(client, found, reason="person", visitor=1):
    address = f"/comments/report/{found.pk}/"
    return client.post(address, {"reason": reason}, REMOTE_ADDR=f"192.0.2.{visitor}")


def state_of(found):
    return Comment.objects.get(pk=found.pk).state


# The code -------------------------------------------------------------------------------------------


def test_a_code_has_eighty_bits():
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert {len(code.replace("-", "")) for code in codes} == {16}


def test_without_the_key_a_stored_hash_fits_no_code(settings):
    code = new_code()
    before = hash_of(code)
    settings.SECRET_KEY = "another"
    assert hash_of(code) != before


@pytest.mark.parametrize(
    "change",
    [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} ", lambda code: code[::1]],
)
def test_a_code_may_be_typed_as_people_type(client, post, change):
    _found, code = sent(client, post)
    assert WORDS in with_code(client, change(code)).content.decode()


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "x", "\x00", "ہ" * 16, "A" * 200])
def test_a_wrong_code_opens_nothing(client, post, code):
    comment(post)
    answer = with_code(client, code)
    assert answer.status_code == 422
    assert WORDS not in answer.content.decode()


def test_codes_cannot_be_tried_for_ever(client, post, monkeypatch):
    monkeypatch.setattr(views, "CODES", Limit("few", 2, 600))
    assert [with_code(client, new_code()).status_code for _ in range(3)] == [422, 422, 429]


def test_all_that_is_kept_can_be_downloaded(client, post):
    _found, code = sent(client, post)
    answer = with_code(client, code, download="1")
    assert answer["Content-Disposition"].startswith("attachment")
    kept = json.loads(answer.content)
    assert (kept["text"], kept["name"], kept["state"]) == (WORDS, "Amina", "waiting")


def test_whom_moderators_ask_for_help_is_not_told_to_who_cried_for_it(client, post):
    found, code = sent(client, post)
    moderation.refer(found, True, "The duty lawyer", member("Moderators"))
    assert "duty lawyer" not in with_code(client, code, download="1").content.decode()


def test_nobody_empties_the_caches_by_writing_and_erasing(client, post):
    _found, code = sent(client, post)
    before = versions.current()
    with_code(client, code, erase="1")
    assert versions.current() == before


def test_an_erased_comment_is_gone_for_good(client, post):
    found, code = sent(client, post)
    user = member("Moderators")
    moderation.decide(found, State.APPROVED, user)
    CommentReport.objects.create(comment=found, reason="other")
    assert WORDS in page_of(client, PAGE)
    assert with_code(client, code, erase="1").status_code == 200
    assert WORDS not in page_of(client, PAGE)
    assert not Comment.objects.exists()
    assert not CommentReport.objects.exists()
    entry = ModelLogEntry.objects.get(content_type__app_label="comments")
    assert WORDS not in f"{entry.label} {entry.data}"
    assert with_code(client, code).status_code == 422


def test_answers_of_others_outlive_an_erased_comment(client, post):
    found, code = sent(client, post)
    moderation.decide(found, State.APPROVED, member("Moderators"))
    comment(post, "An answer", parent=found)
    CommentReport.objects.create(comment=found, reason="other")
    with_code(client, code, erase="1")
    assert not CommentReport.objects.exists()
    row = Comment.objects.values().get(pk=found.pk)
    assert (row["text"], row["name"], row["code_hash"], row["state"]) == ("", "", None, State.ERASED)
    page = page_of(client, PAGE)
    assert "An answer" in page
    assert "A comment that was erased" in page


def test_the_code_is_never_part_of_an_address(client, post):
    _found, code = sent(client, post)
    assert WORDS not in page_of(client, f"{YOURS}?code={code}")


# Reports --------------------------------------------------------------------------------------------


def test_a_report_keeps_a_reason_and_a_day(client, post):
    found = comment(post)
    assert report(client, found).status_code == 200
    assert CommentReport.objects.values().get().keys() == {"id", "comment_id", "reason", "day"}


def test_three_reports_take_a_comment_back_until_somebody_looked(client, post):
    found = comment(post)
    for visitor in (1, 2):
        report(client, found, visitor=visitor)
    assert WORDS in page_of(client, PAGE)
    report(client, found, visitor=3)
    assert state_of(found) == State.WAITING
    assert WORDS not in page_of(client, PAGE)


def test_one_visitor_counts_once_an_hour(client, post):
    found = comment(post)
    for _ in range(3):
        assert report(client, found).status_code == 200
    assert CommentReport.objects.count() == 1


def test_what_was_approved_again_is_not_taken_back_by_more_reports(client, post):
    found = comment(post)
    for visitor in range(3):
        report(client, found, visitor=visitor)
    moderation.decide(Comment.objects.get(), State.APPROVED, member("Moderators"))
    assert not CommentReport.objects.exists()
    for visitor in range(10, 14):
        report(client, found, visitor=visitor)
    assert (state_of(found), CommentReport.objects.count()) == (State.APPROVED, 4)


@pytest.mark.parametrize("reason", ["", "made-up"])
def test_a_report_needs_one_of_the_reasons(client, post, reason):
    found = comment(post)
    assert report(client, found, reason).status_code == 422
    assert not CommentReport.objects.exists()


def test_what_nobody_sees_cannot_be_reported(client, post):
    found = comment(post, state=State.WAITING)
    assert report(client, found).status_code == 404
    assert WORDS not in client.get(f"/comments/report/{found.pk}/").content.decode()


def test_what_the_union_said_cannot_be_reported_away(client, post):
    assert report(client, comment(post, is_from_union=True)).status_code == 404
