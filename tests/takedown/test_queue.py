"""What moderators do with takedown requests."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.takedown.models import TakedownMessage, TakedownRequest
from cms.takedown.states import State
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
    home_page,
    member,
    news,
)
from tests.takedown.sending import QUEUE, WORDS, takedown

pytestmark = pytest.mark.django_db
SORT = "/admin/takedown/sort/"


def screen(found):
    return f"{QUEUE}edit/{found.pk}/"


def do(client, found, action, **fields):
    return client.post(screen(found), {"action": action, **fields})


def page_of(client, path):
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def late(**fields):
    return takedown(due_at=timezone.now() - datetime.timedelta(hours=1), **fields)


def test_moderators_read_requests_and_editors_do_not(client):
    found = takedown()
    client.force_login(member("Editors"))
    assert client.get(QUEUE).status_code == 302
    assert client.get(screen(found)).status_code == 302
    assert client.post(SORT, {"action": "throw_all", "sure": "1"}).status_code in (302, 403)
    client.force_login(member("Moderators"))
    assert WORDS in page_of(client, QUEUE)


def test_days_and_hours_are_written_as_everywhere_in_the_admin(client, moderator):
    moment = datetime.datetime(2031, 3, 7, 13, 30, tzinfo=timezone.get_default_timezone())
    takedown(created_at=moment, due_at=moment + datetime.timedelta(days=3))
    page = page_of(client, QUEUE)
    assert "7 March 2031" in page
    assert "10 March 2031, 13:30" in page


def test_moderators_may_change_how_long_people_wait(client, moderator):
    assert client.get("/admin/settings/takedown/takedownsettings/", follow=True).status_code == 200


def test_urgent_ones_stand_first_then_those_that_are_due(client, moderator):
    later, sooner, urgent = takedown(), late(), takedown(is_urgent=True)
    shown = client.get(QUEUE, follow=True).context["object_list"]
    assert [found.pk for found in shown] == [urgent.pk, sooner.pk, later.pk]


def test_what_is_overdue_says_so_in_words(client, moderator):
    takedown()
    assert "Overdue since" not in page_of(client, QUEUE)
    late()
    assert "Overdue since" in page_of(client, QUEUE)


def test_a_danger_that_was_set_aside_stands_first_there_and_falls_overdue(client, moderator):
    takedown(state=State.ASIDE)
    danger = late(state=State.ASIDE, is_urgent=True)
    answer = client.get(f"{QUEUE}?state__exact=aside")
    assert answer.context["object_list"][0] == danger
    assert "Overdue since" in answer.content.decode()
    dashboard = page_of(client, "/admin/")
    assert "One is overdue" in dashboard
    assert "In one of them somebody is in danger" in dashboard


def test_the_dashboard_counts(client, moderator):
    late(is_urgent=True)
    takedown(has_answer=True)
    takedown(state=State.ASIDE)
    takedown(state=State.DONE)
    page = page_of(client, "/admin/")
    for words in (
        "2 requests wait",
        "One is overdue",
        "somebody is in danger",
        "One has a new",
        "One was set",
    ):
        assert words in page


def test_the_dashboard_says_nothing_to_editors(client):
    takedown()
    client.force_login(member("Editors"))
    assert "One request waits" not in page_of(client, "/admin/")


def test_markup_is_shown_as_it_was_typed(client, moderator):
    found = takedown("<script>alert(1)</script>", place="<b>x")
    for path in (QUEUE, screen(found)):
        assert "<script>alert(1)" not in page_of(client, path)
        assert "<b>x" not in page_of(client, path)


@pytest.mark.parametrize("text", ["word " * 790 + "end", "a\n" * 40 + "end"])
def test_the_queue_opens_a_long_request_on_demand_and_its_screen_shows_all(client, moderator, text):
    found = takedown(text)
    queue = BeautifulSoup(page_of(client, QUEUE), "html.parser")
    first, whole = queue.select("article .queue__words")
    assert len(first.text) <= 300
    assert not first.select("br")
    assert whole.find_parent("details")
    assert not BeautifulSoup(page_of(client, screen(found)), "html.parser").select("article details")


def test_a_short_request_is_shown_at_once(client, moderator):
    takedown()
    assert not BeautifulSoup(page_of(client, QUEUE), "html.parser").select("article details")


def test_the_screen_leads_to_the_page_and_its_pictures(client, moderator):
    picture = ImageFactory()
    post = BlogPageFactory(lead_picture=picture)
    found = takedown(page=post.page_ptr)
    page = page_of(client, screen(found))
    for name in ("edit", "unpublish", "usage"):
        assert reverse(f"wagtailadmin_pages:{name}", args=[post.pk]) in page
    assert f'href="{reverse("wagtailimages:edit", args=[picture.pk])}"' in page
    assert f'href="{reverse("withdraw_picture", args=[picture.pk])}"' in page


def with_a_page_under_it():
    page = StandardPageFactory()
    StandardPageFactory(parent=page)
    return page


@pytest.mark.parametrize("made", [home_page, news, with_a_page_under_it])
def test_no_page_that_holds_others_is_withdrawn_from_here(client, moderator, made):
    above = made()
    page = page_of(client, screen(takedown(page=above.page_ptr)))
    assert reverse("wagtailadmin_pages:unpublish", args=[above.pk]) not in page
    assert "Other pages stand under this one" in page


def test_the_screen_leads_to_a_picture_whose_own_address_was_pasted(client, moderator):
    picture = ImageFactory()
    found = takedown(place=f"http://localhost{picture.get_rendition('max-100x100').url}")
    assert f'href="{reverse("wagtailimages:edit", args=[picture.pk])}"' in page_of(client, screen(found))


@pytest.mark.parametrize("rest", ["letter.pdf", "text/"])
def test_the_screen_leads_to_a_document(client, moderator, rest):
    document = DocumentFactory()
    found = takedown(place=f"/documents/{document.pk}/{rest}")
    assert f'href="{reverse("wagtaildocs:edit", args=[document.pk])}"' in page_of(client, screen(found))


def test_a_page_that_is_gone_is_no_fault_of_ours(client, moderator):
    post = BlogPageFactory()
    found = takedown(page=post.page_ptr)
    post.delete()
    assert WORDS in page_of(client, screen(found))


def test_somebody_looks_after_it(client, moderator):
    found = takedown()
    do(client, found, "begin")
    found.refresh_from_db()
    assert found.state == State.WORKING


def test_a_question_waits_for_whoever_asked(client, moderator):
    found = takedown(has_answer=True)
    do(client, found, "ask", text="Which picture?")
    found.refresh_from_db()
    assert (found.state, found.has_answer) == (State.WORKING, False)
    assert TakedownMessage.objects.get().is_from_union


def test_how_it_ended_is_kept_with_who_did_it(client, moderator):
    found = takedown()
    do(client, found, "close", outcome="picture", note="Three\npictures")
    found.refresh_from_db()
    assert (found.state, found.outcome, found.note) == (State.DONE, "picture", "Three pictures")
    assert (found.closed_by, found.closed_on) == (moderator, timezone.localdate())


def test_a_refusal_has_its_reason(client, moderator):
    found = takedown()
    assert do(client, found, "close", outcome="").status_code == 200
    do(client, found, "close", outcome="not_here")
    found.refresh_from_db()
    assert (found.state, found.outcome) == (State.REFUSED, "not_here")


def test_what_was_closed_can_be_opened_again(client, moderator):
    found = takedown()
    do(client, found, "close", outcome="words")
    do(client, found, "begin")
    found.refresh_from_db()
    assert (found.state, found.closed_on, found.outcome) == (State.WORKING, None, "")


def test_what_was_taken_back_stays_so(client, moderator):
    found = takedown(state=State.BACK)
    for action in ("begin", "aside", "ask", "close"):
        do(client, found, action, text="x", outcome="words")
    found.refresh_from_db()
    assert found.state == State.BACK
    assert not TakedownMessage.objects.exists()


def test_the_log_says_who_did_what_and_no_word(client, moderator):
    found = takedown("Sleeps behind the mosque")
    do(client, found, "begin")
    do(client, found, "ask", text="Which picture?")
    do(client, found, "close", outcome="words", note="done")
    entries = ModelLogEntry.objects.filter(content_type__app_label="takedown")
    assert {entry.action for entry in entries} == {"takedown.begin", "takedown.ask", "takedown.done"}
    assert {entry.user for entry in entries} == {moderator}
    assert not [entry for entry in entries if "mosque" in f"{entry.label}{entry.data}"]


def test_what_was_set_aside_goes_into_the_queue_or_away(client, moderator):
    back, away, other = (takedown(state=State.ASIDE) for _ in range(3))
    client.post(SORT, {"action": "back", "request": back.pk})
    client.post(SORT, {"action": "throw", "request": away.pk})
    assert dict(TakedownRequest.objects.values_list("pk", "state")) == {back.pk: "new", other.pk: "aside"}


def test_a_whole_flood_is_thrown_away_after_a_look(client, moderator):
    kept = takedown()
    takedown(state=State.ASIDE)
    takedown(state=State.ASIDE)
    client.post(SORT, {"action": "throw_all"})
    assert TakedownRequest.objects.count() == 3
    client.post(SORT, {"action": "throw_all", "sure": "1"})
    assert TakedownRequest.objects.get() == kept


def test_what_is_to_be_done_cannot_be_thrown_away(client, moderator):
    found = takedown()
    client.post(SORT, {"action": "throw", "request": found.pk})
    assert TakedownRequest.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"action": "back", "request": "x"}, {"action": "throw", "request": "9" * 30}]
)
def test_nothing_chosen_changes_nothing(client, moderator, data):
    takedown(state=State.ASIDE)
    assert client.post(SORT, data).status_code == 302
    assert TakedownRequest.objects.aside().count() == 1


@pytest.mark.parametrize(
    "query", ["nothing=1", "page__title__regex=(", "q=%00", "state__exact=%00", "text=x"]
)
def test_a_strange_question_is_answered_with_the_queue(client, moderator, query):
    answer = client.get(f"{QUEUE}?{query}")
    assert answer.url == f"{QUEUE}?state__in=new,working"


@pytest.mark.parametrize("state", [*State.values, "none"])
def test_there_is_a_list_for_each_state(client, moderator, state):
    takedown(state=state if state in State.values else "new")
    page_of(client, f"{QUEUE}?state__exact={state}")


def test_the_queue_costs_the_same_for_many(client, moderator, django_assert_max_num_queries):
    page = BlogPageFactory().page_ptr
    for _ in range(20):
        takedown(page=page)
    client.get(QUEUE, follow=True)
    with django_assert_max_num_queries(30):
        client.get(f"{QUEUE}?state__in=new,working")
