"""Links inside texts, as readers meet them."""

import pytest
from django.utils.translation import override
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.rich_text import expand_db_html

from cms.rich_text import rich_text
from tests.factories import DocumentFactory, StandardPageFactory, home_page, locale, published

pytestmark = pytest.mark.django_db


def stored(*pages) -> str:
    return "".join(f'<a linktype="page" id="{page.pk}">here</a>' for page in pages)


def linked(*pages) -> str:
    return expand_db_html(stored(*pages))


def link_in(html: str) -> dict:
    return rich_text(html)["tree"][0]["children"][0]["link"]


def test_a_link_leads_to_its_page():
    page = StandardPageFactory(slug="about")
    assert linked(page) == '<a href="/about/">here</a>'


@pytest.mark.parametrize("state", ["draft", "private", "gone"])
def test_a_link_to_a_page_that_readers_may_not_see_has_no_address(state):
    page = StandardPageFactory(slug="secret-shelter", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if state == "gone":
        page.pk = 999
    assert linked(page) == "<a>here</a>"
    assert "shelter" not in str(link_in(stored(page)))


def test_a_link_to_a_document_of_a_private_collection_has_no_address():
    collection = Collection.get_first_root_node().add_child(name="Private")
    document = DocumentFactory(collection=collection)
    html = f'<a linktype="document" id="{document.pk}">letter</a>'
    assert expand_db_html(html) == f'<a href="{document.url}">letter</a>'
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert expand_db_html(html) == "<a>letter</a>"


def test_a_link_leads_to_the_readers_language():
    page = StandardPageFactory(slug="about")
    home_page("ur")
    published(page.copy_for_translation(locale("ur")))
    with override("ur"):
        assert linked(page) == '<a href="/ur/about/">here</a>'
        assert link_in(stored(page))["language"] == "ur"


def test_many_links_take_two_queries(django_assert_num_queries):
    pages = [StandardPageFactory() for _ in range(5)]
    linked(pages[0])
    # The pages; their translations in the reader's language.
    with override("ur"), django_assert_num_queries(2):
        linked(*pages)


def test_the_html_and_the_tree_share_what_was_looked_up(django_assert_num_queries):
    pages = [StandardPageFactory() for _ in range(5)]
    html = stored(*pages)
    linked(pages[0])
    # The pages; none of them is in another language than the reader's.
    with override("en"), django_assert_num_queries(1):
        text = rich_text(html)
    assert [node["link"]["url"] for node in text["tree"][0]["children"]] == [page.get_url() for page in pages]
    assert text["html"] == linked(*pages)


@pytest.mark.parametrize("pk", ["", "x", "²", "9" * 30, "-1"])
def test_a_link_with_an_id_that_is_none_leads_nowhere(pk):
    assert expand_db_html(f'<a linktype="page" id="{pk}">here</a>') == "<a>here</a>"
