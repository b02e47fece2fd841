"""What moderators teach the score, and how the words of people stay unreadable in it."""

import pytest

from blog.comments import scoring
from blog.comments.models import WordCount
from blog.comments.states import State
from tests.comments.writing import comment

pytestmark = pytest.mark.django_db
QUEUE, DECIDE = "/admin/comments/comment/", "/admin/comments/decide/"


def test_the_score_learns_from_moderators(client, moderator, post):
    for number in range(scoring.ENOUGH):
        for words, decision in (("cheap watches lottery", "spam"), ("thank you for the food", "approve")):
            found = comment(post, f"{words} {number}", State.WAITING)
            client.post(DECIDE, {"one": f"{decision}-{found.pk}"})
    assert scoring.score("lottery watches, cheap") >= scoring.LIKELY
    assert scoring.score("thank you, the food was good") < scoring.UNSURE


def test_a_decision_that_is_changed_is_learned_anew(client, moderator, waiting):
    for decision in ("spam", "approve", "approve"):
        client.post(DECIDE, {"one": f"{decision}-{waiting.pk}"})
    assert set(WordCount.objects.values_list("spam", "ham")) == {(0, 1)}


def test_learned_words_cannot_be_read(client, moderator, waiting):
    client.post(DECIDE, {"one": f"spam-{waiting.pk}"})
    digests = " ".join(WordCount.objects.exclude(digest=scoring.ALL).values_list("digest", flat=True))
    assert digests
    assert "office" not in digests


def test_another_key_gives_other_hashes(settings):
    before = scoring.digests("office")
    settings.SECRET_KEY = "another"
    assert scoring.digests("office") != before


@pytest.mark.parametrize("text", ["電話 5123 4567", "M123456", "amina@example.org"])
def test_what_may_say_who_somebody_is_is_pointed_out(client, moderator, post, text):
    comment(post, text, State.WAITING)
    assert "May say who somebody is" in client.get(QUEUE, follow=True).content.decode()
