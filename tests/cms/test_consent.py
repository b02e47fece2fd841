"""Who may be shown: the rule, and that pictures are hidden and shown as it says."""

import datetime
import itertools

import pytest
from django.utils import timezone

from cms.consent import People, Wait, may_be_shown, why_it_waits
from cms.media.models import Image
from cms.media.privacy import settle
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
# Somebody who can be recognised and has agreed to be on the site.
AGREED = {
    "people": People.ADULTS,
    "is_recognizable": True,
    "agreed_site": True,
    "consent_by": "Amina",
}


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


@pytest.fixture(scope="module")
def every_answer(shared) -> list[Image]:
    """A picture for each combination of answers, past the door that would tidy them."""
    choices = itertools.product(
        [*People.values, "unknown"],
        [None, True, False],
        [True, False],
        ["", "Amina"],
        [True, False],
        [None, TODAY - DAY, TODAY, TODAY + DAY],
    )
    names = ("people", "is_recognizable", "agreed_site", "consent_by", "guardian_agreed", "consent_until")
    size = {"width": 1, "height": 1, "title": "One"}
    pictures = [Image(**size, **dict(zip(names, choice, strict=True))) for choice in choices]
    return Image.objects.bulk_create(pictures)


def test_the_rule_for_one_picture_is_the_rule_for_many(every_answer):
    shown = set(Image.objects.filter(may_be_shown(TODAY)).values_list("pk", flat=True))
    assert shown == {image.pk for image in every_answer if why_it_waits(image, TODAY) is None}


def test_of_all_answers_only_these_let_a_picture_be_shown(every_answer):
    def is_safe(image: Image) -> bool:
        if image.people == "nobody":
            return True
        if image.people not in ("adults", "children"):
            return False
        if image.is_recognizable is not True:
            return image.is_recognizable is False
        has_agreed = image.agreed_site and image.consent_by and image.consent_until != TODAY - DAY
        return bool(has_agreed and (image.people == "adults" or image.guardian_agreed))

    assert [
        image.pk for image in every_answer if (why_it_waits(image, TODAY) is None) != is_safe(image)
    ] == []


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"people": ""}, Wait.UNANSWERED),
        ({"people": "adults"}, Wait.UNANSWERED),
        ({"people": "adults", "is_recognizable": True}, Wait.CONSENT),
        (AGREED | {"agreed_site": False, "agreed_print": True}, Wait.CONSENT),
        (AGREED | {"consent_by": ""}, Wait.CONSENT),
        (AGREED | {"people": "children"}, Wait.GUARDIAN),
        (AGREED | {"consent_until": datetime.date(2020, 1, 1)}, Wait.ENDED),
        (AGREED, None),
        (AGREED | {"people": "children", "guardian_agreed": True}, None),
        ({"people": "children", "is_recognizable": False}, None),
        ({"people": "nobody"}, None),
    ],
)
def test_a_picture_is_hidden_as_long_as_there_is_a_reason(answers, reason):
    image = ImageFactory(**{"people": "", **answers}, has_renditions=False)
    assert image.reason_to_wait == reason
    assert stored(image).is_hidden == bool(reason)


def test_a_consent_lasts_to_the_end_of_its_last_day():
    image = ImageFactory(**AGREED, consent_until=timezone.localdate(), has_renditions=False)
    assert not stored(image).is_hidden


def test_files_of_a_picture_leave_the_public_folder_while_it_waits():
    image = ImageFactory()
    assert {rendition.file.name.split("/")[0] for rendition in image.renditions.all()} == {"images"}
    image.people = People.UNANSWERED
    image.save()
    assert {rendition.file.name.split("/")[0] for rendition in image.renditions.all()} == {"private_images"}


def test_who_agreed_is_forgotten_where_nobody_needs_to_agree():
    image = ImageFactory(**AGREED, consent_until=TODAY + 999 * DAY, has_renditions=False)
    image.is_recognizable = False
    image.save()
    image = stored(image)
    assert (image.consent_by, image.agreed_site, image.consent_until) == ("", False, None)


def test_what_was_said_of_a_covered_picture_ends_with_its_file():
    image = ImageFactory(people="children", has_renditions=False)
    Image.objects.filter(pk=image.pk).update(is_covered=True, is_recognizable=False)
    image = stored(image)
    image.file = ImageFactory.build().file
    image.save()
    image = stored(image)
    assert (image.is_covered, image.is_recognizable, image.is_hidden) == (False, None, True)


def test_an_editor_may_say_that_a_cover_does_not_suffice():
    image = ImageFactory(people="adults", is_covered=True, has_renditions=False)
    image.is_recognizable = True
    image.save()
    assert stored(image).is_hidden


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati"])
def test_the_day_is_that_of_the_site_wherever_the_editor_is(zone):
    today = timezone.localdate()
    image = ImageFactory(**AGREED, consent_until=today, has_renditions=False)
    ended = ImageFactory(**AGREED, consent_until=today - DAY, has_renditions=False)
    with timezone.override(zone):
        settle(Image.objects.all())
        assert [stored(image).is_hidden, stored(ended).is_hidden] == [False, True]
        assert [image.reason_to_wait, ended.reason_to_wait] == [None, Wait.ENDED]
        assert list(Image.objects.filter(pk__gte=image.pk).running_out(0)) == [image]


def test_whoever_may_be_recognized_is_shared_only_if_they_agreed_to_that():
    shared = [
        Image(people=People.NOBODY),
        Image(people=People.CHILDREN, is_recognizable=False),
        Image(**AGREED, agreed_social=True),
    ]
    assert all(image.may_be_shared for image in shared)
    assert not Image(**AGREED).may_be_shared
    assert not Image(people=People.UNANSWERED).may_be_shared
