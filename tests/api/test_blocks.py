"""Every block of a body as the API gives it: objects, never numbers or internal markup."""

import datetime
import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from blog.blocks import BodyBlock
from blog.models import BlogPage
from tests.api.schemas import problems_of_body
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
TODAY = datetime.date(2017, 2, 27)


def linked(kind: str, pk: int) -> str:
    """A text as the editor stores it."""
    return f'<p><a linktype="{kind}" id="{pk}">words</a></p>'


def link_in(block: dict) -> dict:
    """The link that a text begins with."""
    return block["value"]["text"]["tree"][0]["children"][0]["link"]


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


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
    assert problems_of_body(body) == []


def test_rich_text_is_html_with_resolved_links(body_of):
    page, document = news(), DocumentFactory()
    text = (
        f'<p><a linktype="page" id="{page.pk}">News</a>'
        f' and <a linktype="document" id="{document.pk}">a letter</a></p>'
    )
    html = body_of(("text", {"text": text, "language": ""}))[0]["value"]["text"]["html"]
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
        assert ask(f"posts/{post.pk}/")["body"][0]["value"]["text"]["html"] == f"<p>{words}</p>"


def test_a_body_follows_what_it_shows(ask):
    """A body is kept between requests, but never longer than its content is true."""
    text = ReusableTextFactory(title="About us")
    post = BlogPageFactory(body=BodyBlock().normalize([("reusable_text", {"reusable_text": text})]))
    assert ask(f"posts/{post.pk}/")["body"][0]["value"]["title"] == "About us"
    text.title = "Who we are"
    text.save()
    assert ask(f"posts/{post.pk}/")["body"][0]["value"]["title"] == "Who we are"


def test_a_link_to_a_page_that_is_not_public_keeps_nothing_but_its_words(body_of):
    draft = BlogPageFactory(live=False)
    action = {"title": "Help", "text": "", "button": "Read on", "page": draft, "url": ""}
    body = body_of(("call_to_action", action), ("text", {"text": linked("page", draft.pk), "language": ""}))
    broken = {
        "kind": "page",
        "id": None,
        "url": None,
        "path": None,
        "title": "Read on",
        "language": None,
        "is_broken": True,
    }
    assert body[0]["value"]["link"] == broken
    assert link_in(body[1]) == {**broken, "title": "words"}


def test_a_link_says_what_it_leads_to(body_of):
    urdu = published(home_page("ur"))
    document = DocumentFactory()
    page, letter = (
        link_in(block)
        for block in body_of(
            ("text", {"text": linked("page", urdu.pk), "language": ""}),
            ("text", {"text": linked("document", document.pk), "language": ""}),
        )
    )
    assert (page["kind"], page["id"]) == ("page", home_page().pk)  # its translation, for English readers
    assert (page["url"], page["path"], page["language"]) == ("/", "/", "en")
    assert (letter["kind"], letter["url"], letter["path"]) == ("document", document.url, None)


def test_a_document_of_a_private_collection_is_nowhere(body_of):
    document = DocumentFactory(title="Zanzibar", collection=private_collection())
    body = body_of(
        ("document", {"document": document, "summary": ""}),
        ("petition", {"document": document, "addressee": "X", "date_sent": TODAY, "state": "sent"}),
        ("text", {"text": linked("document", document.pk), "language": ""}),
    )
    assert "Zanzibar" not in json.dumps(body)
    assert document.filename not in json.dumps(body)
    assert link_in(body[2])["is_broken"]


def test_what_many_blocks_lead_to_is_fetched_together(django_assert_num_queries):
    """However long a body is: its costs are those of its kinds of blocks."""
    image, post = ImageFactory(), BlogPageFactory()
    pages, documents = BlogPageFactory.create_batch(3), DocumentFactory.create_batch(3)
    blocks = [
        *(("text", {"text": linked("page", page.pk), "language": ""}) for page in pages),
        *(("text", {"text": linked("document", letter.pk), "language": ""}) for letter in documents),
        *(("document", {"document": letter, "summary": ""}) for letter in documents),
        *(("picture", {"picture": image, "caption": "", "alt": "A boat"}) for _ in range(3)),
        *(
            ("call_to_action", {"title": "", "text": "", "button": "On", "page": page, "url": ""})
            for page in pages
        ),
    ]
    post.body = BodyBlock().normalize(blocks)
    post.save()
    body = BlogPage.objects.get(pk=post.pk).body
    home_page().get_url()  # the roots of the site, which every answer knows
    # Pages, documents, pictures, the files of the pictures.
    with django_assert_num_queries(4):
        body.stream_block.get_api_representation(body, context={"page": post})


def test_a_picture_without_its_files_is_a_clear_gap(body_of):
    image = ImageFactory(has_renditions=False)
    picture = {"picture": image, "caption": "", "alt": "", "decorative": False}
    body = body_of(("picture", picture), ("text", {"text": "<p>Still here</p>", "language": ""}))
    assert body[0]["value"] is None
    assert body[1]["value"]["text"]["html"] == "<p>Still here</p>"
