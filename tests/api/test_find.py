"""find leads from an address on the site to the page's detail."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import BlogPageFactory, StandardPageFactory, home_page, news, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    def _found(**query: object) -> str | None:
        answer = client.get("/api/v2/pages/find/", query)
        assert answer.status_code in (302, 404)
        return answer.headers.get("Location", "").partition("/api/v2/")[2] or None

    return _found


def test_a_path_leads_to_the_page(found):
    about = StandardPageFactory(slug="about")
    history = StandardPageFactory(slug="history", parent=about)
    assert found(html_path="/") == f"pages/{home_page().pk}/"
    assert found(html_path="/about/history/") == f"pages/{history.pk}/"
    assert found(html_path="about/history") == f"pages/{history.pk}/"


def test_a_posts_path_leads_to_its_detail_among_the_posts(found):
    post = BlogPageFactory(slug="rent")
    assert found(html_path="/news/rent/") == f"posts/{post.pk}/"


def test_a_path_may_begin_with_a_language(found):
    home = published(home_page("ur"))
    post = BlogPageFactory(slug="کرایہ", parent=news("ur"))
    assert found(html_path="/ur/") == f"pages/{home.pk}/"
    assert found(html_path="/ur/news/کرایہ/") == f"posts/{post.pk}/"
    assert found(html_path="/zh-hant/news/کرایہ/") is None


def test_the_default_language_has_no_prefix(found):
    BlogPageFactory(slug="rent")
    assert found(html_path="/en/news/rent/") is None


def test_an_archive_leads_to_its_index(found):
    assert found(html_path=f"/{news().slug}/2016/") == f"pages/{news().pk}/"


def test_an_id_leads_to_the_page(found):
    post = BlogPageFactory()
    assert found(id=post.pk) == f"posts/{post.pk}/"
    assert found(id=99999) is None


def test_what_was_asked_beside_the_path_is_kept(found):
    post = BlogPageFactory(slug="rent")
    assert found(html_path="/news/rent/", fields="title,body") == f"posts/{post.pk}/?fields=title%2Cbody"


def test_following_the_redirect_gives_the_post(client):
    BlogPageFactory(slug="rent", title="Rent")
    answer = client.get("/api/v2/pages/find/?html_path=/news/rent/", follow=True)
    assert answer.json()["title"] == "Rent"


def test_a_private_or_unpublished_page_is_not_found(found):
    draft = BlogPageFactory(slug="draft", live=False)
    private = BlogPageFactory(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert found(html_path="/news/draft/") is None
    assert found(html_path="/news/private/") is None
    assert found(id=draft.pk) is None
