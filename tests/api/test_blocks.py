"""Every block of a body as the API gives it: objects, never numbers or internal markup."""

import datetime

import pytest

from blog.blocks import BodyBlock
from tests.api.shapes import assert_golden
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    ReusableTextFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def every_block() -> list[tuple[str, object]]:
    """One block of each type, with everything filled in."""
    image, document = ImageFactory(), DocumentFactory(text_state="layer")
    picture = {"picture": image, "caption": "The centre", "alt": "", "decorative": False}
    return [
        ("text", {"text": "<p>Words</p>", "language": "ur"}),
        ("heading", {"text": "What we ask", "level": "3", "language": ""}),
        ("quotation", {"text": "We speak.", "speaker": "A member", "language": "zh-hant"}),
        ("reusable_text", {"reusable_text": ReusableTextFactory()}),
        ("picture", picture),
        ("gallery", {"title": "The day", "pictures": [picture, picture]}),
        ("document", {"document": document, "summary": "Two pages"}),
        (
            "petition",
            {
                "document": document,
                "addressee": "Social Welfare Department",
                "date_sent": datetime.date(2017, 2, 27),
                "summary": "No guarantors",
                "state": "rejected",
                "reply_date": datetime.date(2017, 3, 27),
                "reply_document": document,
            },
        ),
        ("figures", {"title": "", "figures": [{"number": "37", "label": "accepted"}], "source": ""}),
        (
            "table",
            {
                "table": {
                    "columns": [{"type": "text", "heading": ""}, {"type": "number", "heading": "Support"}],
                    "rows": [{"values": ["Rent", "HK$1,500"]}],
                    "caption": "A month",
                },
                "first_column_is_header": True,
            },
        ),
        ("call_to_action", {"title": "Help", "text": "", "button": "Read on", "page": news(), "url": ""}),
        ("partners", {"title": "", "partners": [PartnerFactory(logo=image)]}),
        ("embed", {"url": "https://www.youtube.com/watch?v=1", "title": "Radio talk"}),
    ]


@pytest.fixture
def body_of(ask):
    """The body of a new post, as the API gives it."""

    def _body_of(*blocks: tuple[str, object], **more: object) -> list[dict]:
        post = BlogPageFactory(body=BodyBlock().normalize(list(blocks)), **more)
        return ask(f"posts/{post.pk}/")["body"]

    return _body_of


def test_every_kind_of_block_has_its_shape(body_of):
    body = body_of(*every_block())
    assert {block["type"] for block in body} == set(BodyBlock().child_blocks)
    assert all(list(block) == ["type", "value", "id"] for block in body)
    assert_golden("blocks", {block["type"]: block["value"] for block in body})


def test_rich_text_is_html_with_resolved_links(body_of):
    page, document = news(), DocumentFactory()
    text = (
        f'<p><a linktype="page" id="{page.pk}">News</a>'
        f' and <a linktype="document" id="{document.pk}">a letter</a></p>'
    )
    html = body_of(("text", {"text": text, "language": ""}))[0]["value"]["text"]
    assert '<a href="/news/">News</a>' in html
    assert f'<a href="{document.url}">a letter</a>' in html
    assert "linktype" not in html


def test_a_paragraph_names_its_language_and_direction(body_of):
    own, urdu = body_of(
        ("text", {"text": "<p>Hello</p>", "language": ""}),
        ("text", {"text": "<p>سلام</p>", "language": "ur"}),
    )
    assert (own["value"]["lang"], own["value"]["dir"]) == (None, None)
    assert (urdu["value"]["lang"], urdu["value"]["dir"]) == ("ur", "rtl")


def test_all_partners_are_those_of_the_posts_language(body_of):
    PartnerFactory(name="English")
    PartnerFactory(name="Urdu", locale=locale("ur"))
    published(home_page("ur"))
    everybody = ("partners", {"title": "", "partners": []})
    assert [partner["name"] for partner in body_of(everybody)[0]["value"]["partners"]] == ["English"]
    urdu = body_of(everybody, parent=news("ur"))
    assert [partner["name"] for partner in urdu[0]["value"]["partners"]] == ["Urdu"]


def test_partners_keep_the_language_of_the_post_beside_its_related_posts(ask):
    """The cards of related posts are made in the same answer and must not leave their page behind."""
    PartnerFactory(name="Urdu", locale=locale("ur"))
    published(home_page("ur"))
    english = BlogPageFactory()
    post = BlogPageFactory(
        parent=news("ur"), body=BodyBlock().normalize([("partners", {"title": "", "partners": []})])
    )
    post.related_posts.create(post=english, sort_order=0)
    post.save()
    answer = ask(f"posts/{post.pk}/")
    assert [partner["name"] for partner in answer["body"][0]["value"]["partners"]] == ["Urdu"]
    assert [card["id"] for card in answer["related"]] == [english.pk]


def test_posts_side_by_side_keep_their_own_bodies(ask):
    first, second = BlogPageFactory(words="First"), BlogPageFactory(words="Second")
    for post, words in ((first, "First"), (second, "Second")):
        assert ask(f"posts/{post.pk}/")["body"][0]["value"]["text"] == f"<p>{words}</p>"


def test_a_body_follows_what_it_shows(ask):
    """A body is kept between requests, but never longer than its content is true."""
    text = ReusableTextFactory(title="About us")
    post = BlogPageFactory(body=BodyBlock().normalize([("reusable_text", {"reusable_text": text})]))
    assert ask(f"posts/{post.pk}/")["body"][0]["value"]["title"] == "About us"
    text.title = "Who we are"
    text.save()
    assert ask(f"posts/{post.pk}/")["body"][0]["value"]["title"] == "Who we are"


def test_a_link_to_a_page_that_is_not_public_is_a_clear_gap(body_of):
    draft = BlogPageFactory(live=False)
    action = {"title": "Help", "text": "", "button": "Read on", "page": draft, "url": ""}
    assert body_of(("call_to_action", action))[0]["value"]["link"] is None


def test_a_picture_without_its_files_is_a_clear_gap(body_of):
    image = ImageFactory(has_renditions=False)
    picture = {"picture": image, "caption": "", "alt": "", "decorative": False}
    body = body_of(("picture", picture), ("text", {"text": "<p>Still here</p>", "language": ""}))
    assert body[0]["value"] is None
    assert body[1]["value"]["text"] == "<p>Still here</p>"
