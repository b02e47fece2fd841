"""Links inside texts, as readers meet them."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from tests.factories import StandardPageFactory, home_page, locale, published

pytestmark = pytest.mark.django_db


def linked(*pages) -> str:
    return expand_db_html("".join(f'<a linktype="page" id="{page.pk}">here</a>' for page in pages))


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


def test_a_link_leads_to_the_readers_language():
    page = StandardPageFactory(slug="about")
    home_page("ur")
    published(page.copy_for_translation(locale("ur")))
    with override("ur"):
        assert linked(page) == '<a href="/ur/about/">here</a>'


def test_many_links_take_two_queries(django_assert_num_queries):
    pages = [StandardPageFactory() for _ in range(5)]
    linked(pages[0])
    # The pages; their translations in the reader's language.
    with django_assert_num_queries(2):
        linked(*pages)
