"""Nobody guesses passwords for long, and nobody is locked out by it."""

import re
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.test import Client
from wagtail.models import ModelLogEntry, PageViewRestriction

from cms.accounts import brake, forms
from cms.counting import Limit
from tests.factories import BlogPageFactory, UserFactory, member

pytestmark = pytest.mark.django_db
ADMIN, MEMBERS, RESET = "/admin/login/", "/_util/login/", "/admin/password_reset/"
PASSWORD = "a-long-password-for-tests"
WAIT = re.compile(r"Please wait (\d+) minutes")


@pytest.fixture
def person():
    return member("Editors")


@pytest.fixture(autouse=True)
def sent_at_once(monkeypatch):
    """Mail without a thread."""
    thread = mock.Mock(side_effect=lambda target, args: mock.Mock(start=lambda: target(*args)))
    monkeypatch.setattr(forms, "Thread", thread)


def few(monkeypatch, name, most):
    monkeypatch.setattr(brake, name, Limit(f"few.{name}", most, 600))


def attempt(client, username, typed="wrong", door=ADMIN, visitor=1):
    data = {"username": username, "password": typed}
    return client.post(door, data, REMOTE_ADDR=f"198.51.100.{visitor}")


def is_braked(answer):
    return answer.status_code == 200 and bool(WAIT.search(answer.content.decode()))


@pytest.mark.parametrize("door", [ADMIN, MEMBERS])
def test_who_guesses_at_one_name_must_wait(client, person, door):
    answers = [attempt(client, person.username, door=door) for _ in range(11)]
    assert [is_braked(answer) for answer in answers] == [False] * 10 + [True]
    assert 0 < int(WAIT.search(answers[-1].content.decode())[1]) <= 10


def test_who_must_wait_is_not_let_in_by_the_right_password(client, person, monkeypatch):
    few(monkeypatch, "BY_VISITOR_AND_NAME", 1)
    attempt(client, person.username)
    assert is_braked(attempt(client, person.username, PASSWORD))


def test_who_waited_comes_in(client, person, monkeypatch):
    few(monkeypatch, "BY_VISITOR_AND_NAME", 1)
    attempt(client, person.username)
    with mock.patch("cms.counting.time.time", return_value=4e9):
        assert attempt(client, person.username, PASSWORD).status_code == 302


def test_who_guesses_at_many_names_must_wait(client, monkeypatch):
    few(monkeypatch, "BY_VISITOR", 2)
    assert [is_braked(attempt(client, f"name{number}")) for number in range(3)] == [False, False, True]
    assert not is_braked(attempt(client, "name9", visitor=2))


def test_many_machines_that_guess_at_one_name_must_wait(client, person, monkeypatch):
    few(monkeypatch, "BY_NAME", 2)
    answers = [is_braked(attempt(client, person.username.upper(), visitor=number)) for number in range(3)]
    assert answers == [False, False, True]


def test_others_who_share_the_address_come_in(client, person):
    for _ in range(11):
        attempt(client, "somebody-else")
    assert attempt(client, person.username, PASSWORD).status_code == 302


def test_whoever_signed_in_lately_is_not_slowed_down_by_others(client, person, monkeypatch):
    few(monkeypatch, "BY_NAME", 2)
    assert attempt(client, person.username, PASSWORD, visitor=9).status_code == 302
    client.logout()
    for number in range(4):
        attempt(client, person.username, visitor=number)
    assert attempt(client, person.username, PASSWORD, visitor=9).status_code == 302


def guessed_by_many(client, person, monkeypatch):
    """Fills the count of a name, and forgets who signed in within the hour."""
    few(monkeypatch, "BY_NAME", 2)
    caches["throttle"].clear()
    for number in range(4):
        Client().post(ADMIN, {"username": person.username, "password": "x"}, REMOTE_ADDR=f"192.0.2.{number}")


def test_whoever_signed_in_with_a_browser_comes_in_with_it_from_anywhere(client, person, monkeypatch):
    attempt(client, person.username, PASSWORD)
    client.post("/admin/logout/")
    guessed_by_many(client, person, monkeypatch)
    assert is_braked(attempt(Client(), person.username, PASSWORD, visitor=8))
    assert attempt(client, person.username, PASSWORD, visitor=9).status_code == 302


def test_a_browser_that_is_known_may_not_guess_for_ever(client, person, monkeypatch):
    attempt(client, person.username, PASSWORD)
    client.post("/admin/logout/")
    few(monkeypatch, "BY_WHO_IS_KNOWN", 2)
    answers = [is_braked(attempt(client, person.username, visitor=number)) for number in range(3)]
    assert answers == [False, False, True]


def test_a_browser_is_known_for_one_name_alone(client, person, monkeypatch):
    attempt(client, member("Moderators").username, PASSWORD)
    client.post("/admin/logout/")
    guessed_by_many(client, person, monkeypatch)
    assert is_braked(attempt(client, person.username, PASSWORD))


@pytest.mark.parametrize("mark", ["made-up", "a:b:c", "\u00e9", ""])
def test_a_made_up_mark_opens_nothing(client, person, monkeypatch, mark):
    guessed_by_many(client, person, monkeypatch)
    client.cookies[brake.COOKIE] = mark
    assert is_braked(attempt(client, person.username, PASSWORD))


def test_the_mark_of_a_browser_stays_with_the_admin_and_names_nobody(client, person):
    cookie = attempt(client, person.username, PASSWORD).cookies[brake.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert person.username not in cookie.value


def test_whoever_does_not_come_in_gets_no_mark(client, person):
    reader = UserFactory(password=PASSWORD)
    assert brake.COOKIE not in attempt(client, person.username).cookies
    assert brake.COOKIE not in attempt(client, person.username, PASSWORD, door=MEMBERS).cookies
    assert brake.COOKIE not in attempt(Client(), reader.username, PASSWORD, door=MEMBERS).cookies


def test_who_signed_in_once_may_not_guess_for_ever(client, person, monkeypatch):
    few(monkeypatch, "BY_WHO_IS_KNOWN", 2)
    attempt(client, person.username, PASSWORD)
    client.logout()
    assert [is_braked(attempt(client, person.username)) for _ in range(3)] == [False, False, True]


def test_a_new_password_opens_the_door_while_others_guess(client, person, monkeypatch):
    few(monkeypatch, "BY_NAME", 1)
    client.post(RESET, {"email": person.email}, REMOTE_ADDR="198.51.100.9")
    link = re.search(r"http://[^/]+(/admin/password_reset/confirm/\S+)", mail.outbox[0].body)[1]
    form = client.get(link).url
    new = {"new_password1": "quite-another-sentence", "new_password2": "quite-another-sentence"}
    assert client.post(form, new, REMOTE_ADDR="198.51.100.9").status_code == 302
    for number in range(3):
        attempt(client, person.username, visitor=number)
    assert attempt(client, person.username, "quite-another-sentence", visitor=9).status_code == 302


@pytest.mark.parametrize("name", ["nobody", "\x00", "é" * 200, "\ud800"])
def test_strange_names_are_no_fault_of_ours(client, name):
    assert attempt(client, name.encode("utf-8", "replace").decode()).status_code == 200


def test_an_unknown_name_is_answered_like_a_known_one(client, person, monkeypatch):
    few(monkeypatch, "BY_VISITOR_AND_NAME", 1)
    said = set()
    for name in (person.username, "nobody"):
        pages = [attempt(client, name).content.decode() for _ in range(2)]
        sentences = [re.search(r'<li class="error">(.*?)</li>', page, re.DOTALL)[1] for page in pages]
        said.add(tuple(re.sub(r"\d+", "", sentence) for sentence in sentences))
    assert len(said) == 1


def test_an_unknown_name_takes_as_long_as_a_known_one(client, person):
    counts = []
    for name in (person.username, "nobody"):
        with mock.patch.object(MD5PasswordHasher, "encode", autospec=True, return_value="md5$x$y") as encode:
            attempt(client, name)
        counts.append(encode.call_count)
    assert counts == [1, 1]


def test_who_must_wait_costs_no_hash(client, person, monkeypatch):
    few(monkeypatch, "BY_VISITOR", 0)
    with mock.patch.object(MD5PasswordHasher, "encode", autospec=True) as encode:
        attempt(client, person.username)
    assert not encode.called


def test_a_failed_attempt_is_written_down_nowhere(client, person, caplog):
    models = apps.get_models(include_auto_created=True)

    def rows():
        return {model: model.objects.count() for model in models if hasattr(model, "objects")}

    before = rows()
    attempt(client, person.username)
    attempt(client, "nobody")
    assert rows() == before
    assert not [record for record in caplog.records if person.username in record.getMessage()]
    assert not ModelLogEntry.objects.exists()


def test_the_counts_name_nobody(client, person):
    attempt(client, person.username)
    kept = repr(caches["throttle"]._cache.keys())
    assert person.username not in kept
    assert "198.51" not in kept


# New passwords ------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
def test_nobody_learns_whose_address_is_known(client, person, known):
    answer = client.post(RESET, {"email": person.email if known else "nobody@example.org"})
    assert answer.url == "/admin/password_reset/done/"
    assert len(mail.outbox) == known


def test_the_mail_is_sent_behind_the_answers_back(client, person, monkeypatch):
    monkeypatch.setattr(forms, "Thread", mock.Mock())
    client.post(RESET, {"email": person.email})
    assert mail.outbox == []
    assert forms.Thread.return_value.start.called


def test_nobody_fills_the_letter_box_of_somebody_else(client, person):
    for number in range(5):
        client.post(RESET, {"email": person.email}, REMOTE_ADDR=f"198.51.100.{number}")
    assert len(mail.outbox) == 3


def test_who_asks_for_many_new_passwords_must_wait(client, monkeypatch):
    few(monkeypatch, "RESETS", 1)
    answers = [client.post(RESET, {"email": f"{number}@example.org"}) for number in range(2)]
    assert answers[0].status_code == 302
    assert is_braked(answers[1])


# Private pages ------------------------------------------------------------------------------------


def test_the_password_of_a_private_page_cannot_be_guessed(client, monkeypatch):
    few(monkeypatch, "DOORS", 1)
    page = BlogPageFactory()
    lock = PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    door = f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/"
    assert client.get(door).status_code == 200
    assert [client.post(door, {"password": "x"}).status_code for _ in range(2)] == [200, 429]
    assert client.post(door, {"password": "open"}).status_code == 429


# Sessions ------------------------------------------------------------------------------------------


def signed_in(client, seconds):
    """Whether somebody is still in after so many seconds."""
    with mock.patch("cms.accounts.sessions.time.time", return_value=1e9 + seconds):
        return client.get("/admin/").status_code == 200


@pytest.fixture
def inside(client, person):
    with mock.patch("cms.accounts.sessions.time.time", return_value=1e9):
        client.force_login(person)
    return client


def test_who_does_nothing_for_half_a_day_is_signed_out(inside):
    assert signed_in(inside, 11 * 3600)
    assert signed_in(inside, 22 * 3600)
    assert not signed_in(inside, 35 * 3600)
    assert not Session.objects.exists()


def test_who_works_on_is_signed_out_after_a_week(inside):
    hours = range(0, 24 * 7 + 1, 11)
    assert all(signed_in(inside, hour * 3600) for hour in hours)
    assert not signed_in(inside, (24 * 7 + 1) * 3600)


def test_a_session_is_not_written_to_at_every_click(inside):
    assert signed_in(inside, 0)
    before = Session.objects.get().session_data
    assert signed_in(inside, 60)
    assert Session.objects.get().session_data == before
