"""A page with a picture that waits is drafted, not published, and the message says what to do."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import streamfield

from blog.models import BlogPage
from cms.forms import PageForm
from home.models import SiteSettings
from tests.api.test_writing import draft, send, token  # noqa: F401  # fixtures
from tests.factories import BlogPageFactory, ImageFactory, PartnerFactory, UserFactory, default_site, member
from tests.home.test_workflow import add

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


@pytest.fixture
def waiting():
    return ImageFactory(title="March", people="", has_renditions=False)


def test_the_form_of_every_kind_of_page_asks():
    kinds = [model for model in get_page_models() if model is not Page]
    assert [model for model in kinds if not issubclass(model.base_form_class, PageForm)] == []


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_it_is_not_published_and_not_submitted(moderator, waiting, action):
    answer = add(moderator, lead_picture=str(waiting.pk), **{action: "1"}).content.decode()
    assert not BlogPage.objects.exists()
    assert "<bdi>March</bdi>" in answer
    assert f'href="/admin/images/{waiting.pk}/" target="_blank"' in answer
    assert "Nobody has said yet who is shown." in answer


def test_it_is_not_scheduled(moderator, waiting):
    add(moderator, lead_picture=str(waiting.pk), go_live_at="2999-01-01 10:00", **PUBLISH)
    assert not BlogPage.objects.exists()


def test_a_picture_in_the_body_counts_too(moderator, waiting):
    picture = {"picture": str(waiting.pk), "caption": "", "alt": "Here", "decorative": ""}
    add(moderator, body=streamfield([("picture", picture)]), **PUBLISH)
    assert not BlogPage.objects.exists()


def test_a_picture_of_a_partner_in_the_body_counts_too(moderator, waiting):
    partners = {"title": "", "partners-count": "1", "partners-0-deleted": "", "partners-0-order": "0"}
    partners |= {"partners-0-type": "item", "partners-0-value": str(PartnerFactory(logo=waiting).pk)}
    answer = add(moderator, body=streamfield([("partners", partners)]), **PUBLISH)
    assert "March" in answer.content.decode()
    assert not BlogPage.objects.exists()


def test_a_draft_is_always_saved(moderator, waiting):
    add(moderator, lead_picture=str(waiting.pk))
    assert BlogPage.objects.get().lead_picture == waiting


def test_once_it_is_answered_it_is_published(moderator, waiting):
    waiting.people = "nobody"
    waiting.save()
    add(moderator, lead_picture=str(waiting.pk), **PUBLISH)
    assert BlogPage.objects.get().live


@pytest.fixture
def submitted(client, waiting):
    client.force_login(member("Editors"))
    add(client, **{"action-submit": "1"})
    post = BlogPage.objects.get()
    post.lead_picture = waiting
    post.save_revision()
    client.force_login(member("Moderators"))
    return post


def workflow(client, post: BlogPage, action: str):
    state = post.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, action, state.pk])
    client.post(address, {"comment": ""}, follow=True)
    post.refresh_from_db()
    return post


def test_a_moderator_cannot_approve_it_from_a_list(client, submitted):
    workflow(client, submitted, "approve")
    assert not submitted.live
    assert submitted.workflow_in_progress


def test_who_may_not_open_the_page_learns_nothing_of_its_pictures(client, waiting):
    secret = BlogPageFactory(lead_picture=waiting, live=False)
    secret.save_revision()
    newcomer = UserFactory()
    newcomer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(newcomer)
    address = reverse("wagtailadmin_pages:workflow_action", args=[secret.pk, "approve", 1])
    client.post(address, {"comment": ""})
    assert "Nothing was published." not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_moderator_can_send_it_back(client, submitted):
    workflow(client, submitted, "reject")
    assert submitted.current_workflow_state.status == "needs_changes"


def test_many_pages_are_not_published_at_once_with_it(moderator, waiting):
    post = BlogPageFactory(lead_picture=waiting, live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    moderator.post(f"{address}?id={post.pk}", {"include_descendants": ""})
    post.refresh_from_db()
    assert not post.live


@pytest.mark.parametrize("action", ["create", "publish"])
def test_a_script_cannot_publish_it(send, waiting, action):  # noqa: F811
    sent = draft(lead_picture_id=waiting.pk)
    if action == "create":
        sent["meta"]["action"] = "publish"
        answer = send("post", "pages/", sent)
    else:
        pk = send("post", "pages/", sent).json()["id"]
        answer = send("post", f"pages/{pk}/actions/publish/", {})
    assert answer.status_code == 422
    assert "Nobody has said yet who is shown." in answer.json()["errors"][0]["msg"]
    assert "<" not in answer.json()["errors"][0]["msg"]
    assert not BlogPage.objects.live().exists()


def test_a_scheduled_page_appears_without_it_and_the_log_says_so(client, waiting, caplog):
    post = BlogPageFactory(slug="rent", live=False, lead_picture=waiting)
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    post.save_revision(approved_go_live_at=an_hour_ago)
    call_command("publish_scheduled")
    assert client.get("/news/rent/").status_code == 200
    assert "figure" not in client.get("/news/rent/").content.decode()
    assert f"Page {post.pk} was published without its pictures, which wait: {waiting.pk}." in caplog.text


@pytest.mark.parametrize(
    "make",
    [
        lambda image: PartnerFactory.build(logo=image, locale=None),
        lambda image: SiteSettings(site=default_site(), logo=image),
        lambda image: SiteSettings(site=default_site(), share_picture=image),
    ],
)
def test_what_has_no_drafts_does_not_take_it(waiting, make):
    with pytest.raises(ValidationError, match="March"):
        make(waiting).clean()
