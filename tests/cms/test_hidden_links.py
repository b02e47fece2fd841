"""No link leads to what a visitor may not see: of menus, buttons, related posts and translations."""

import json
from collections.abc import Callable

import pytest
from wagtail.models import Page

from blog.models import BlogPage
from tests.cms.hiding import every_way, shown
from tests.factories import BlogPageFactory, NavigationFactory, StandardPageFactory, home_page, news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def beside(secret) -> tuple[BlogPage, BlogPage]:
    """A post with the same category, and one whose editor chose the post."""
    other = BlogPageFactory(slug="other", categories=list(secret.categories.all()))
    chosen = BlogPageFactory(slug="chosen")
    chosen.related_posts.create(post=secret)
    chosen.save()
    return other, chosen


def test_a_public_post_is_related(client, secret, beside):
    assert shown(client.get("/news/other/"))
    assert [secret in BlogPage.objects.get(pk=post.pk).related() for post in beside] == [True, True]


@every_way
def test_a_hidden_post_is_no_longer_related(secret, beside, hide):
    hide(secret)
    assert [secret in BlogPage.objects.get(pk=post.pk).related() for post in beside] == [False, False]


def target(page: Page) -> dict[str, object]:
    return {"page": page.pk, "url": ""}


@pytest.fixture
def menu(client, secret) -> Callable[[], int]:
    """How often the menus of a page name a link to the post."""
    link = {"type": "link", "value": {"label": "The meeting", **target(secret)}}
    column = {"type": "column", "value": {"title": "More", "links": [link["value"]]}}
    NavigationFactory(menu=json.dumps([link]), footer=json.dumps([column]))
    return lambda: client.get("/search/").content.decode().count("The meeting")


@every_way
def test_a_menu_that_was_shown_no_longer_leads_to_a_hidden_page(menu, secret, hide):
    assert menu() == 2
    hide(secret)
    assert menu() == 0


@pytest.fixture
def buttons(client, secret) -> Callable[[], list[bool]]:
    """Whether a page and the front page show their button to the post."""
    call = {"title": "Come", "text": "", "button": "To the meeting", **target(secret)}
    StandardPageFactory(slug="about", body=json.dumps([{"type": "call_to_action", "value": call}]))
    home = home_page()
    home.welcome_page, home.welcome_button = secret, "To the meeting"
    home.save()
    return lambda: [
        "To the meeting</a>" in client.get(address).content.decode() for address in ("/about/", "/")
    ]


def test_a_button_leads_to_a_public_page(buttons):
    assert buttons() == [True, True]


@every_way
def test_a_button_no_longer_leads_to_a_hidden_page(buttons, secret, hide):
    hide(secret)
    assert buttons() == [False, False]


@pytest.fixture
def translation(secret) -> BlogPage:
    fields = {"slug": "secret", "title": "اجلاس", "translation_key": secret.translation_key}
    return BlogPageFactory(parent=news("ur"), **fields)


def is_offered(client, translation) -> bool:
    return f'href="{translation.get_url()}"' in client.get("/news/secret/").content.decode()


def test_a_public_translation_is_offered(client, translation):
    assert is_offered(client, translation)


@every_way
def test_a_hidden_translation_is_not_offered(client, translation, hide):
    hide(translation)
    assert not is_offered(client, translation)
