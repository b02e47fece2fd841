"""How a post comes onto the site: editors write and submit, moderators approve and publish."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import BlogPage, Category
from cms.media.models import Image
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    home_page,
    jpeg,
    locale,
    member,
    news,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(member("Editors"))
    return client


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


def form(**fields: object) -> dict[str, str]:
    """The post's form as the browser sends it."""
    category = Category.objects.first() or CategoryFactory()
    text = {"text": rich_text("<p>We ask.</p>"), "language": ""}
    return nested_form_data(
        {
            "title": "Rent",
            "slug": "rent",
            "date": "2017-02-27",
            "excerpt": "",
            "lead_picture": "",
            "lead_picture_caption": "",
            "byline": "",
            "categories": str(category.pk),
            "body": streamfield([("text", text)]),
            "related_posts-TOTAL_FORMS": "0",
            "related_posts-INITIAL_FORMS": "0",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
            **fields,
        }
    )


def add(client, **fields: object):
    return client.post(
        reverse("wagtailadmin_pages:add", args=["blog", "blogpage", news().pk]), form(**fields)
    )


def test_an_editor_writes_a_draft_that_no_visitor_sees(editor):
    assert add(editor).status_code == 302
    post = BlogPage.objects.get()
    assert (post.title, post.live) == ("Rent", False)
    assert editor.get("/news/rent/").status_code == 404


def test_an_editor_who_asks_to_publish_only_saves(editor):
    add(editor, **{"action-publish": "1"})
    assert not BlogPage.objects.get().live


def test_a_draft_is_kept_without_a_category_and_needs_one_to_be_published(moderator):
    blank = form()
    del blank["categories"]
    moderator.post(reverse("wagtailadmin_pages:add", args=["blog", "blogpage", news().pk]), blank)
    address = reverse("wagtailadmin_pages:edit", args=[BlogPage.objects.get().pk])
    moderator.post(address, blank | {"action-publish": "1"})
    assert not BlogPage.objects.get().live
    moderator.post(address, form(**{"action-publish": "1"}))
    assert BlogPage.objects.get().live


def refused(answer) -> bool:
    return answer.status_code in (302, 403) and answer.get("Location", "/admin/") == "/admin/"


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_an_editor_takes_nothing_off_the_site(editor, action):
    post = published(BlogPageFactory())
    assert refused(editor.post(reverse(f"wagtailadmin_pages:{action}", args=[post.pk])))
    assert BlogPage.objects.get().live


def test_an_editor_changes_a_live_post_in_a_draft_only(editor):
    post = published(BlogPageFactory(title="Before", slug="rent", categories=[CategoryFactory()]))
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    editor.post(address, form(title="After", **{"action-publish": "1"}))
    assert BlogPage.objects.get().title == "Before"
    assert BlogPage.objects.get().has_unpublished_changes


def test_a_moderator_publishes(moderator):
    add(moderator, **{"action-publish": "1"})
    assert BlogPage.objects.get().live
    assert "We ask." in moderator.get("/news/rent/").content.decode()


def test_a_moderator_takes_a_post_off_the_site(moderator):
    post = published(BlogPageFactory())
    moderator.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk]))
    assert not BlogPage.objects.get().live


def test_what_an_editor_submits_a_moderator_approves(client):
    client.force_login(member("Editors"))
    add(client, **{"action-submit": "1"})
    post = BlogPage.objects.get()
    state = post.current_workflow_task_state
    assert not post.live
    assert state.status == "in_progress"
    address = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, "approve", state.pk])
    client.post(address, {"comment": ""})
    assert not BlogPage.objects.get().live  # an editor does not approve what an editor wrote
    client.force_login(member("Moderators"))
    client.post(address, {"comment": ""})
    assert BlogPage.objects.get().live
    assert "We ask." in client.get("/news/rent/").content.decode()


def test_a_moderator_sends_a_post_back_and_it_stays_a_draft(client):
    client.force_login(member("Editors"))
    add(client, **{"action-submit": "1"})
    post = BlogPage.objects.get()
    client.force_login(member("Moderators"))
    state = post.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, "reject", state.pk])
    client.post(address, {"comment": "Please add the date."})
    assert not BlogPage.objects.get().live
    assert BlogPage.objects.get().current_workflow_state.status == "needs_changes"


def test_an_editor_uploads_a_picture(editor):
    data = {
        "title": "Boat",
        "description": "A boat in the harbour",
        "file": SimpleUploadedFile("boat.jpg", jpeg(40, 30)),
        "collection": Collection.get_first_root_node().pk,
        **{f"focal_point_{part}": "" for part in ("x", "y", "width", "height")},
    }
    editor.post(reverse("wagtailimages:add"), data)
    assert Image.objects.get().uploaded_by_user.groups.get().name == "Editors"


def test_a_submitted_translation_is_a_draft_until_somebody_publishes_it(editor):
    home_page("ur")
    news("ur")
    post = published(BlogPageFactory(slug="round-up"))
    answer = editor.post(f"/admin/localize/submit/page/{post.pk}/", {"locales": [locale("ur").pk]})
    assert answer.status_code == 302
    assert not BlogPage.objects.get(translation_key=post.translation_key, locale=locale("ur")).live
    assert editor.get("/ur/news/round-up/").status_code == 404
