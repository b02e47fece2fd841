"""Reading without a connection: what the server says may be kept on a phone."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.media.consent.withdrawal import withdraw
from cms.media.models import Document
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
    home_page,
    news,
)

pytestmark = pytest.mark.django_db
PAGES = "/offline/pages.json"


def test_the_worker_stands_at_the_root_and_is_always_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert b"addEventListener" in answer.content


def test_the_policy_allows_a_worker_of_our_own_and_no_other(client):
    assert "script-src 'self'" in client.get("/offline/")["Content-Security-Policy"]


def test_no_page_but_the_one_with_the_switch_starts_a_worker(client):
    post = BlogPageFactory()
    for address in ("/", "/news/", post.get_url()):
        page = client.get(address).content.decode()
        assert "sw.js" not in page
        assert "offline.js" not in page.replace("/offline/", "")
    assert "cms/js/offline" in client.get("/offline/").content.decode()


@pytest.mark.parametrize(("address", "language"), [("/offline/", "en"), ("/ur/offline/", "ur")])
def test_the_page_with_the_switch_speaks_the_readers_language(client, address, language):
    home_page("ur")
    page = client.get(address).content.decode()
    assert f'data-language="{language}"' in page
    assert f'data-address="{address}"' in page


def test_a_language_that_the_site_does_not_speak_leads_to_one_that_it_does(client):
    assert client.get("/fr/offline/")["Location"] == "/offline/"


def test_what_somebody_with_a_session_sees_is_marked_as_theirs(admin_client):
    """The worker keeps nothing that is private: see isPublic in sw.js."""
    assert "private" in admin_client.get(BlogPageFactory().get_url())["Cache-Control"]


def test_an_article_says_that_it_may_be_kept(client):
    for page in (BlogPageFactory(), StandardPageFactory()):
        assert client.get(page.get_url())["Offline-Reading"] == str(page.pk)


@pytest.mark.parametrize(
    "address", ["/", "/news/", "/search/?q=rent", "/api/v2/posts/", "/nothing/", "/p/1/"]
)
def test_what_is_no_article_does_not(client, address):
    news()
    assert "Offline-Reading" not in client.get(address)


def hide(page, way: str) -> None:
    match way:
        case "draft":
            page.unpublish()
        case "expired":
            page.expire_at = timezone.now() - datetime.timedelta(hours=1)
            page.save()
        case "private":
            PageViewRestriction.objects.create(page=page, restriction_type="password", password="word")
        case "below a private page":
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


@pytest.mark.parametrize("way", ["draft", "expired", "private", "below a private page"])
def test_what_is_hidden_leaves_the_list_and_does_not_say_that_it_may_be_kept(client, way):
    page = StandardPageFactory(parent=StandardPageFactory(is_important=True), is_important=True)
    before = client.get(PAGES).json()
    assert page.pk in before["public"]
    hide(page, way)
    after = client.get(PAGES).json()
    assert page.pk not in after["public"]
    assert page.pk not in [important["id"] for important in after["important"]]
    if way != "expired":  # that is withdrawn by the clock
        assert "Offline-Reading" not in client.get(page.get_url())


def test_the_list_names_every_article_but_gives_addresses_of_important_ones_only(client):
    home_page("ur")
    plain = BlogPageFactory()
    post = BlogPageFactory(is_important=True, parent=news("ur"), slug="rights")
    post.last_published_at = datetime.datetime(2024, 5, 3, tzinfo=datetime.UTC)
    post.save()
    assert client.get(PAGES).json() == {
        "public": sorted([plain.pk, post.pk]),
        "important": [{"id": post.pk, "url": "/ur/news/rights/", "language": "ur", "changed": 1714694400000}],
        "silenced": {},
    }


def test_the_list_is_sent_once_for_each_change(client):
    BlogPageFactory()
    first = client.get(PAGES)
    assert client.get(PAGES, headers={"If-None-Match": first["ETag"]}).status_code == 304
    BlogPageFactory()
    assert client.get(PAGES, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_warm_list_asks_the_database_once(client, django_assert_max_num_queries):
    BlogPageFactory.create_batch(3, is_important=True)
    client.get(PAGES)
    with django_assert_max_num_queries(1):  # the content version
        client.get(PAGES)


def test_copies_from_before_a_picture_was_withdrawn_or_hidden_are_to_go(
    client, django_capture_on_commit_callbacks
):
    first, second = ImageFactory(has_renditions=False), ImageFactory(has_renditions=False)
    withdrawn, hidden, other = (
        BlogPageFactory(lead_picture=first),
        BlogPageFactory(body=[("picture", {"picture": second, "caption": "Amina", "alt": ""})]),
        BlogPageFactory(),
    )
    draft = BlogPageFactory(lead_picture=first, live=False)
    assert client.get(PAGES).json()["silenced"] == {}
    before = timezone.now().timestamp() * 1000
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(first)
        second.people = ""
        second.save()
    silenced = client.get(PAGES).json()["silenced"]
    assert set(silenced) == {str(withdrawn.pk), str(hidden.pk)}
    assert not {str(other.pk), str(draft.pk)} & set(silenced)
    assert all(before - 1 <= at <= timezone.now().timestamp() * 1000 for at in silenced.values())


def test_a_page_is_named_once_however_often_it_falls_silent(client, django_capture_on_commit_callbacks):
    image = ImageFactory(has_renditions=False)
    post = BlogPageFactory(lead_picture=image)
    for people in ("", "nobody"):
        image.people = people
        with django_capture_on_commit_callbacks(execute=True):
            image.save()
    assert list(client.get(PAGES).json()["silenced"]) == [str(post.pk)]


def test_copies_from_before_a_picture_or_a_document_was_deleted_are_to_go(
    client, django_capture_on_commit_callbacks
):
    picture, document = ImageFactory(has_renditions=False), DocumentFactory()
    shows, names, _other = (
        BlogPageFactory(body=[("picture", {"picture": picture, "caption": "Amina", "alt": ""})]),
        BlogPageFactory(body=[("document", {"document": document, "summary": "A letter"})]),
        BlogPageFactory(),
    )
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
        Document.objects.filter(pk=document.pk).delete()
    assert set(client.get(PAGES).json()["silenced"]) == {str(shows.pk), str(names.pk)}
