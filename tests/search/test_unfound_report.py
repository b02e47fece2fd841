"""The report of what nobody found: what it shows, what it leads to, who may delete from it."""

import datetime

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from search import unfound
from search.models import SearchSettings, UnfoundQuery
from tests.factories import member

pytestmark = pytest.mark.django_db
REPORT = "/admin/search/unfound/"


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


def row(query="rent", days_ago=0, count=1, way="nothing"):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return UnfoundQuery.objects.create(query=query, day=day, count=count, way=way)


def table(client, **parameters):
    answer = client.get(REPORT, parameters)
    assert answer.status_code == 200
    return [(found["query"], found["times"]) for found in answer.context["object_list"]]


def test_the_report_adds_up_the_days_and_shows_the_most_frequent_first(moderator):
    row("rent", days_ago=3, count=2)
    row("rent", days_ago=0, count=2, way="any")
    row("work", days_ago=1, count=3)
    row("old", days_ago=95, count=9)
    assert table(moderator) == [("rent", 4), ("work", 3)]
    page = moderator.get(REPORT).content.decode()
    assert "Results with some of the words" in page


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"ordering": "times"}, ["work", "rent"]),
        ({"ordering": "-last_day"}, ["work", "rent"]),
        ({"ordering": "query"}, ["rent", "work"]),
        ({"ordering": "bogus"}, ["rent", "work"]),
        ({"days": "7"}, ["work"]),
        ({"days": "30"}, ["rent", "work"]),
        ({"days": "bogus"}, ["rent", "work"]),
        ({"outcome": "any"}, ["rent"]),
        ({"q": "WOR"}, ["work"]),
        ({"q": "\x00"}, ["rent", "work"]),
        ({"p": "99"}, ["rent", "work"]),
    ],
)
def test_the_report_is_sorted_and_filtered(moderator, parameters, found):
    row("rent", days_ago=10, count=4, way="any")
    row("work", days_ago=1)
    assert [query for query, _times in table(moderator, **parameters)] == found


def test_an_empty_report_explains_itself(moderator):
    assert "everybody who searched" in moderator.get(REPORT).content.decode()


@pytest.mark.parametrize(
    ("query", "cell"), [("=1+1", "'=1+1"), ("-rent", "'-rent"), ("+rent", "'+rent"), ("rent = 1", "rent = 1")]
)
def test_a_download_holds_no_formula_that_somebody_searched_for(moderator, query, cell):
    row(query, count=2)
    answer = moderator.get(REPORT, {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines == [
        "Words,Times,Last day,What visitors saw",
        f"{cell},2,{timezone.localdate()},Nothing at all",
    ]


def test_the_report_is_downloaded_as_a_spreadsheet(moderator):
    row()
    assert moderator.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_markup_that_somebody_searched_for_stays_text(moderator):
    row("<script>alert(1)</script>")
    assert "<script>alert(1)" not in moderator.get(REPORT).content.decode()
    address = f"{REPORT}delete/"
    assert (
        "<script>alert(1)"
        not in moderator.get(address, {"query": UnfoundQuery.objects.get().query}).content.decode()
    )


def test_a_row_leads_to_a_new_synonym_and_a_new_promotion_with_its_words(moderator):
    row("rent & work")
    page = moderator.get(REPORT).content.decode()
    for address, place in (
        ("/admin/snippets/search/synonyms/add/?words=rent+%26+work", 'name="words"'),
        ("/admin/searchpicks/add/?query=rent+%26+work", 'name="query_string"'),
    ):
        assert f'href="{address}"' in page
        form = moderator.get(address).content.decode()
        assert "rent &amp; work" in form[form.index(place) - 200 : form.index(place) + 400]


def test_a_row_is_deleted_with_all_its_days_and_no_other(moderator):
    row("amina khan", days_ago=1)
    row("amina khan")
    row("rent")
    address = f"{REPORT}delete/?query=amina+khan"
    assert "amina khan" in moderator.get(address).content.decode()
    moderator.post(address)
    assert list(UnfoundQuery.objects.values_list("query", flat=True)) == ["rent"]


def test_what_was_dealt_with_comes_back_when_it_is_asked_again(moderator):
    row("rent", days_ago=1, count=5)
    page = moderator.get(REPORT).content.decode()
    assert 'aria-label="Dealt with: rent"' in page
    moderator.post(f"{REPORT}delete/?query=rent")
    assert table(moderator) == []
    unfound.note("rent", "nothing", RequestFactory().get("/search/"))
    assert table(moderator) == [("rent", 1)]


@pytest.mark.parametrize("query", ["", "?query=", "?query=nobody", "?query=%00"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_what_is_not_there_deletes_nothing(moderator, method, query):
    row()
    assert getattr(moderator, method)(f"{REPORT}delete/{query}").status_code == 404
    assert UnfoundQuery.objects.count() == 1


def test_the_whole_list_is_deleted_after_a_question(moderator):
    row()
    address = f"{REPORT}delete-all/"
    assert moderator.get(address).status_code == 200
    assert UnfoundQuery.objects.exists()
    moderator.post(address)
    assert not UnfoundQuery.objects.exists()


def test_editors_see_nothing_of_it(client):
    row()
    client.force_login(member("Editors"))
    settings = reverse("wagtailsettings:edit", args=["search", "searchsettings", SearchSettings.load().pk])
    for address in (
        REPORT,
        f"{REPORT}results/",
        f"{REPORT}delete/?query=rent",
        f"{REPORT}delete-all/",
        settings,
    ):
        assert client.get(address)["Location"] == "/admin/"
        client.post(address)
    assert UnfoundQuery.objects.exists()
    assert REPORT not in client.get("/admin/").content.decode()


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(REPORT)["Location"].startswith("/admin/login/")
