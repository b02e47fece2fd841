"""Files that must go: whatever a storage or a listener raises, the others go, and what is left is told."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone

from cms.media import privacy
from cms.media.consent.withdrawal import withdraw
from cms.media.covering.models import KeptOriginal
from cms.media.models import Image
from cms.media.privacy import files_gone, settle, uploads_moved
from cms.versions import current
from tests.cms.coverings import CONTENT, cover, files
from tests.cms.hiding import AGREED
from tests.factories import ImageFactory, UserFactory, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "folder")]


@pytest.fixture
def image():
    return ImageFactory(**AGREED, file=ContentFile(CONTENT, name="group.jpg"))


@pytest.fixture
def failing(monkeypatch):
    """A listener of a signal that fails."""

    def fail(**kwargs):
        raise OSError("the cache is down")

    def connect(signal):
        monkeypatch.setattr(signal, "receivers", [])
        signal.connect(fail, weak=False)

    return connect


@pytest.fixture
def gone():
    """The addresses that caches were told to forget."""
    urls = []

    def hear(**told):
        urls.extend(told["urls"])

    files_gone.connect(hear)
    yield urls
    files_gone.disconnect(hear)


def refuse(monkeypatch, method, *names):
    """A storage that refuses some files, as S3 does: not with an OSError."""
    real = getattr(FileSystemStorage, method)

    def fail(self, name, *args, **kwargs):
        if name in names:
            raise RuntimeError("SlowDown")
        return real(self, name, *args, **kwargs)

    monkeypatch.setattr(FileSystemStorage, method, fail)


def public_names(image: Image) -> list[str]:
    return list(image.renditions.order_by("pk").values_list("file", flat=True))


def end_consent(*images: Image) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Image.objects.filter(pk__in=[image.pk for image in images]).update(consent_until=yesterday)


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def test_one_file_that_a_storage_keeps_keeps_no_other(image, monkeypatch):
    first, *others = public_names(image)
    refuse(monkeypatch, "delete", first)
    end_consent(image)
    settle(Image.objects.all())
    assert stored(image).is_hidden
    assert [name for name in (first, *others) if default_storage.exists(name)] == [first]


@pytest.mark.parametrize("kind", ["original", "rendition"])
def test_who_withdraws_is_told_of_a_file_that_is_left(image, monkeypatch, admin_client, kind):
    refuse(monkeypatch, "delete", image.file.name if kind == "original" else public_names(image)[0])
    answer = admin_client.post(reverse("withdraw_picture", args=[image.pk]), follow=True).content.decode()
    assert ("could not be deleted" in answer, "Nothing of it is left" in answer) == (True, False)


def test_what_could_not_be_deleted_stands_in_the_log(image, monkeypatch, caplog):
    old = image.file.name
    refuse(monkeypatch, "delete", old)
    withdraw(image)
    assert stored(image).withdrawn_at
    assert f"The file {old} could not be deleted" in caplog.text


@pytest.mark.parametrize("signal", [files_gone, uploads_moved], ids=["addresses", "moves"])
def test_a_withdrawn_file_goes_whatever_else_fails(image, failing, signal):
    old = image.file.name
    failing(signal)
    withdraw(image)
    assert not default_storage.exists(old)


@pytest.mark.parametrize("signal", [files_gone, uploads_moved], ids=["addresses", "moves"])
def test_an_uncovered_file_goes_whatever_else_fails(image, failing, signal):
    image.is_recognizable = None
    image.save()
    old = image.file.name
    failing(signal)
    assert cover(image, UserFactory()) == []
    assert not default_storage.exists(old)
    assert default_storage.exists(stored(image).file.name)


def test_what_fails_after_the_commit_takes_no_covered_file_away(image):
    def fail():
        raise OSError("down")

    def follow(**kwargs):
        transaction.on_commit(fail)

    old = image.file.name
    post_save.connect(follow, sender=Image)
    try:
        assert cover(image, UserFactory()) == []
    finally:
        post_save.disconnect(follow, sender=Image)
    assert not default_storage.exists(old)
    assert default_storage.exists(stored(image).file.name)


def test_an_original_that_was_kept_for_a_cover_that_failed_goes(image, monkeypatch, settings, folder):
    settings.ORIGINALS_KEY = "any"
    monkeypatch.setattr("cms.media.covering.originals.sealed", lambda content: b"sealed")
    before = files(folder)

    def fail(**kwargs):
        raise OSError("no space left")

    monkeypatch.setattr("cms.media.covering.replacing.log", fail)
    with pytest.raises(OSError, match="no space"):
        cover(image, UserFactory())
    assert not KeptOriginal.objects.exists()
    assert files(folder) == before


def test_one_picture_that_cannot_be_hidden_keeps_no_other_shown(image, monkeypatch):
    other = ImageFactory(**AGREED, file=ContentFile(jpeg(200, 100), name="x.jpg"))
    move = privacy.move_files

    def fail(moved):
        if moved.pk == image.pk:
            raise RuntimeError("SlowDown")
        move(moved)

    monkeypatch.setattr(privacy, "move_files", fail)
    end_consent(image, other)
    before = current()
    call_command("settle_pictures")
    assert (stored(image).is_hidden, stored(other).is_hidden) == (False, True)
    assert current() > before


def test_a_picture_is_hidden_also_where_its_files_cannot_be_moved(image, monkeypatch):
    first, *_others = public_names(image)
    refuse(monkeypatch, "_open", first)
    end_consent(image)
    settle(Image.objects.all())
    assert stored(image).is_hidden
    assert not default_storage.exists(first)
    assert not stored(image).renditions.filter(file=first).exists()


def test_a_rendition_of_a_picture_that_was_hidden_meanwhile_is_not_public(image):
    stale = stored(image)
    end_consent(image)
    settle(Image.objects.all())
    made = stale.get_rendition("max-165x165")
    assert made.file.name.startswith("private_images/")
    assert default_storage.exists(made.file.name)
    assert [name for name in public_names(image) if name.startswith("images/")] == []


def test_caches_forget_the_files_of_a_picture_that_is_replaced(image, gone):
    before = [made.url for made in image.renditions.all()]
    image.file = ContentFile(jpeg(300, 200), name="other.jpg")
    image.save()
    assert before
    assert set(before) <= set(gone)


def test_caches_forget_the_files_of_a_picture_that_is_deleted(image, gone):
    before = [made.url for made in image.renditions.all()]
    image.delete()
    assert sorted(gone) == sorted(before)
