"""What receivers are told of pages: what is public, when it changes, and nothing else."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.webhooks.models import AnnouncedPage, Webhook, WebhookDelivery
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    NavigationFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
    news,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return BlogPageFactory(title="Secret title", slug="hello")


def private(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_published_post_is_told_with_its_addresses(post, webhook, there, commit):
    with commit():
        post.save_revision().publish()
    (message,) = there.verified(webhook.secret)
    assert message["type"] == "post.published"
    assert datetime.datetime.fromisoformat(message["timestamp"]).tzinfo
    assert message["data"] == {
        "id": post.pk,
        "resource": "posts",
        "type": "blog.BlogPage",
        "locale": "en",
        "path": "/news/hello/",
        "html_url": "http://localhost/news/hello/",
        "detail_url": f"http://localhost/api/v2/posts/{post.pk}/",
    }


def test_the_told_address_of_the_api_leads_to_the_post(post, webhook, there, commit, client):
    with commit():
        post.save_revision().publish()
    assert client.get(there.messages[0]["data"]["detail_url"]).json()["id"] == post.pk


def test_a_page_that_is_no_post_is_told_as_a_page(webhook, there, commit):
    home = home_page("ur")
    with commit():
        page = StandardPageFactory(parent=home, slug="about")
    (message,) = there.messages
    assert message["type"] == "page.published"
    assert message["data"]["resource"] == "pages"
    assert message["data"]["path"] == "/ur/about/"
    assert message["data"]["detail_url"].endswith(f"/api/v2/pages/{page.pk}/")


def test_a_withdrawn_post_is_told_with_its_former_path_alone(post, webhook, there, commit):
    with commit():
        post.unpublish()
    (message,) = there.messages
    assert message["type"] == "post.unpublished"
    assert message["data"] == {
        "id": post.pk,
        "resource": "posts",
        "locale": "en",
        "former_path": "/news/hello/",
    }


def test_all_that_is_deleted_with_a_section_is_told(post, webhook, there, commit):
    section = news()
    with commit():
        section.delete()
    told = {(message["type"], message["data"]["former_path"]) for message in there.messages}
    assert told == {("post.deleted", "/news/hello/"), ("page.deleted", "/news/")}
    assert not AnnouncedPage.objects.filter(page_id__in=[post.pk, section.pk]).exists()


def test_a_draft_is_never_told_of(webhook, there, commit):
    with commit():
        draft = BlogPageFactory(live=False)
        draft.save_revision()
        draft.delete()
    assert "post" not in " ".join(there.types)


def test_a_draft_of_a_public_post_is_not_told_of(post, webhook, there, commit):
    with commit():
        post.title = "Not yet"
        post.save_revision()
    assert there.messages == []


def test_nothing_in_a_private_section_is_told_of(webhook, there, commit):
    section = news()
    private(section)
    with commit():
        post = BlogPageFactory(parent=section)
        post.save_revision().publish()
        post.slug = "other"
        post.save()
    with commit():
        post.delete()
    assert "post" not in " ".join(there.types)


def test_a_section_that_becomes_private_is_withdrawn_with_all_below_it(post, webhook, there, commit):
    with commit():
        restriction = private(news())
    assert sorted(there.types) == ["page.unpublished", "post.unpublished"]
    there.begin()
    with commit():
        restriction.delete()
    assert sorted(there.types) == ["page.published", "post.published"]


def test_a_page_moved_below_a_private_one_is_withdrawn(post, webhook, there, commit):
    hidden = StandardPageFactory()
    private(hidden)
    post.refresh_from_db()
    with commit():
        post.move(hidden, pos="last-child")
    assert there.types == ["post.unpublished"]
    assert there.messages[0]["data"]["former_path"] == "/news/hello/"


def test_a_new_slug_moves_all_below_it(post, webhook, there, commit):
    section = news()
    section.slug = "reports"
    with commit():
        section.save_revision().publish()
    moved = {
        (message["data"]["former_path"], message["data"]["path"])
        for message in there.messages
        if message["type"].endswith(".moved")
    }
    assert moved == {("/news/", "/reports/"), ("/news/hello/", "/reports/hello/")}


def test_a_page_that_expires_is_withdrawn_by_the_clock(webhook, there, commit):
    now = timezone.now()
    with commit():
        post = published(BlogPageFactory(expire_at=now + datetime.timedelta(hours=1)))
    there.begin()
    type(post).objects.filter(pk=post.pk).update(expire_at=now - datetime.timedelta(minutes=1))
    with commit():
        call_command("publish_scheduled")
    assert there.types == ["post.unpublished"]


def test_what_a_rolled_back_transaction_changed_is_not_told(post, webhook, there, commit):
    with commit():
        with transaction.atomic():
            post.save_revision().publish()
            transaction.set_rollback(True)
        StandardPageFactory()
    assert there.types == ["page.published"]


def test_one_transaction_tells_of_a_page_once(post, webhook, there, commit):
    with commit():
        post.save()
        post.save_revision().publish()
        post.save_revision().publish()
    assert there.types == ["post.published"]


def test_receivers_are_told_after_all_else_that_waits_for_the_commit(post, webhook, there, commit):
    told_before = []
    with commit():
        post.save()
        transaction.on_commit(lambda: told_before.append(len(there.messages)))
        post.save_revision().publish()
    assert told_before == [0]
    assert there.types == ["post.published"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"resources": ["posts"]}, True),
        ({"resources": ["pages", "site"]}, False),
        ({"languages": ["en", "ur"]}, True),
        ({"languages": ["ur"]}, False),
        ({"is_active": False}, False),
    ],
)
def test_a_webhook_hears_of_what_it_was_made_for(post, webhook, there, commit, wanted, told):
    Webhook.objects.filter(pk=webhook.pk).update(**wanted)
    with commit():
        post.save_revision().publish()
    assert bool(there.messages) is told


def test_a_first_webhook_hears_nothing_of_what_happened_before_it(post, there, commit):
    with commit():
        webhook = Webhook.objects.create(name="New", url=there.url)
        post.save()
    assert not webhook.deliveries.exists()


def test_without_a_webhook_nothing_is_kept(post, commit):
    with commit():
        post.save_revision().publish()
    assert not WebhookDelivery.objects.exists()
    assert not AnnouncedPage.objects.exists()


def test_a_renamed_category_is_told(webhook, there, commit):
    category = CategoryFactory()
    with commit():
        category.name = "Rent"
        category.save()
    (message,) = there.messages
    assert message["type"] == "category.changed"
    assert message["data"] == {
        "id": category.pk,
        "resource": "categories",
        "type": "blog.Category",
        "locale": "en",
        "detail_url": f"http://localhost/api/v2/categories/{category.pk}/",
    }


def test_a_hidden_partner_is_not_told_of_but_hiding_one_is(webhook, there, commit):
    partner = PartnerFactory()
    hidden = PartnerFactory(is_shown=False)
    with commit():
        hidden.save()
        hidden.delete()
    assert there.messages == []
    with commit():
        partner.is_shown = False
        partner.save()
    assert there.types == ["partner.changed"]


def test_a_document_of_no_page_is_not_told_of(webhook, there, commit):
    document = DocumentFactory()
    with commit():
        document.save()
    assert there.messages == []


def test_a_change_of_the_site_is_told_without_a_number(webhook, there, commit):
    with commit():
        NavigationFactory()
    assert there.messages[0]["data"] == {"resource": "site", "type": "home.Navigation", "locale": "en"}


def test_what_was_written_past_the_site_is_told_when_it_is_compared(webhook, there, commit):
    with commit():
        gone, moved, _same = (published(BlogPageFactory(slug=slug)) for slug in ("gone", "moved", "same"))
    there.begin()
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    parent = moved.url_path.removesuffix("moved/")
    type(moved).objects.filter(pk=moved.pk).update(slug="elsewhere", url_path=f"{parent}elsewhere/")
    call_command("send_webhooks", verbosity=0)
    assert there.messages == []
    call_command("send_webhooks", "--compare", verbosity=0)
    told = {(message["type"], message["data"]["id"]) for message in there.messages}
    assert told == {("post.unpublished", gone.pk), ("post.moved", moved.pk)}
    call_command("send_webhooks", "--compare", verbosity=0)
    assert len(there.messages) == len(told)
