"""The screen on which faces are covered, as it is without scripts, and the ways to it."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Pillow

from cms.consent import People
from cms.media.covering.forms import MOST_COVERS
from cms.media.models import Image
from tests.cms.coverings import ROW, address, form, stored
from tests.databases import ROOT
from tests.drawn_people import as_file, group
from tests.factories import PICTURE, BlogPageFactory, ImageFactory

pytestmark = pytest.mark.django_db
FACE = [0.25, 0.2, 0.1, 0.2]


@pytest.fixture
def image():
    return ImageFactory(has_renditions=False, description="Four people")


@pytest.fixture
def proposals(monkeypatch):
    """What the machine finds, without the seconds that it takes."""
    found = [FACE, [0.6, 0.2, 0.1, 0.2]]
    monkeypatch.setattr("cms.media.covering.views.faces", lambda file: [tuple(box) for box in found])
    return found


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def numbers(soup: BeautifulSoup) -> list[tuple[str, ...]]:
    """The filled rows of the form."""
    rows = [
        tuple(field.get("value", "") for field in row.select("input[type=number]"))
        for row in soup.select("[data-rows] [data-row]")
    ]
    return [row for row in rows if any(row)]


def test_the_screen_shows_the_picture_its_words_and_empty_rows(admin_client, image):
    soup = page(admin_client.get(address(image)))
    picture = soup.select_one("[data-stage] img")
    assert picture["alt"] == "Four people"
    assert picture["src"].startswith(reverse("cover_picture_shown", args=[image.pk]))
    assert len(soup.select("[data-rows] [data-row]")) == 4
    assert all(
        soup.select_one(f"label[for={field['id']}]")
        for field in soup.select("[data-rows] :is(input, select)")
    )


def test_the_picture_to_draw_on_is_made_smaller(admin_client):
    image = ImageFactory(
        file=ContentFile(as_file(Pillow.new("RGB", (2400, 1200))), name="x.jpg"), has_renditions=False
    )
    answer = admin_client.get(reverse("cover_picture_shown", args=[image.pk]))
    assert Pillow.open(BytesIO(answer.content)).size == (1600, 800)


def test_found_faces_are_told_in_percent(admin_client, image, proposals):
    answer = admin_client.get(reverse("cover_picture_faces", args=[image.pk]))
    first = json.loads(answer.content)["faces"][0]
    assert [first[name] for name in ("left", "top", "width", "height")] == [25, 20, 10, 20]


def test_drawn_faces_are_found_through_the_screen(admin_client):
    image = ImageFactory(file=ContentFile(as_file(group()), name="x.jpg"), has_renditions=False)
    answer = admin_client.get(reverse("cover_picture_faces", args=[image.pk]))
    assert len(json.loads(answer.content)["faces"]) == 4


def test_without_scripts_found_faces_become_rows_beside_those_that_were_there(admin_client, image, proposals):
    soup = page(admin_client.post(address(image), form(image, ROW, find="1")))
    assert numbers(soup) == [
        ("30.0", "30.0", "40.0", "40.0"),
        ("25.0", "20.0", "10.0", "20.0"),
        ("60.0", "20.0", "10.0", "20.0"),
    ]
    assert len(soup.select("[data-drawn] rect")) == 3
    assert "found 2 faces" in soup.select_one("[data-status]").text
    assert stored(image).file.name == image.file.name


def test_without_scripts_one_is_told_that_the_machine_found_none(admin_client, image, proposals):
    proposals.clear()
    soup = page(admin_client.post(address(image), form(image, find="1")))
    assert "found no face" in soup.select_one("[data-status]").text
    assert "look yourself" in soup.select_one("[data-status]").text


def test_more_rows_keep_what_was_typed(admin_client, image):
    soup = page(admin_client.post(address(image), form(image, ROW, more="1")))
    assert numbers(soup) == [("30.0", "30.0", "40.0", "40.0")]
    assert len(soup.select("[data-rows] [data-row]")) == 5


def test_a_row_that_is_marked_to_go_covers_nothing(admin_client, image):
    answer = admin_client.post(address(image), form(image, {**ROW, "DELETE": "on"}))
    assert answer.status_code == 422
    assert "Draw at least one cover" in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"left": "101"},
        {"top": "-1"},
        {"width": "0"},
        {"height": "nan"},
        {"left": "inf"},
        {"width": ""},
        {"shape": "star"},
        {"style": "blur"},
    ],
    ids=str,
)
def test_numbers_that_cannot_be_right_cover_nothing_and_are_said(admin_client, image, change):
    answer = admin_client.post(address(image), form(image, {**ROW, **change}))
    assert answer.status_code == 422
    assert page(answer).select(".covering__row .errorlist")
    assert stored(image).file.name == image.file.name


@pytest.mark.parametrize(
    "data", [{}, {"covers-TOTAL_FORMS": "x"}, {"covers-TOTAL_FORMS": "100000000"}], ids=str
)
def test_a_form_that_nobody_filled_in_covers_nothing(admin_client, image, data):
    assert admin_client.post(address(image), data).status_code == 422


def test_there_is_an_end_to_the_covers_of_one_picture(admin_client, image):
    answer = admin_client.post(address(image), form(image, *([ROW] * (MOST_COVERS + 1))))
    assert answer.status_code == 422
    assert stored(image).file.name == image.file.name


def test_a_form_that_is_sent_twice_is_no_change_of_somebody_else(admin_client, image):
    data = form(image, ROW, csrfmiddlewaretoken="x")
    assert admin_client.post(address(image), data).status_code == 302
    name = stored(image).file.name
    admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))
    again = admin_client.post(address(image), data, follow=True)
    assert "One place is covered for good" in again.content.decode()
    assert stored(image).file.name == name


@pytest.mark.parametrize("change", [{"covers-0-left": "1"}, {"csrfmiddlewaretoken": "of another form"}])
def test_other_covers_of_an_old_form_are_not_said_to_be_saved(admin_client, image, change):
    data = form(image, ROW, csrfmiddlewaretoken="x")
    admin_client.post(address(image), data)
    answer = admin_client.post(address(image), data | change)
    assert answer.status_code == 422
    assert "Somebody else changed this picture" in answer.content.decode()


def test_who_sends_a_form_again_hears_what_came_after_it(admin_client, image):
    data = form(image, ROW)
    admin_client.post(address(image), data)
    admin_client.post(address(image), form(stored(image), ROW))
    assert admin_client.post(address(image), data).status_code == 422


@pytest.fixture
def unanswered(image):
    Image.objects.filter(pk=image.pk).update(people=People.UNANSWERED, is_recognizable=None, is_hidden=True)
    return image


def test_who_is_shown_is_asked_where_nobody_said_it(admin_client, image):
    assert not page(admin_client.get(address(image))).select("[name=people]")
    Image.objects.filter(pk=image.pk).update(people=People.UNANSWERED)
    choices = page(admin_client.get(address(image))).select("[name=people]")
    assert [choice["value"] for choice in choices] == ["adults", "children"]


def test_a_picture_is_shown_at_once_when_both_questions_are_answered(admin_client, unanswered):
    admin_client.post(address(unanswered), form(unanswered, ROW, is_all="1", people="children"))
    now = stored(unanswered)
    assert (now.people, now.reason_to_wait, now.is_hidden) == (People.CHILDREN, None, False)


@pytest.mark.parametrize("people", ["", "nobody", "x"])
def test_the_promise_needs_an_answer_who_is_shown_and_keeps_what_was_drawn(admin_client, unanswered, people):
    answer = admin_client.post(address(unanswered), form(unanswered, ROW, is_all="1", people=people))
    assert answer.status_code == 422
    assert page(answer).select_one("[name=is_all]").has_attr("checked")
    assert numbers(page(answer)) == [("30", "30", "40", "40")]
    assert stored(unanswered).file.name == unanswered.file.name


def test_what_was_said_before_of_who_is_shown_stays(admin_client, image):
    Image.objects.filter(pk=image.pk).update(people=People.ADULTS)
    admin_client.post(address(image), form(image, ROW, is_all="1", people="children"))
    assert stored(image).people == People.ADULTS


def test_many_covers_as_large_as_the_picture_are_refused(admin_client, image):
    whole = {**ROW, "left": "0", "top": "0", "width": "100", "height": "100"}
    answer = admin_client.post(address(image), form(image, *([whole] * 4)))
    assert answer.status_code == 422
    assert "too many covers for one picture" in page(answer).get_text()
    assert stored(image).file.name == image.file.name


def test_a_picture_whose_file_is_lost_is_said_to_be(admin_client, image):
    image.file.storage.delete(image.file.name)
    assert admin_client.get(reverse("cover_picture_shown", args=[image.pk])).status_code == 404
    assert json.loads(admin_client.get(reverse("cover_picture_faces", args=[image.pk])).content) == {
        "faces": []
    }
    assert admin_client.post(address(image), form(image, ROW)).status_code == 422


def test_the_form_of_a_picture_leads_to_its_covers(admin_client, image):
    soup = page(admin_client.get(reverse("wagtailimages:edit", args=[image.pk])))
    assert soup.find("a", href=address(image))


def test_an_upload_leads_to_its_covers(admin_client):
    data = {"title": "Group", "description": "Four people", "collection": "1"}
    file = ContentFile(PICTURE, name="x.jpg")
    answer = admin_client.post(reverse("wagtailimages:add"), {**data, "file": file}, follow=True)
    assert page(answer).find("a", href=address(Image.objects.get(title="Group")))


def test_a_chosen_picture_leads_to_its_covers(admin_client, image):
    post = BlogPageFactory(lead_picture=image)
    soup = page(admin_client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])))
    links = soup.select(".chooser [data-cover-link]")
    assert links[0]["href"] == reverse("wagtailimages:edit", args=[image.pk])
    # links.js makes the address of the screen of it.
    assert f"{links[0]['href']}cover/" == address(image)


def test_several_uploads_lead_to_their_covers(admin_client):
    soup = page(admin_client.get(reverse("wagtailimages:add_multiple")))
    link = soup.find(attrs={"data-stored-pictures": True}).find("a", attrs={"data-cover": True})
    assert link["href"] == reverse("wagtailimages:index")


def test_an_upload_of_several_says_what_is_still_to_be_done(admin_client):
    soup = page(admin_client.get(reverse("wagtailimages:add_multiple")))
    assert "press Update" in soup.select_one("[data-stored-pictures]")["data-before"]
    # What links.js puts this sentence in the place of.
    uploaded = soup.find("template", id="upload-list-item")
    assert uploaded.find(class_="error-message")
    assert uploaded.find(class_="status-msg success")


def test_messages_of_the_admin_leave_room_for_the_menu_button(admin_client):
    link = page(admin_client.get(reverse("wagtailadmin_home"))).select_one("link[href*='admin/messages.css']")
    assert link
    assert "padding-inline-start" in Path(finders.find("cms/admin/messages.css")).read_text()


def test_nothing_of_the_image_libraries_is_loaded_by_the_site():
    program = (
        "import django, sys; django.setup(); import cms.urls, cms.media.wagtail_hooks;"
        " print([name for name in ('cv2', 'numpy') if sys.modules.get(name)])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("is_same", [True, False])
def test_the_same_photograph_elsewhere_is_named_after_covering(admin_client, image, is_same):
    content = PICTURE if is_same else as_file(group(), quality=60)
    ImageFactory(title="The second", file=ContentFile(content, "second.jpg"), has_renditions=False)
    answer = admin_client.post(address(image), form(image, ROW, is_all="on"), follow=True).content.decode()
    assert ("is still here, uncovered" in answer, "The second" in answer) == (is_same, is_same)
