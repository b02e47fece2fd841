"""The parts of the front door: what we ask for, petitions, how to help."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def front(client, address: str = "/") -> str:
    return " ".join(client.get(address).content.decode().split())


def change_home(**fields: object) -> None:
    home = home_page()
    for name, value in fields.items():
        setattr(home, name, value)
    home.save()


def point(title: str, text: str = "", page: object = None) -> tuple[str, dict[str, object]]:
    return "point", {"title": title, "text": text, "page": page}


def petition(title: str, day: int = 1, **values: object) -> object:
    value = {
        "document": DocumentFactory(),
        "addressee": "Housing Office",
        "date_sent": datetime.date(2021, 3, 1),
        "summary": "",
        "state": "sent",
        "reply_date": None,
        "reply_document": None,
        "reply_url": "",
        **values,
    }
    return BlogPageFactory(title=title, date=datetime.date(2021, 3, day), body=[("petition", value)])


def test_what_we_ask_for_stands_in_its_order_and_leads_to_what_says_more(client):
    page = StandardPageFactory(slug="rent")
    change_home(asks=[point("A fair rent", "Prices rise.", page), point("An answer")])
    asks = front(client).partition('<ol class="points')[2].partition("</ol>")[0]
    assert asks.index("A fair rent") < asks.index("Prices rise.") < asks.index("An answer")
    assert asks.count("<a ") == 1
    assert 'href="/rent/"' in asks


def test_a_demand_stays_when_its_page_is_no_longer_public(client):
    page = StandardPageFactory(slug="rent")
    change_home(asks=[point("A fair rent", page=page)])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "A fair rent" in front(client)
    assert 'href="/rent/"' not in front(client)


def test_ways_to_help_have_a_part_of_their_own(client):
    assert "How you can help" not in front(client)
    change_home(ways_to_help=[point("With an afternoon", "Come by.")])
    assert "With an afternoon" in front(client).partition("How you can help")[2]


def test_the_four_newest_petitions_are_shown(client):
    for day in range(1, 6):
        petition(f"Letter of day {day}", day)
    petitions = front(client).partition("Our petitions")[2]
    assert [day for day in range(1, 6) if f"Letter of day {day}" in petitions] == [2, 3, 4, 5]
    assert 'href="/news/petitions/"' in petitions


def test_a_petition_without_an_answer_says_for_how_long_we_wait(client):
    sent = timezone.localdate() - datetime.timedelta(days=30)
    petition("Our letter", state="acknowledged", date_sent=sent)
    row = front(client).partition('class="petition-row')[2].partition("</article>")[0]
    for words in ("Our letter", "Housing Office", "Receipt confirmed", "sent on", "30 days"):
        assert words in row


def test_an_answered_petition_shows_the_day_of_the_answer_and_waits_no_more(client):
    petition("Our letter", state="answered", reply_date=datetime.date(2021, 3, 9))
    row = front(client).partition('class="petition-row')[2].partition("</article>")[0]
    assert "9 March 2021" in row
    assert "waiting" not in row


def test_petitions_that_nobody_may_see_stay_out(client):
    petition("Draft letter").unpublish()
    private = petition("Private letter")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert "Our petitions" not in front(client)


def test_an_editor_can_leave_the_petitions_out(client):
    petition("Our letter")
    change_home(shows_petitions=False)
    assert "Our petitions" not in front(client)


def test_a_home_page_without_words_says_that_the_site_is_new(client):
    assert "This site is new" in front(client)
    change_home(welcome_text="<p>We are here.</p>")
    assert "This site is new" not in front(client)


def test_news_without_posts_say_so(client):
    published(news())
    assert "There are no posts yet" in front(client)


def test_few_languages_stand_side_by_side_and_many_behind_their_own_word(client):
    home_page("ur")
    assert "<summary" not in front(client).partition("<main")[0]
    for code in ("ar", "fr", "ta"):
        home_page(code)
    header = front(client).partition("<main")[0]
    assert "<summary" in header
    assert all(f'hreflang="{code}"' in header for code in ("ur", "ar", "fr", "ta"))


def test_points_are_translated_with_the_page():
    change_home(asks=[point("An answer")])
    urdu = home_page().copy_for_translation(locale("ur"))
    assert urdu.asks[0].value["title"] == "An answer"
