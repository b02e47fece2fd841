"""What moderators do in the admin, what the log says of it, and who may not."""

import re

import pytest
from wagtail.models import ModelLogEntry

from blog.comments.models import CannedAnswer, Comment, CommentReport
from blog.comments.states import State
from cms.versions import current
from tests.comments.writing import WORDS, comment, page_of
from tests.factories import member

pytestmark = pytest.mark.django_db
QUEUE, DECIDE = "/admin/comments/comment/", "/admin/comments/decide/"
PAGE = "/news/open/"


def screen(found):
    return f"{QUEUE}edit/{found.pk}/"


def do(client, found, action, **fields):
    return client.post(screen(found), {"action": action, **fields})


def test_the_queue_begins_with_what_waits(client, moderator, post, waiting):
    comment(post, "Approved before")
    answer = client.get(QUEUE, follow=True)
    assert [found.pk for found in answer.context["object_list"]] == [waiting.pk]
    assert WORDS in answer.content.decode()


def test_urgent_ones_come_first(client, moderator, post, waiting):
    urgent = comment(post, "Help", state=State.WAITING, is_urgent=True, referral="The duty lawyer")
    answer = client.get(QUEUE, follow=True)
    assert [found.pk for found in answer.context["object_list"]] == [urgent.pk, waiting.pk]
    assert "The duty lawyer" in answer.content.decode()


def test_words_in_the_queue_are_no_markup(client, moderator, post):
    comment(post, "<script>alert(1)</script>", State.WAITING, name="<b>")
    page = client.get(QUEUE, follow=True).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_the_queue_costs_the_same_for_many(client, moderator, post, django_assert_max_num_queries):
    first = comment(post, state=State.WAITING)
    for _ in range(20):
        comment(post, state=State.WAITING, parent=first)
    client.get(QUEUE, follow=True)
    with django_assert_max_num_queries(30):
        client.get(f"{QUEUE}?state__exact=waiting")


@pytest.mark.parametrize("query", ["?reports__isnull=False", "?is_urgent__exact=1"])
def test_there_are_tabs_for_what_comes_first(client, moderator, post, waiting, query):
    found = comment(post, "Reported", is_urgent=True)
    CommentReport.objects.create(comment=found, reason="person")
    answer = client.get(f"{QUEUE}{query}")
    assert [one.pk for one in answer.context["object_list"]] == [found.pk]


@pytest.mark.parametrize("query", ["nothing=1", "post__title__regex=(", "post=x"])
def test_an_unknown_question_is_answered_with_the_queue(client, moderator, waiting, query):
    assert client.get(f"{QUEUE}?{query}").url == f"{QUEUE}?state__exact=waiting"


def test_a_search_without_sense_is_no_fault_of_ours(client, moderator, waiting):
    assert client.get(f"{QUEUE}?q=%00Amina&state__exact=%00&p=x").url == f"{QUEUE}?state__exact=waiting"
    assert client.get(f"{QUEUE}?q=Amina&state__exact=none&p=x").status_code == 200


@pytest.mark.parametrize("number", ["abc", "9" * 30])
def test_there_is_no_comment_of_a_strange_number(client, moderator, number):
    assert client.get(f"{QUEUE}edit/{number}/").status_code == 404


# Decisions ---------------------------------------------------------------------------------------------


def test_an_approved_comment_is_shown_at_once(client, moderator, waiting):
    page_of(client, PAGE)
    client.post(DECIDE, {"one": f"approve-{waiting.pk}"})
    assert WORDS in page_of(client, PAGE)


@pytest.mark.parametrize("decision", ["reject", "spam"])
def test_what_is_refused_disappears_at_once(client, moderator, post, decision):
    found = comment(post)
    page_of(client, PAGE)
    client.post(DECIDE, {"one": f"{decision}-{found.pk}"})
    assert WORDS not in page_of(client, PAGE)


def test_each_decision_raises_the_content_version(client, moderator, waiting):
    before = current()
    client.post(DECIDE, {"one": f"approve-{waiting.pk}"})
    assert current() > before


def test_all_that_are_ticked_are_decided_together(client, moderator, post):
    some = [comment(post, state=State.WAITING).pk for _ in range(3)]
    client.post(DECIDE, {"all": "spam", "comment": some[:2]})
    assert list(Comment.objects.order_by("pk").values_list("state", flat=True)) == ["spam", "spam", "waiting"]


def test_what_a_flood_set_aside_says_so_until_somebody_looked(client, moderator, post):
    found = comment(post, state=State.SPAM)
    assert "Set aside in a flood" in page_of(client, f"{QUEUE}?state__exact=spam")
    client.post(DECIDE, {"one": f"spam-{found.pk}"})
    assert "Set aside in a flood" not in page_of(client, f"{QUEUE}?state__exact=spam")


def test_all_that_a_flood_set_aside_is_rejected_after_a_look(client, moderator, post, waiting):
    looked_at = comment(post, state=State.SPAM, learned="spam")
    some = [comment(post, state=State.SPAM) for _ in range(3)]
    client.post(DECIDE, {"aside": "reject"})
    assert Comment.objects.set_aside().count() == 3
    client.post(DECIDE, {"aside": "reject", "sure": "1"})
    states = dict(Comment.objects.values_list("pk", "state"))
    assert states == {waiting.pk: "waiting", looked_at.pk: "spam"} | {found.pk: "rejected" for found in some}
    assert ModelLogEntry.objects.filter(action="comments.rejected", user=moderator).count() == 3


@pytest.mark.parametrize("data", [{}, {"all": "erase", "comment": "1"}, {"one": "approve-x"}, {"one": "x-1"}])
def test_a_decision_about_nothing_changes_nothing(client, moderator, waiting, data):
    assert client.post(DECIDE, data).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_what_its_author_erased_stays_erased(client, moderator, post):
    found = comment(post, "", State.ERASED)
    client.post(DECIDE, {"one": f"approve-{found.pk}"})
    found.refresh_from_db()
    assert found.state == State.ERASED
    assert client.get(screen(found)).status_code in (302, 403)


def test_the_log_says_who_decided_and_no_word_of_the_comment(client, moderator, waiting):
    client.post(DECIDE, {"one": f"approve-{waiting.pk}"})
    do(client, waiting, "edit", name="", text="Shorter")
    do(client, waiting, "refer", is_urgent="on", referral="The duty lawyer")
    do(client, waiting, "answer", text="Come on Monday.")
    entries = ModelLogEntry.objects.filter(content_type__app_label="comments")
    assert {entry.action for entry in entries} == {
        *("comments.approved", "comments.edit", "comments.urgent", "comments.answer"),
    }
    assert {entry.user for entry in entries} == {moderator}
    told = " ".join(f"{entry.label} {entry.data}" for entry in entries)
    assert not [word for word in ("Amina", "waited", "Shorter", "lawyer", "Monday") if word in told]


# One comment ---------------------------------------------------------------------------------------------


def test_an_identifying_detail_is_taken_out_and_the_old_words_are_gone(client, moderator, post):
    found = comment(post, "I live at 12 Harbour Road.", name="Amina K.")
    do(client, found, "edit", name="Amina", text="I live here.")
    found.refresh_from_db()
    assert (found.name, found.text, found.is_edited) == ("Amina", "I live here.", True)
    page = page_of(client, PAGE)
    assert "edited by a moderator" in page
    assert "Harbour" not in page


def test_to_save_without_a_change_marks_nothing(client, moderator, waiting):
    do(client, waiting, "edit", name="Amina", text=WORDS)
    waiting.refresh_from_db()
    assert not waiting.is_edited


def test_a_comment_cannot_be_edited_to_nothing(client, moderator, waiting):
    assert do(client, waiting, "edit", name="", text=" ").status_code == 200
    waiting.refresh_from_db()
    assert waiting.text == WORDS


def test_urgent_says_whom_to_ask(client, moderator, waiting):
    do(client, waiting, "refer", is_urgent="on", referral="The duty lawyer")
    assert "The duty lawyer" in page_of(client, screen(waiting))
    do(client, waiting, "refer", referral="")
    waiting.refresh_from_db()
    assert (waiting.is_urgent, waiting.referral) == (False, "")


def test_an_answer_of_the_union_approves_and_stands_below(client, moderator, waiting):
    do(client, waiting, "answer", text="Come on Monday.")
    page = page_of(client, PAGE)
    assert page.index(WORDS) < page.index("The union") < page.index("Come on Monday.")


def test_an_answer_that_approves_as_well_is_told_to_readers_once(client, moderator, waiting, monkeypatch):
    raised = []
    monkeypatch.setattr("blog.comments.moderation.raise_version", lambda: raised.append(1))
    do(client, waiting, "answer", text="Come on Monday.")
    assert len(raised) == 1


def test_a_ready_answer_is_given(client, moderator, waiting):
    canned = CannedAnswer.objects.create(language="en", title="Hours", text="We open at ten.")
    do(client, waiting, "answer", canned=canned.pk, text="")
    assert Comment.objects.get(is_from_union=True).text == "We open at ten."


def test_an_empty_answer_is_none(client, moderator, waiting):
    assert "Choose a ready answer" in do(client, waiting, "answer", text="").content.decode()
    assert not Comment.objects.filter(is_from_union=True).exists()


def test_moderators_keep_ready_answers(client, moderator):
    fields = {"language": "ur", "title": "اوقات", "text": "ہم دس بجے کھولتے ہیں۔"}
    client.post("/admin/comments/cannedanswer/create/", fields)
    assert CannedAnswer.objects.get().language == "ur"
    assert "اوقات" in page_of(client, "/admin/comments/cannedanswer/")


# Who may not -------------------------------------------------------------------------------------------


def test_editors_see_nothing_of_it(client, waiting):
    client.force_login(member("Editors"))
    assert client.get(QUEUE).status_code in (302, 403)
    assert WORDS not in client.get(QUEUE, follow=True).content.decode()
    assert client.get(screen(waiting)).status_code in (302, 403)
    client.post(DECIDE, {"one": f"approve-{waiting.pk}"})
    do(client, waiting, "edit", text="Mine")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.text) == (State.WAITING, WORDS)
    assert "wait to be read" not in page_of(client, "/admin/")


def test_readers_are_asked_to_sign_in(client, waiting):
    for path in (QUEUE, screen(waiting)):
        assert client.get(path).url.startswith("/admin/login/")
    client.post(DECIDE, {"one": f"approve-{waiting.pk}"})
    assert not Comment.objects.approved().exists()


def test_nobody_writes_or_deletes_comments_in_the_admin(admin_client, waiting):
    for path in (f"{QUEUE}create/", f"{QUEUE}delete/{waiting.pk}/"):
        assert admin_client.get(path).status_code in (302, 403)
    assert WORDS not in admin_client.get(f"{QUEUE}delete/{waiting.pk}/", follow=True).content.decode()


def test_menu_and_dashboard_count_what_waits(client, moderator, waiting):
    page = page_of(client, "/admin/")
    assert "Comments (1)" in page
    assert "One comment waits to be read" in page


@pytest.mark.parametrize(
    "query", ["?reports__isnull=False", "?is_urgent__exact=1", "?state__exact=spam", "?state__exact=waiting"]
)
def test_a_decision_leads_back_to_the_list_in_which_it_was_taken(client, moderator, post, query):
    found = comment(post, is_urgent=True)
    assert client.post(DECIDE, {"one": f"approve-{found.pk}", "list": query}).url == f"{QUEUE}{query}"


def test_the_screen_of_a_comment_knows_its_list(client, moderator, post):
    found = comment(post, is_urgent=True)
    listed = client.get(f"{QUEUE}?is_urgent__exact=1").content.decode()
    link = re.search(rf'href="({re.escape(screen(found))}[^"]*)"', listed)[1]
    page = client.get(link).content.decode()
    assert 'name="list" value="?is_urgent__exact=1"' in page
    assert f'href="{QUEUE}?is_urgent__exact=1"' in page


@pytest.mark.parametrize("query", ["https://elsewhere.example", "?state__exact=none", "//x", ""])
def test_a_decision_leads_nowhere_else(client, moderator, post, query):
    found = comment(post)
    answer = client.post(DECIDE, {"one": f"approve-{found.pk}", "list": query})
    assert answer.url == f"{QUEUE}?state__exact=waiting"
