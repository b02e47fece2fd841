"""The form by which anybody asks for something to be taken down."""

import re

import pytest
from django.utils import timezone

from cms.counting import Limit
from cms.takedown import taking
from cms.takedown.models import TakedownRequest, TakedownSettings
from cms.takedown.states import State
from tests.factories import BlogPageFactory, StandardPageFactory, home_page
from tests.takedown.sending import FORM, WORDS, send, sent, token

pytestmark = pytest.mark.django_db


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/takedown/", "/ur/takedown/", "/lite/takedown/", "/lite/zh-hant/takedown/"]
)
def test_the_form_stands_in_every_language_and_form(client, path):
    page = page_of(client, path)
    assert "<textarea" in page
    assert f'action="{path}"' in page
    assert 'content="noindex"' in page


def test_the_form_asks_nobody_who_they_are(client):
    names = set(re.findall(r'name="(\w+)"', page_of(client, FORM).split("<main")[1].split("</main")[0]))
    assert names == {"place", "kind", "text", "is_urgent", "website", "token"}


def test_asking_sets_no_cookie(client):
    client.get(FORM)
    assert not send(client).cookies
    assert not client.cookies


def test_looking_at_the_form_makes_no_row(client):
    client.get(f"{FORM}?page=/news/")
    assert not TakedownRequest.objects.exists()
    assert not TakedownSettings.objects.exists()


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/news/a-post/", "/takedown/?page=/news/a-post/"),
        ("/lite/news/a-post/", "/lite/takedown/?page=/news/a-post/"),
        ("/nothing/here/", "/takedown/?page=/nothing/here/"),
    ],
)
def test_every_page_leads_to_the_form_and_says_where_it_was(client, path, link):
    BlogPageFactory(slug="a-post")
    assert f'href="{link}"' in client.get(path).content.decode().split("<main")[1]


def test_the_page_that_somebody_came_from_stands_in_the_form(client):
    assert 'value="/news/a-post/"' in page_of(client, f"{FORM}?page=/news/a-post/")


@pytest.mark.parametrize("path", ["/takedown/", "/takedown/yours/", "/lite/takedown/"])
def test_the_form_itself_is_no_page_that_somebody_came_from(client, path):
    field = re.search(r'<input[^>]*id="id_place"[^>]*>', page_of(client, f"{FORM}?page={path}"))[0]
    assert "value=" not in field


@pytest.mark.parametrize(
    "query", ["page=%00", "page=%22%3E%3Cscript%3E", "page=" + "x" * 5_000, "page=%E2%80%AEx"]
)
def test_a_strange_page_shows_the_form(client, query):
    page = page_of(client, f"{FORM}?{query}")
    assert "<script>" not in page
    assert "\u202e" not in page


def test_a_request_waits_with_its_words(client):
    found, _code = sent(client, place="/somewhere/", kind="name", is_urgent="on")
    assert (found.text, found.place, found.kind, found.is_urgent) == (WORDS, "/somewhere/", "name", True)
    assert found.state == State.NEW


def test_only_the_hour_of_a_request_is_kept(client):
    found, _code = sent(client)
    assert (found.created_at.minute, found.created_at.second) == (0, 0)


def test_the_day_of_the_answer_is_told(client):
    TakedownSettings.objects.create(hours_to_answer=48)
    answer = send(client)
    due = TakedownRequest.objects.get().due_at
    assert (due - TakedownRequest.objects.get().created_at).total_seconds() == 48 * 3600
    assert f'datetime="{timezone.localdate(due).isoformat()}"' in answer.content.decode()


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "\u202e\x00"}, {"text": "x" * 4_001}])
def test_what_cannot_be_taken_comes_back_with_a_sentence(client, fields):
    answer = send(client, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not TakedownRequest.objects.exists()


def test_an_address_alone_is_enough(client):
    assert sent(client, "", place="/news/")[0].place == "/news/"


@pytest.mark.parametrize("seconds", [0, 49 * 3600])
def test_a_form_sent_too_soon_or_too_late_comes_back_with_its_words(client, seconds):
    answer = send(client, seconds=seconds)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not TakedownRequest.objects.exists()


def test_a_quick_call_for_help_is_taken_and_set_aside_where_it_is_seen(client):
    data = {"text": WORDS, "token": token(0), "is_urgent": "on"}
    assert client.post(FORM, data).status_code == 200
    assert TakedownRequest.objects.get().state == State.ASIDE
    assert TakedownRequest.objects.urgent().count() == 1


@pytest.mark.parametrize("seconds", [0, 60])
def test_an_empty_form_hears_only_that_it_is_empty(client, seconds):
    page = send(client, "", seconds=seconds).content.decode()
    assert "Please say where it is" in page
    assert "very quick" not in page
    assert "still here" not in page


def test_a_megabyte_is_refused(client):
    assert send(client, "x" * 1_000_000).status_code == 413


def test_words_are_cleaned_of_what_hides_or_turns(client):
    found, _code = sent(client, "safe\u202egpj.exe\x07", place="/a\u2066b/")
    assert (found.text, found.place) == ("safegpj.exe", "/ab/")


def test_markup_comes_back_escaped(client):
    page = send(client, "<img src=x>", seconds=0, place='"><script>').content.decode()
    assert "<img src=x>" not in page
    assert '"><script>' not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "none"},
        {"kind": "\x00"},
        {"token": "\x00" * 5_000},
        {"token": "é:::"},
        {"website": "x" * 3_000},
        {"place": "http://[::1"},
        {"place": "https://a:99999/"},
        {"place": "/%00/"},
        {"place": "/%FF/"},
        {"place": "/p/99999999999999999999/"},
        {"place": "//"},
        {"place": "/documents/99999999999999999999/x"},
        {"place": "é" * 400},
    ],
)
def test_strange_fields_are_no_fault_of_ours(client, fields):
    assert send(client, **fields).status_code in (200, 422)


def test_no_line_is_written_about_who_asked(client, caplog):
    send(client, seconds=0)
    send(client, "x" * 1_000_000)
    assert not [record for record in caplog.records if "takedown" in record.getMessage()]


# Which page is meant --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "/about/",
        "about/",
        "http://localhost/about/",
        "localhost/about/?utm=x#part",
        "https://localhost:8000/lite/about/",
        "  http://localhost/about ",
    ],
)
def test_an_address_is_understood_however_it_was_pasted(client, typed):
    page = StandardPageFactory(slug="about")
    typed = f"/{typed}" if typed == "about/" else typed
    assert sent(client, place=typed)[0].page_id == page.pk


def test_an_address_of_another_language_is_understood(client):
    page = StandardPageFactory(slug="hamare", parent=home_page("ur"))
    assert sent(client, place="http://localhost/ur/hamare/")[0].page_id == page.pk


def test_a_permanent_link_is_understood(client):
    page = StandardPageFactory(slug="about")
    assert sent(client, place=f"http://localhost/p/{page.pk}/")[0].page_id == page.pk


@pytest.mark.parametrize("typed", ["https://elsewhere.example/about/", "the page about us", "/nothing/"])
def test_other_words_are_kept_as_they_were_typed(client, typed):
    StandardPageFactory(slug="about")
    found, _code = sent(client, place=typed)
    assert (found.page, found.place) == (None, typed)


# Floods -----------------------------------------------------------------------------------------------


def test_what_a_program_fills_in_is_set_aside(client):
    assert sent(client, website="x")[0].state == State.ASIDE


def test_much_from_one_place_is_set_aside_and_not_lost(client, monkeypatch):
    monkeypatch.setattr(taking, "MUCH", Limit("takedown.few", 2, 600))
    assert [send(client, f"{number}").status_code for number in range(4)] == [200] * 4
    assert [each.state for each in TakedownRequest.objects.order_by("pk")] == ["new", "new", "aside", "aside"]


def test_one_place_cannot_take_the_room_of_others(client, monkeypatch):
    monkeypatch.setattr(taking, "TOO_MUCH", Limit("takedown.some", 3, 600))
    answers = [send(client, f"words {number}") for number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "words 3" in answers[3].content.decode()
    assert answers[3]["Retry-After"]
    assert send(client, visitor="198.51.100.7").status_code == 200


def test_a_thousand_from_many_places_leave_moderators_a_queue_to_read(client, monkeypatch):
    monkeypatch.setattr(taking, "BRAKE", 3)
    monkeypatch.setattr(taking, "URGENT_BRAKE", 2)
    for number in range(12):
        urgent = {"is_urgent": "on"} if number % 2 else {}
        assert send(client, f"{number}", visitor=f"198.51.100.{number}", **urgent).status_code == 200
    assert TakedownRequest.objects.to_do().count() == 5
    assert TakedownRequest.objects.aside().count() == 7


def test_the_disk_is_not_filled(client, monkeypatch):
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 2)
    answers = [send(client, f"{number}", visitor=f"198.51.100.{number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_what_others_filled_leaves_room_for_who_sent_nothing_yet(client, monkeypatch):
    monkeypatch.setattr(taking, "MOST_OF_MANY", 2)
    monkeypatch.setattr(taking, "MOST_AN_HOUR", 3)
    asked = ["198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2", "198.51.100.3"]
    answers = [send(client, f"{number}", visitor=visitor) for number, visitor in enumerate(asked)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 200, 429]


def test_a_real_danger_after_false_alarms_is_still_a_call(client, monkeypatch):
    monkeypatch.setattr(taking, "URGENT_BRAKE", 1)
    for number in range(2):
        send(client, f"{number}", visitor=f"198.51.100.{number}", is_urgent="on")
    last = TakedownRequest.objects.latest("pk")
    assert last.state == State.ASIDE
    assert last in TakedownRequest.objects.urgent()
