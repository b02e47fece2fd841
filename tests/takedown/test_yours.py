"""What somebody can do with the code of a request, and with nothing else."""

import pytest

from cms.counting import Limit
from cms.takedown import views, working
from cms.takedown.models import TakedownMessage, TakedownRequest
from cms.takedown.states import Outcome, State
from tests.factories import UserFactory
from tests.takedown.sending import WORDS, YOURS, sent, takedown, with_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client):
    return sent(client)


def read(client, code):
    answer = with_code(client, code)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/ur", "/lite"])
def test_the_way_to_ones_own_request_is_open_to_all(client, prefix):
    assert 'name="code"' in client.get(f"{prefix}{YOURS}").content.decode()


def test_with_the_code_one_sees_that_it_waits(client, mine):
    assert "It waits" in read(client, mine[1].lower().replace("-", " "))


def test_with_the_code_one_reads_the_question_of_moderators(client, mine):
    working.ask(mine[0], "Which picture do you mean?", UserFactory())
    page = read(client, mine[1])
    assert "Which picture do you mean?" in page
    assert "working on it" in page


def test_an_answer_reaches_the_moderators(client, mine):
    answer = with_code(client, mine[1], answer="1", text="The second one.\x00\u202e")
    assert answer.status_code == 200
    assert TakedownMessage.objects.get().text == "The second one."
    assert TakedownRequest.objects.answered().get() == mine[0]


def test_an_empty_answer_is_none(client, mine):
    assert with_code(client, mine[1], answer="1", text=" ").status_code == 422
    assert not TakedownMessage.objects.exists()


def test_one_code_cannot_fill_the_disk(client, mine, monkeypatch):
    monkeypatch.setattr(working, "MOST_MESSAGES", 1)
    assert [with_code(client, mine[1], answer="1", text="x").status_code for _ in range(2)] == [200, 422]


@pytest.mark.parametrize(
    ("outcome", "words"), [(Outcome.PICTURE, "It is done."), (Outcome.NOT_HERE, "We have not done it.")]
)
def test_with_the_code_one_reads_how_it_ended(client, mine, outcome, words):
    working.close(mine[0], outcome, "As you asked", UserFactory())
    page = read(client, mine[1])
    assert words in page
    assert str(outcome.label) in page
    assert "As you asked" in page


def test_who_takes_it_back_leaves_no_word(client, mine):
    working.ask(mine[0], "Which picture?", UserFactory())
    with_code(client, mine[1], take_back="1")
    found = TakedownRequest.objects.get()
    assert (found.text, found.place, found.code_hash, found.state) == ("", "", None, State.BACK)
    assert not TakedownMessage.objects.exists()
    assert with_code(client, mine[1]).status_code == 422


def test_what_was_done_stays_when_the_words_go(client, mine):
    working.close(mine[0], Outcome.WORDS, "", UserFactory())
    with_code(client, mine[1], take_back="1")
    found = TakedownRequest.objects.get()
    assert (found.state, found.outcome, found.text) == (State.DONE, "words", "")


def test_the_code_of_a_comment_opens_nothing_here(client):
    from cms.anonymous.codes import hash_of

    takedown(code_hash=hash_of("7KQ2-M9TX-W3HF-8NPA"))
    assert with_code(client, "7KQ2-M9TX-W3HF-8NPA").status_code == 422


@pytest.mark.parametrize("code", ["", "x", "\x00" * 16, "7KQ2-M9TX-W3HF-8NPA", "é" * 90, "x" * 5_000])
def test_another_code_opens_nothing(client, mine, code):
    answer = with_code(client, code)
    assert answer.status_code == 422
    assert WORDS not in answer.content.decode()


def test_codes_cannot_be_guessed(client, mine, monkeypatch):
    monkeypatch.setattr(views, "GUESSES", Limit("takedown.guesses", 1, 600))
    assert [with_code(client, "7KQ2-M9TX-W3HF-8NPA").status_code for _ in range(2)] == [422, 429]


def test_only_a_hash_of_the_code_is_kept(mine):
    assert mine[1] not in str(TakedownRequest.objects.values().get())
