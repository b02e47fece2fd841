"""What an editor answers about a picture, and what the form says when an answer is missing."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory
from django.urls import reverse
from wagtail.models import Collection

from cms.media.consent.withdrawal import withdraw
from cms.media.forms import ImageForm
from cms.media.models import Image
from tests.factories import PICTURE, ImageFactory, jpeg, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


@pytest.fixture
def image():
    return ImageFactory(people="", has_renditions=False)


def said(**answers: object) -> dict[str, object]:
    root = Collection.get_first_root_node().pk
    return {"title": "March", "description": "A march", "collection": root, "tags": "", **answers}


def save(client, image: Image, **answers: object):
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), said(**answers), follow=True)


AGREED = {"people": "adults", "is_recognizable": "True", "agreed_to": ["site"], "consent_by": "Amina"}


def test_a_picture_may_be_stored_without_an_answer_and_waits(moderator):
    file = SimpleUploadedFile("one.jpg", PICTURE, "image/jpeg")
    answer = moderator.post(reverse("wagtailimages:add"), said(file=file), follow=True)
    assert Image.objects.get().is_hidden
    assert "is not shown yet" in answer.content.decode()


def test_what_was_answered_is_kept(moderator, image):
    save(moderator, image, **AGREED, consent_until="2999-01-31")
    image.refresh_from_db()
    assert (image.people, image.is_recognizable, image.consent_by) == ("adults", True, "Amina")
    assert (image.agreed_site, image.agreed_social, image.agreed_print) == (True, False, False)
    assert (image.consent_until, image.is_hidden) == (datetime.date(2999, 1, 31), False)


def test_the_form_shows_what_was_answered(moderator, image):
    save(moderator, image, **AGREED)
    form = moderator.get(reverse("wagtailimages:edit", args=[image.pk])).context["form"]
    assert (form["people"].value(), form["is_recognizable"].value()) == ("adults", "True")
    assert (form["agreed_to"].value(), form["consent_by"].value()) == (["site"], "Amina")


def test_answers_can_be_taken_back(moderator, image):
    save(moderator, image, **AGREED)
    save(moderator, image, **AGREED | {"agreed_to": [], "consent_by": ""})
    image.refresh_from_db()
    assert (image.agreed_site, image.is_hidden) == (False, True)


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"people": "adults"}, "is_recognizable", "If you are not sure, choose yes."),
        (AGREED | {"consent_by": ""}, "consent_by", "Write a first name"),
        (AGREED | {"consent_by": "amina@example.org"}, "consent_by", "a first name is enough"),
        (AGREED | {"consent_by": "Card A123456"}, "consent_by", "a first name is enough"),
        (AGREED | {"agreed_to": []}, "agreed_to", "Tick what they agreed to"),
        (AGREED | {"consent_until": "2020-01-01"}, "consent_until", "This day is over."),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(moderator, image, answers, field, words):
    form = save(moderator, image, **answers).context["form"]
    assert [name for name in form.errors if words in form.errors[name][0]] == [field]


def test_a_picture_whose_consent_has_ended_can_still_be_described(moderator):
    ended = {"is_recognizable": True, "agreed_site": True, "consent_by": "Amina"}
    day = datetime.date(2020, 1, 1)
    image = ImageFactory(people="adults", **ended, consent_until=day, has_renditions=False)
    save(moderator, image, **AGREED, consent_until="2020-01-01")
    image.refresh_from_db()
    assert image.description == "A march"


@pytest.mark.parametrize("answers", [{"people": "nobody", "is_recognizable": "False"}, {}])
def test_a_new_file_must_be_looked_at_anew(moderator, answers):
    image = ImageFactory(people="nobody", has_renditions=False)
    Image.objects.filter(pk=image.pk).update(is_covered=True, is_recognizable=False)
    file = SimpleUploadedFile("two.jpg", jpeg(200, 100), "image/jpeg")
    save(moderator, image, **answers, file=file)
    image.refresh_from_db()
    assert (image.people, image.is_covered, image.is_hidden) == ("", False, True)


def test_a_new_file_with_new_answers_is_shown(moderator, image):
    file = SimpleUploadedFile("two.jpg", jpeg(200, 100), "image/jpeg")
    save(moderator, image, people="nobody", file=file)
    image.refresh_from_db()
    assert (image.people, image.is_hidden) == ("nobody", False)


@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtailimages_chooser:choose"])
def test_the_questions_stand_wherever_a_picture_is_uploaded(moderator, address):
    answer = moderator.get(reverse(address)).content.decode()
    assert "Who is shown?" in answer
    assert "Could anybody be recognised?" in answer


def test_the_questions_stand_under_each_of_several_uploads(moderator):
    file = SimpleUploadedFile("one.jpg", PICTURE, "image/jpeg")
    answer = moderator.post(reverse("wagtailimages:add_multiple"), {"title": "One", "files[]": file})
    assert "Who is shown?" in answer.json()["form"]


def test_the_picture_says_above_its_form_why_it_waits(moderator, image):
    answer = moderator.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert "Nobody has said yet who is shown." in answer


def shown(client, image: Image) -> dict[str, object]:
    """What a browser that has the form open would send."""
    page = BeautifulSoup(client.get(reverse("wagtailimages:edit", args=[image.pk])).content, "html.parser")
    return {"state": page.select_one("input[name=state]")["value"]}


@pytest.mark.parametrize("way", ["withdrawn", "taken away"])
def test_a_form_that_was_open_meanwhile_does_not_undo_it(moderator, image, way):
    save(moderator, image, **AGREED)
    image.refresh_from_db()
    form = shown(moderator, image)
    if way == "withdrawn":
        withdraw(image)
    else:
        save(moderator, image, **AGREED | {"agreed_to": [], "consent_by": ""})
    answer = save(moderator, image, **AGREED, **form)
    image.refresh_from_db()
    assert (image.agreed_site, image.consent_by, image.description != "A march") == (
        False,
        "",
        way == "withdrawn",
    )
    assert "changed this picture meanwhile" in answer.content.decode()
    assert "Amina" not in answer.content.decode()


def test_a_form_that_shows_what_is_stored_is_saved(moderator, image):
    save(moderator, image, **AGREED)
    save(moderator, image, **shown(moderator, image), people="nobody")
    image.refresh_from_db()
    assert image.people == "nobody"


def test_a_withdrawn_picture_takes_no_new_file(moderator, image):
    withdraw(image)
    file = SimpleUploadedFile("two.jpg", jpeg(200, 100), "image/jpeg")
    answer = save(moderator, image, **shown(moderator, image), people="nobody", file=file)
    was = Image.objects.get(pk=image.pk)
    assert was.withdrawn_at
    assert (was.width, was.height) == (image.width, image.height)
    assert "Upload the new one as a new picture." in answer.content.decode()


def test_a_form_with_only_some_answers_takes_no_numbers(image):
    some = modelform_factory(Image, form=ImageForm, fields=["collection", "consent_by"])
    form = some({"consent_by": "Card A123456", "collection": image.collection_id}, instance=image)
    assert "a first name is enough" in str(form.errors["consent_by"])
