"""Petitions, partners and reusable texts as readers see them, and the rules of petitions."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.blocks import PetitionBlock
from blog.models import BlogPage
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    PartnerFactory,
    ReusableTextFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
)

pytestmark = pytest.mark.django_db
BODY = BlogPage._meta.get_field("body").stream_block


@pytest.fixture
def show(client):
    """Puts blocks, as JSON stores them, into a post and gives the post's page as visitors get it."""

    def _show(*stream: tuple[str, dict[str, object]], code: str = "en") -> str:
        body = [{"type": kind, "value": value} for kind, value in stream]
        post = BlogPageFactory(body=BODY.to_python(body), parent=news(code))
        answer = client.get(post.get_url())
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return _show


def petition(**value: object) -> tuple[str, dict[str, object]]:
    default = {
        "document": DocumentFactory(title="Our letter").pk,
        "addressee": "Social Welfare Department",
        "date_sent": "2017-02-27",
        "summary": "No guarantors.",
        "state": "sent",
    }
    return "petition", {**default, **value}


def test_a_petition_shows_whom_it_asks_for_what_and_since_when(show):
    page = show(petition())
    for words in (
        "Social Welfare Department",
        "27 February 2017",
        "No guarantors.",
        "Our letter",
        "No answer yet",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "Sent"),
        ("acknowledged", "Receipt confirmed"),
        ("answered", "Answered"),
        ("rejected", "Rejected"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_a_petition_shows_its_state(show, state, words):
    page = show(petition(state=state))
    assert words in page.partition('class="badge')[2].partition("</p>")[0]


def test_a_reply_is_shown_as_document(show):
    reply = DocumentFactory(title="Their answer").pk
    page = show(petition(state="rejected", reply_document=reply, reply_date="2017-04-03"))
    assert "Their answer" in page
    assert "3 April 2017" in page
    assert "No answer yet" not in page


def test_a_reply_is_shown_as_link(show):
    page = show(petition(state="answered", reply_url="https://www.gov.hk/reply"))
    assert 'href="https://www.gov.hk/reply"' in page


def test_a_petition_without_an_answer_counts_the_days(show):
    sent = timezone.localdate() - datetime.timedelta(days=40)
    page = show(petition(state="acknowledged", date_sent=sent.isoformat()))
    assert "We have been waiting for 40 days." in page
    assert page.index("Receipt confirmed") < page.index("No answer yet")


def test_an_answered_petition_tells_how_long_it_took(show):
    page = show(petition(state="answered", date_sent="2017-02-27", reply_date="2017-04-03"))
    assert "after 35 days" in page
    assert "waiting" not in page


@pytest.mark.parametrize("field", ["document", "reply_document"])
def test_a_petition_whose_document_was_deleted_stays(show, field):
    gone = DocumentFactory(title="Gone thing")
    value = {field: gone.pk, "state": "answered"}
    gone.delete()
    page = show(petition(**value))
    assert "Social Welfare Department" in page
    assert "Gone thing" not in page
    assert ("This document is no longer available." in page) == (field == "document")


@pytest.mark.parametrize("value", [{"state": ""}, {"state": "lost"}, {"date_sent": None}, {"document": None}])
def test_an_unfinished_petition_breaks_nothing(show, value):
    assert "Social Welfare Department" in show(petition(**value))


def errors_of(**value: object) -> list[str]:
    block = PetitionBlock()
    default = {
        "document": DocumentFactory(),
        "addressee": "SWD",
        "date_sent": datetime.date(2017, 2, 27),
        "state": "sent",
    }
    try:
        block.clean(block.normalize({**block.get_default(), **default, **value}))
    except ValidationError as error:
        return sorted(error.block_errors)
    return []


def test_a_petition_without_a_reply_is_complete():
    assert errors_of() == errors_of(state="rejected") == []


def test_a_reply_is_a_document_or_a_link_but_not_both():
    address = "https://www.gov.hk/reply"
    assert errors_of(state="answered", reply_url=address) == []
    assert errors_of(state="answered", reply_document=DocumentFactory(), reply_url=address) == ["reply_url"]


@pytest.mark.parametrize("state", ["sent", "acknowledged", "withdrawn"])
def test_a_reply_needs_a_state_that_tells_of_it(state):
    assert errors_of(state=state, reply_url="https://www.gov.hk/reply") == ["state"]
    assert errors_of(state=state, reply_date=datetime.date(2017, 4, 3)) == ["state"]


def test_a_reply_is_not_older_than_the_petition():
    assert errors_of(state="answered", reply_date=datetime.date(2017, 2, 26)) == ["reply_date"]
    assert errors_of(state="answered", reply_date=datetime.date(2017, 2, 27)) == []


def test_what_a_petition_cannot_do_without_is_asked_for():
    assert errors_of(document=None, addressee="", date_sent=None) == ["addressee", "date_sent", "document"]


def test_all_partners_of_the_language_are_shown_in_their_order(show):
    PartnerFactory(name="Second", order=2)
    PartnerFactory(name="First", order=1)
    PartnerFactory(name="Hidden", is_shown=False)
    PartnerFactory(name="Urdu", locale=locale("ur"))
    page = show(("partners", {"title": "With thanks", "partners": []}))
    assert "With thanks" in page
    assert page.index("First") < page.index("Second")
    assert "Hidden" not in page
    assert "Urdu" not in page


def test_chosen_partners_stand_in_the_chosen_order(show):
    first, second = PartnerFactory(name="Amber", order=1), PartnerFactory(name="Zubin", order=2)
    PartnerFactory(name="Not chosen")
    page = show(("partners", {"title": "", "partners": [second.pk, first.pk]}))
    assert page.index("Zubin") < page.index("Amber")
    assert "Not chosen" not in page


def test_a_chosen_partner_that_was_deleted_or_hidden_leaves_the_others(show):
    gone, hidden, kept = (PartnerFactory(name=name) for name in ("Gone", "Hidden", "Kept"))
    ids = [gone.pk, hidden.pk, kept.pk]
    gone.delete()
    hidden.is_shown = False
    hidden.save()
    page = show(("partners", {"title": "", "partners": ids}))
    assert "Kept" in page
    assert "Gone" not in page
    assert "Hidden" not in page


def test_when_all_chosen_partners_are_gone_the_others_do_not_take_their_place(show):
    gone = PartnerFactory(name="Gone")
    PartnerFactory(name="Never chosen")
    ids = [gone.pk]
    gone.delete()
    assert "Never chosen" not in show(("partners", {"title": "", "partners": ids}))


def test_a_reusable_text_is_changed_everywhere_at_once(client, show):
    text = ReusableTextFactory(text="<p>We are a union.</p>")
    assert "We are a union." in show(("reusable_text", {"reusable_text": text.pk}))
    text.text = "<p>We are many.</p>"
    text.save()
    assert "We are many." in client.get(BlogPage.objects.get().get_url()).content.decode()


def test_a_reusable_text_that_was_deleted_leaves_the_post_standing(show):
    text = ReusableTextFactory(text="<p>We are a union.</p>")
    value = {"reusable_text": text.pk}
    text.delete()
    page = show(("reusable_text", value), ("text", {"text": "<p>After</p>"}))
    assert "After" in page
    assert "We are a union." not in page


def test_a_reusable_text_does_not_find_every_post(client, search_index):
    text = ReusableTextFactory(text="<p>Everywhere</p>")
    body = [
        ("reusable_text", {"reusable_text": text}),
        ("text", {"text": "<p>Only here</p>", "language": ""}),
    ]
    BlogPageFactory(title="Post", slug="post", body=body)
    assert "/news/post/" not in client.get("/search/?q=Everywhere").content.decode()


def test_the_same_body_serves_plain_pages(client):
    PartnerFactory(name="Amber")
    StandardPageFactory(slug="about", body=BODY.to_python([{"type": "partners", "value": {"partners": []}}]))
    assert "Amber" in client.get("/about/").content.decode()


def test_the_same_body_serves_the_sections_of_the_home_page(client):
    home = home_page()
    home.sections = BODY.to_python([{"type": "heading", "value": {"text": "What we do", "level": "2"}}])
    home.save()
    assert "What we do" in client.get("/").content.decode()


def test_a_link_in_the_text_to_a_page_that_became_private_still_does_not_show_it(client, show):
    members = StandardPageFactory(slug="members", title="Minutes")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    page = show(("text", {"text": f'<p><a linktype="page" id="{members.pk}">our page</a></p>'}))
    assert "our page" in page
    assert "Minutes" not in page
