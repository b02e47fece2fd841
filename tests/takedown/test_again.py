"""The same form once more, by Back and Send: one request, and nobody learns of those of others."""

import pytest

from cms.takedown import taking, working
from cms.takedown.models import TakedownRequest
from tests.takedown.sending import WORDS, send, sent, token

pytestmark = pytest.mark.django_db


def test_a_form_that_is_sent_again_is_one_request_with_one_code_and_the_newer_words(client):
    mark = token()
    first, code = sent(client, token=mark, kind="name")
    again, same_code = sent(client, "And my street.", token=mark, is_urgent="on")
    assert (again, same_code) == (first, code)
    assert (again.text, again.kind, again.is_urgent) == ("And my street.", "other", True)
    assert TakedownRequest.objects.count() == 1


def test_two_forms_are_two_requests_with_two_codes(client):
    assert sent(client)[1] != sent(client, "Something else.")[1]
    assert TakedownRequest.objects.count() == 2


def test_what_is_sent_again_after_somebody_began_is_an_answer_once(client):
    mark = token()
    found, code = sent(client, token=mark)
    working.begin(found, None)
    assert {sent(client, "And my street.", token=mark)[1] for _ in range(2)} == {code}
    found.refresh_from_db()
    assert (found.text, found.has_answer) == (WORDS, True)
    assert [each.text for each in found.messages.all()] == ["And my street."]


def test_what_is_sent_again_after_the_answer_stays_in_the_form_for_a_new_request(client):
    mark = token()
    working.close(sent(client, token=mark)[0], "words", "", None)
    answer = send(client, "Something else.", token=mark)
    assert answer.status_code == 422
    assert "Something else." in answer.content.decode()
    assert "answered already" in answer.content.decode()


def test_the_same_words_from_the_same_place_are_asked_about_before_they_are_a_second_request(client):
    send(client)
    answer = send(client)
    assert answer.status_code == 422
    assert "Was it you?" in answer.content.decode()
    assert TakedownRequest.objects.count() == 1
    assert 'name="again"' in answer.content.decode()
    assert send(client, again="1").status_code == 200
    assert TakedownRequest.objects.count() == 2


@pytest.mark.parametrize("other", [{"visitor": "198.51.100.7"}, {"is_urgent": "on"}, {"place": "/a/"}])
def test_what_is_not_the_same_is_not_asked_about(client, other):
    send(client)
    assert send(client, **other).status_code == 200


@pytest.mark.parametrize("fields", [{"is_urgent": "on"}, {"text": "", "place": "/news/"}])
def test_nobody_learns_by_asking_whether_others_named_a_page_or_called_for_help(client, fields):
    assert [send(client, **fields).status_code for _ in range(2)] == [200, 200]


def test_a_form_that_is_sent_twice_in_one_moment_is_one_request(client, monkeypatch):
    found = [None]  # the other one is not there yet when this one looks
    known = taking._known
    monkeypatch.setattr(taking, "_known", lambda form: found.pop() if found else known(form))
    mark = token()
    _first, code = sent(client, "My street.", token=mark)
    found.append(None)
    assert sent(client, "My street.", token=mark)[1] == code
    assert TakedownRequest.objects.count() == 1
