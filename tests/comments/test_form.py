"""Writing a comment: what is taken, what is kept of it, and what is not."""

import pytest
from django.core.cache import caches

from blog.comments import scoring, taking, views
from blog.comments.models import Comment
from blog.comments.states import State
from cms import counting
from cms.counting import Limit
from tests.comments.writing import WORDS, address, comment, page_of, send, sent, token_of
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.django_db
KEPT = {
    *("id", "post_id", "parent_id", "name", "text", "language", "state", "is_urgent", "referral"),
    *("is_edited", "is_from_union", "is_confirmed", "score", "learned", "created_at", "decided_on"),
    "code_hash",
}


def test_a_comment_waits_for_a_moderator(client, post):
    found, code = sent(client, post)
    assert (found.text, found.name, found.state) == (WORDS, "Amina", State.WAITING)
    assert code


def test_nothing_is_kept_of_whoever_wrote_it(client, post):
    agent = {"User-Agent": "Tell-tale/1.0", "Referer": "https://tell.example.org/", "Cookie": "tell=tale"}
    client.post(
        address(post),
        {"text": WORDS, "token": token_of(post), "email": "amina@example.org"},
        REMOTE_ADDR="192.0.2.77",
        headers=agent,
    )
    row = Comment.objects.values().get()
    assert row.keys() == KEPT
    assert not [value for value in row.values() if "192.0.2" in str(value) or "ell" in str(value)[:4]]


def test_the_time_is_kept_to_the_hour(client, post):
    found, _code = sent(client, post)
    assert (found.created_at.minute, found.created_at.second, found.created_at.microsecond) == (0, 0, 0)


def test_the_code_itself_is_not_kept(client, post):
    found, code = sent(client, post)
    assert code not in str(vars(found))
    assert code.replace("-", "") not in str(vars(found))


def test_no_cookie_is_set_and_nothing_is_stored_on_the_way(client, post):
    for answer in (client.get("/news/open/"), client.get(address(post)), send(client, post)):
        assert not answer.cookies
    assert send(client, post)["Cache-Control"] == "no-store"


def test_no_address_is_counted_in_clear(client, post):
    client.post(address(post), {}, REMOTE_ADDR="192.0.2.77")
    assert caches[counting.CACHE]._cache
    assert "192.0.2" not in repr(caches[counting.CACHE]._cache)


def test_a_comment_needs_no_name(client, post):
    found, _code = sent(client, post, name="")
    assert found.name == ""


# What the form is asked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"seconds": 1}, "very quick"),
        ({"seconds": 49 * 60 * 60}, "long time"),
        ({"token": "made-up"}, "without its mark"),
        ({"token": ""}, "without its mark"),
        ({"text": "x" * 4_001}, "too long"),
        ({"name": "x" * 61}, "too long"),
        ({"text": " \n "}, "write something"),
        ({"text": "a https://a.example b www.b.example c http://c.example d d.com"}, "too many links"),
        ({"parent": "9" * 18}, "not here any more"),
        ({"parent": "9" * 40}, "Not sent yet"),
        ({"language": "tlh"}, "Not sent yet"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_reason(client, post, fields, reason):
    answer = send(client, post, **fields)
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert reason in answer.content.decode()


def test_words_are_not_lost_and_the_new_form_can_be_sent(client, post):
    answer = send(client, post, seconds=49 * 60 * 60)
    page = answer.content.decode()
    assert WORDS in page
    assert "Amina" in page
    assert answer.context["token"] in page
    send(client, post, token=answer.context["token"], seconds=0)
    assert "very quick" in send(client, post, token=answer.context["token"]).content.decode()


def test_a_token_is_good_once(client, post):
    token = token_of(post)
    assert send(client, post, token=token).status_code == 200
    assert "sent already" in send(client, post, token=token).content.decode()
    assert "send it once more" in send(client, post, "Of another reader", token=token).content.decode()
    assert Comment.objects.count() == 1


def test_a_token_belongs_to_its_post(client, post):
    other = BlogPageFactory(has_comments=True, date=post.date)
    assert send(client, post, token=token_of(other)).status_code == 422


def test_three_links_are_taken(client, post):
    sent(client, post, "a https://a.example.com/x.com b www.b.example c http://c.example")


def test_what_fills_in_the_trap_is_spam_and_does_not_learn_of_it(client, post):
    found, _code = sent(client, post, website="https://spam.example")
    assert found.state == State.SPAM


def test_a_language_that_was_chosen_stays_chosen(client, post):
    page = send(client, post, "", language="ur").content.decode()
    assert '<option value="ur" selected>' in page


def test_the_trap_is_hidden_from_people(client, post):
    assert "<p hidden>" in page_of(client, address(post))


def test_an_answer_stands_one_level_below(client, post):
    first = comment(post)
    second = comment(post, parent=first)
    found, _code = sent(client, post, parent=str(second.pk))
    assert found.parent == first


def test_the_form_shows_what_is_answered(client, post):
    first = comment(post, "The office is open.")
    assert "The office is open." in page_of(client, f"{address(post)}?to={first.pk}")


# How much is taken ------------------------------------------------------------------------------------


def test_who_sends_too_much_is_told_when_to_go_on_and_keeps_the_words(client, post, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", Limit("few", 1, 600))
    client.post(address(post), {})
    answer = send(client, post)
    assert (answer.status_code, Comment.objects.count()) == (429, 0)
    assert 0 < int(answer["Retry-After"]) <= 600
    assert WORDS in answer.content.decode()
    assert client.post(address(post), {}, REMOTE_ADDR="192.0.2.9").status_code == 422


def states(client, post, texts):
    """What becomes of some comments, each from another place."""
    for number, text in enumerate(texts):
        data = {"text": text, "token": token_of(post)}
        assert client.post(address(post), data, REMOTE_ADDR=f"192.0.2.{number}").status_code == 200
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))


def test_in_a_flood_what_says_the_same_is_not_put_before_people(client, post, monkeypatch):
    monkeypatch.setattr(taking, "BRAKE", 3)
    flood = [f"Buy watches number {number}" for number in range(5)]
    assert states(client, post, [*flood, WORDS]) == ["waiting"] * 3 + ["spam"] * 2 + ["waiting"]


def test_the_longer_a_flood_lasts_the_less_doubt_is_left_to_people(client, post, monkeypatch):
    monkeypatch.setattr(taking, "BRAKE", 1)
    doubtful = "Other words, https://b.example https://c.example"
    assert states(client, post, [WORDS, "Good", doubtful]) == ["waiting", "waiting", "spam"]
    assert scoring.UNSURE <= Comment.objects.latest("pk").score < scoring.LIKELY


def test_words_that_nobody_knows_do_not_fill_the_queue_either(client, post, monkeypatch):
    monkeypatch.setattr(taking, "BRAKE", 1)
    texts = ["Alpha beta", "Gamma delta", "Epsilon zeta", "Eta theta", "Iota kappa"]
    assert states(client, post, texts) == ["waiting"] * 3 + ["spam"] * 2
    aside = Comment.objects.set_aside().order_by("pk")
    assert [found.text for found in aside] == ["Eta theta", "Iota kappa"]


def test_without_a_flood_people_see_what_looks_like_spam(client, post):
    assert (
        states(client, post, ["Buy watches", "Buy watches", "Buy watches", "Buy watches"]) == ["waiting"] * 4
    )


def test_a_flood_does_not_fill_the_disk(client, post, monkeypatch):
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 1)
    sent(client, post)
    answer = send(client, post, "More words")
    assert (answer.status_code, Comment.objects.count()) == (429, 1)
    assert "More words" in answer.content.decode()


def test_a_megabyte_is_refused_with_a_sentence(client, post):
    answer = send(client, post, "x" * 1_000_000)
    assert answer.status_code == 413
    assert "4,000 characters" in answer.content.decode()


# Where nothing is taken ------------------------------------------------------------------------------


def test_a_post_without_comments_takes_none(client, post):
    other = BlogPageFactory()
    assert (client.get(address(other)).status_code, send(client, other).status_code) == (404, 404)


def test_a_draft_takes_none(client):
    draft = BlogPageFactory(has_comments=True, live=False)
    assert send(client, draft).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_forms_take_no_other_methods(client, post, method):
    assert getattr(client, method)(address(post)).status_code == 405
