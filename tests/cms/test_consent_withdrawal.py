"""A consent that ends or is taken back: nothing of the picture stays, and the log names nobody."""

import datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from taggit.models import Tag
from wagtail.models import ModelLogEntry

from cms import purging, shapes
from cms.consent import DAYS_TO_ASK_AGAIN
from cms.media.consent.withdrawal import versions_with, withdraw
from cms.media.models import Image
from cms.media.privacy import picture_withdrawn
from cms.versions import current
from tests.factories import BlogPageFactory, ImageFactory, PartnerFactory, UserFactory, member, published

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
AGREED = {"people": "adults", "is_recognizable": True, "agreed_site": True, "consent_by": "Zarafina"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **options: work())


@pytest.fixture
def image():
    said = {"title": "Zarafina speaks", "description": "Zarafina", "credit": "Zarafina"}
    return ImageFactory(**AGREED, **said, focal_point_x=9, focal_point_y=9)


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def test_nothing_of_the_file_stays(image, at_once):
    names = [image.file.name, *(rendition.file.name for rendition in image.renditions.all())]
    assert all(default_storage.exists(name) for name in names)
    withdraw(image)
    assert [name for name in names if default_storage.exists(name)] == []


def test_nothing_that_was_said_of_it_stays(image, at_once):
    image.tags.add("Zarafina")
    withdraw(image)
    values = Image.objects.filter(pk=image.pk).values().get()
    assert [name for name, value in values.items() if "zarafina" in str(value).lower()] == []
    assert (stored(image).tags.count(), stored(image).has_focal_point()) == (0, False)


def test_a_neutral_picture_stands_in_its_place(image, at_once):
    size = (image.width, image.height)
    withdraw(image)
    image = stored(image)
    with image.file.open() as file:
        picture = Pillow.open(BytesIO(file.read()))
    assert (picture.size, image.is_hidden) == (size, False)
    assert len(picture.convert("RGB").getcolors()) < 17  # a drawing, not a photograph
    assert shapes.picture(image) or image.renditions.count() == 0


def test_pages_show_it_without_the_words_about_the_old_one(image, at_once, client):
    shown = {"picture": image, "caption": "Zarafina here", "alt": "Zarafina there"}
    post = BlogPageFactory(body=[("picture", shown)], lead_picture=image, lead_picture_caption="Zarafina!")
    withdraw(image)
    page = client.get(post.get_url()).content.decode()
    assert "Zarafina" not in page
    assert "This picture was withdrawn." in page


def test_readers_learn_it_in_their_language(image, at_once):
    from django.utils import translation

    withdraw(image)
    with translation.override("en"):
        assert stored(image).default_alt_text == "This picture was withdrawn."


def test_the_search_forgets_its_words(image, at_once):
    post = BlogPageFactory(body=[("picture", {"picture": image, "caption": "Zarafina", "alt": ""})])
    assert "Zarafina" in str(post.passages())
    withdraw(image)
    post = type(post).objects.get(pk=post.pk)
    assert "Zarafina" not in str(post.passages())


def test_caches_are_told(image, at_once, monkeypatch):
    told = []
    monkeypatch.setattr(purging, "note", lambda urls=(): told.extend(urls))
    urls = [rendition.url for rendition in image.renditions.all()]
    before = current()
    withdraw(image)
    assert current() > before
    assert {url for url in urls if not any(each.endswith(url) for each in told)} == set()


def test_whoever_keeps_an_original_is_told(image, at_once):
    told = []

    def listen(image, **kwargs):
        told.append(image.pk)

    picture_withdrawn.connect(listen)
    withdraw(image)
    picture_withdrawn.disconnect(listen)
    assert told == [image.pk]


def test_the_log_says_who_did_it_and_names_nobody_who_was_shown(image, at_once):
    user = UserFactory()
    ModelLogEntry.objects.log_action(image, "wagtail.edit", user=user)
    withdraw(image, user)
    entries = ModelLogEntry.objects.filter(object_id=str(image.pk))
    assert entries.filter(action="cms.withdraw_picture", user=user).count() == 1
    assert [entry.label for entry in entries if "Zarafina" in entry.label] == []


def test_one_that_failed_changes_nothing(image, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr("cms.media.consent.withdrawal.log", fail)
    with pytest.raises(OSError, match="full"):
        withdraw(image)
    assert stored(image).title == "Zarafina speaks"
    assert default_storage.exists(stored(image).file.name)


def test_the_question_lists_every_use(image, client):
    client.force_login(member("Moderators"))
    published(BlogPageFactory(title="Rent", lead_picture=image))
    PartnerFactory(name="Kitchen", logo=image)
    page = client.get(reverse("withdraw_picture", args=[image.pk])).content.decode()
    assert all(word in page for word in ("Rent", "Kitchen", "cannot be undone", "1 version of a page"))
    assert stored(image).withdrawn_at is None


def test_drafts_and_old_versions_are_counted(image):
    post = published(BlogPageFactory(body=[("picture", {"picture": image, "caption": "", "alt": ""})]))
    post.body = []
    post.save_revision()
    post.lead_picture = image
    post.save_revision()
    assert versions_with(image) == 2


def test_pressing_the_button_withdraws_it(image, client):
    client.force_login(member("Moderators"))
    answer = client.post(reverse("withdraw_picture", args=[image.pk]), follow=True)
    assert stored(image).withdrawn_at
    assert "This picture was withdrawn on" in answer.content.decode()


def test_an_editor_does_not_withdraw_what_others_uploaded(image, client):
    client.force_login(member("Editors"))
    client.post(reverse("withdraw_picture", args=[image.pk]))
    assert stored(image).withdrawn_at is None


def test_the_clock_hides_what_ended_yesterday():
    today = timezone.localdate()
    ended, lasting = (ImageFactory(**AGREED, consent_until=day) for day in (today, today + DAY))
    Image.objects.filter(pk=ended.pk).update(consent_until=today - DAY)  # a night has passed
    before = current()
    call_command("run_due")
    assert (stored(ended).is_hidden, stored(lasting).is_hidden) == (True, False)
    assert not ended.renditions.filter(file__startswith="images/").exists()
    assert current() > before


@pytest.mark.parametrize(("days", "name"), [(DAYS_TO_ASK_AGAIN, "Zarafina"), (DAYS_TO_ASK_AGAIN + 1, "")])
def test_who_agreed_is_forgotten_some_time_after_the_end(days, name):
    image = ImageFactory(**AGREED, has_renditions=False)
    Image.objects.update(consent_until=timezone.localdate() - days * DAY)
    call_command("settle_pictures")
    assert stored(image).consent_by == name


def test_a_tag_that_nothing_else_has_goes(image):
    other = ImageFactory(has_renditions=False)
    image.tags.add("Zarafina", "march")
    other.tags.add("march")
    withdraw(image)
    assert list(Tag.objects.values_list("name", flat=True)) == ["march"]


@pytest.mark.parametrize("is_ticked", [True, False])
def test_the_same_photograph_is_withdrawn_wherever_it_was_uploaded(image, client, is_ticked):
    copy = ImageFactory(**AGREED, title="The same", has_renditions=False)
    assert copy.file_hash == image.file_hash
    client.force_login(member("Moderators"))
    address = reverse("withdraw_picture", args=[image.pk])
    assert f'value="{copy.pk}" checked' in client.get(address).content.decode()
    answer = client.post(address, {"copies": [copy.pk]} if is_ticked else {}, follow=True).content.decode()
    assert bool(stored(copy).withdrawn_at) == is_ticked
    assert ("Nothing of it is left" in answer, "still here as another picture" in answer) == (
        is_ticked,
        not is_ticked,
    )
