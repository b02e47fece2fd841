"""What is read of whole pages, in their order, and which documents they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.blocks import BodyBlock
from blog.models import BlogPage
from cms.passages import Passage, load_streams
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
    home_page,
    news,
)

pytestmark = pytest.mark.django_db
BODY = BodyBlock()


def test_a_post_in_one_language_is_one_passage_and_its_names_stand_apart():
    post = BlogPageFactory(
        excerpt="In short.",
        lead_picture_caption="At the gate",
        words="The office opens.",
        byline=AuthorFactory(name="Amina"),
        categories=[CategoryFactory(name="Housing"), CategoryFactory(name="Rent")],
    )
    assert post.passages() == [Passage("In short.\nAt the gate\nThe office opens.", "en")]
    assert post.names() == [Passage("Amina\nHousing\nRent", "en")]


def test_an_excerpt_that_was_made_is_not_read_a_second_time():
    assert BlogPageFactory(words="The office opens.").passages() == [Passage("The office opens.", "en")]


def test_a_post_is_cut_where_its_language_changes():
    body = [
        ("text", {"text": f"<p>{text}</p>", "language": code})
        for text, code in (("A", ""), ("我", "zh-hant"))
    ]
    assert BlogPageFactory(body=body).passages() == [Passage("A", "en"), Passage("我", "zh-hant")]


def test_a_page_is_read_in_the_language_of_its_branch():
    home_page("ur")
    assert BlogPageFactory(parent=news("ur")).passages()[0].language == "ur"


def test_what_has_changed_since_is_read():
    page = StandardPageFactory(is_out_of_date=True, out_of_date_note="The amounts were raised.")
    assert page.passages() == [Passage("The amounts were raised.", "en")]


def test_the_home_page_is_read_as_it_is_shown():
    home = home_page()
    home.welcome_heading, home.welcome_text, home.welcome_button = (
        "We ask",
        "<p>Stand with us</p>",
        "More",
    )
    home.asks = [("point", {"title": "Food", "text": "Every day"})]
    home.sections = [("heading", {"text": "Who we are"})]
    home.ways_to_help = [("point", {"title": "Time", "text": ""})]
    lines = ["We ask", "Stand with us", "Food", "Every day", "Who we are", "Time"]
    assert home.passages() == [Passage("\n".join(lines), "en")]


def test_an_empty_page_is_no_passage():
    assert StandardPageFactory().passages() == []


def test_the_documents_of_a_page_are_those_it_shows_and_links_to_each_once():
    letter, reply, linked, card = (DocumentFactory().pk for _ in range(4))
    link = f'<p><a linktype="document" id="{linked}">Read</a> <a linktype="page" id="1">Home</a></p>'
    answered = {"addressee": "SWD", "date_sent": "2017-02-27", "summary": "", "state": "answered"}
    body = [
        {"type": "petition", "value": {**answered, "document": letter, "reply_document": reply}},
        {"type": "text", "value": {"text": link, "language": ""}},
        {"type": "document", "value": {"document": card, "summary": ""}},
        {"type": "document", "value": {"document": letter, "summary": ""}},
    ]
    post = BlogPageFactory(body=BODY.to_python(body))
    assert post.document_ids() == [letter, reply, linked, card]


def test_a_document_that_is_gone_is_none_of_them():
    body = [{"type": "document", "value": {"document": 4711, "summary": "Lost"}}]
    assert BlogPageFactory(body=BODY.to_python(body)).document_ids() == []


def test_links_in_the_welcome_words_count():
    linked = DocumentFactory().pk
    home = home_page()
    home.welcome_text = f'<p><a linktype="document" id="{linked}">Card</a></p>'
    assert home.document_ids() == [linked]


def _cost(number: int) -> int:
    """How many queries it takes to read the newest posts."""
    with CaptureQueriesContext(connection) as queries:
        posts = list(BlogPage.get_indexed_objects().order_by("-pk")[:number])
        load_streams(posts)
        read = [(post.passages(), post.document_ids()) for post in posts]
    assert len(read) == number
    return len(queries)


def test_many_posts_are_read_in_as_many_queries_as_one():
    document, image = DocumentFactory(), ImageFactory(has_renditions=False)
    body = [
        {"type": "document", "value": {"document": document.pk, "summary": ""}},
        {"type": "picture", "value": {"picture": image.pk}},
        {"type": "gallery", "value": {"title": "", "pictures": [{"picture": image.pk}]}},
        {"type": "text", "value": {"text": "<p>Words</p>", "language": "fr"}},
    ]
    for _ in range(3):
        BlogPageFactory(body=BODY.to_python(body), categories=[CategoryFactory()], byline=AuthorFactory())
    # The posts with byline and language, their categories, documents, pictures, pictures of galleries.
    assert _cost(1) == _cost(3) == 5
