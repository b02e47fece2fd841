"""Those who may change pictures learn which of them wait, and answer for many at once."""

import datetime
import re
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry

from cms.media.consent.panel import PicturesPanel
from cms.media.models import Image
from tests.factories import BlogPageFactory, DocumentFactory, ImageFactory, member

pytestmark = pytest.mark.django_db
AGREED = {"people": "adults", "is_recognizable": True, "agreed_site": True, "consent_by": "Amina"}


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


@pytest.fixture
def pictures():
    """One in each state."""
    soon = timezone.localdate() + datetime.timedelta(days=30)
    more = {
        "Unanswered": {"people": ""},
        "Not agreed": {"people": "adults", "is_recognizable": True},
        "Ends soon": {**AGREED, "consent_until": soon},
        "Ends later": {**AGREED, "consent_until": soon + datetime.timedelta(days=1)},
        "Nobody": {"people": "nobody"},
        "Withdrawn": {"people": "nobody", "withdrawn_at": timezone.now()},
    }
    return {
        title: ImageFactory(title=title, **answers, has_renditions=False) for title, answers in more.items()
    }


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ("unanswered", {"Unanswered"}),
        ("waiting", {"Unanswered", "Not agreed"}),
        ("running_out", {"Ends soon"}),
        ("withdrawn", {"Withdrawn"}),
    ],
)
def test_the_library_lists_them_by_what_they_wait_for(moderator, pictures, choice, titles):
    answer = moderator.get(reverse("wagtailimages:index"), {"consent": choice})
    assert {image.title for image in answer.context["object_list"]} == titles


MARKS = {
    "Unanswered": "not said yet who is shown",
    "Not agreed": "nobody has agreed yet",
    "Ends soon": "consent ends soon",
    "Ends later": "",
    "Nobody": "",
    "Withdrawn": "withdrawn",
}


@pytest.mark.parametrize(
    "address",
    [
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages_chooser:choose_results",
    ],
)
@pytest.mark.parametrize("query", ["", "?layout=list", "?multiple=1"])
def test_each_list_of_pictures_marks_what_visitors_do_not_see(moderator, pictures, address, query):
    page = moderator.get(f"{reverse(address)}{query}").content.decode()
    found = re.findall(r'upload-mark">.*?</svg>\s*([^<]*)</small>', page, re.DOTALL)
    assert sorted(map(str.strip, found)) == sorted(mark for mark in MARKS.values() if mark)


def test_the_list_of_documents_marks_what_visitors_cannot_open(moderator):
    shown, closed = DocumentFactory(title="Shown"), DocumentFactory(title="Closed")
    BlogPageFactory(body=[("document", {"document": shown, "summary": "A letter"})])
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    hidden = DocumentFactory(collection=private)
    answer = moderator.get(reverse("wagtaildocs:index"))
    assert answer.content.decode().count("upload-mark__icon") == 2
    assert {each.pk: each.mark for each in answer.context["object_list"]} == {
        shown.pk: "",
        closed.pk: "closed: no published page shows it",
        hidden.pk: "in a private collection",
    }


def test_the_dashboard_counts_them(moderator, pictures):
    page = moderator.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 pictures wait" in page
    assert "The consent of 1 picture ends within 30 days" in page
    assert "Ends later" not in page


def test_the_dashboard_says_first_what_readers_miss(rf, pictures):
    BlogPageFactory(lead_picture=pictures["Unanswered"])
    request = rf.get("/admin/")
    request.user = member("Moderators")
    context = PicturesPanel(request).get_context_data({})
    assert (context["missed_count"], context["waiting"][0].title) == (1, "Unanswered")


def test_an_editor_sees_only_what_the_editor_may_change(rf, pictures):
    request = rf.get("/admin/")
    request.user = member("Editors")
    Image.objects.filter(title="Not agreed").update(uploaded_by_user=request.user)
    context = PicturesPanel(request).get_context_data({})
    assert [image.title for image in context["waiting"]] == ["Not agreed"]


def answer_for(client, query: str, after=lambda: None, listed: str = ""):
    """Looks at them, lets something happen, and says that nobody is shown."""
    address = reverse("wagtail_bulk_action", args=["media", "image", "nobody_is_shown"])
    address += f"?next=/admin/images/{quote(listed)}&{query}"
    looked_at = client.get(address).context.get("looked_at", "")
    after()
    return client.post(address, {"looked_at": looked_at}, follow=True)


def test_many_are_answered_at_once(moderator):
    images = [ImageFactory(people="") for _ in range(3)]
    answer = answer_for(moderator, "&".join(f"id={image.pk}" for image in images))
    assert "3 pictures may be shown now." in answer.content.decode()
    assert not Image.objects.exclude(people="nobody", is_hidden=False).exists()
    assert images[0].renditions.filter(file__startswith="images/").exists()


@pytest.mark.parametrize("query", ["id=all", "id={}"])
def test_what_was_answered_otherwise_stays(moderator, pictures, query):
    answer_for(moderator, query.format(pictures["Not agreed"].pk))
    pictures["Not agreed"].refresh_from_db()
    assert (pictures["Not agreed"].people, pictures["Not agreed"].is_hidden) == ("adults", True)


def test_it_asks_first(moderator, pictures):
    address = reverse("wagtail_bulk_action", args=["media", "image", "nobody_is_shown"])
    page = moderator.get(f"{address}?id={pictures['Unanswered'].pk}").content.decode()
    assert "is there nobody, not even in the background" in page
    assert Image.objects.get(title="Unanswered").people == ""


def test_an_editor_answers_only_for_own_pictures(client, pictures):
    client.force_login(member("Editors"))
    answer_for(client, f"id={pictures['Unanswered'].pk}")
    assert Image.objects.get(title="Unanswered").people == ""


def test_what_comes_after_somebody_looked_is_not_answered(moderator, pictures):
    answer_for(
        moderator, "id=all", after=lambda: ImageFactory(title="Faces", people="", has_renditions=False)
    )
    people = dict(Image.objects.values_list("title", "people"))
    assert (people["Unanswered"], people["Faces"]) == ("nobody", "")


def test_all_means_all_that_the_filters_leave(moderator, pictures):
    ImageFactory(title="Faces", people="", has_renditions=False)
    Image.objects.get(title="Faces").tags.add("march")
    answer_for(moderator, "id=all", listed="?tag=march&consent=unanswered")
    people = dict(Image.objects.values_list("title", "people"))
    assert (people["Unanswered"], people["Faces"]) == ("", "nobody")


def test_the_log_says_who_answered_for_which(moderator, pictures):
    answer_for(moderator, "id=all")
    logged = ModelLogEntry.objects.filter(action="wagtail.edit", user__isnull=False)
    assert [entry.object_id for entry in logged] == [str(pictures["Unanswered"].pk)]
