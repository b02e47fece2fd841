"""Files that no row names go by themselves, an hour after they were left; all others stay."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from cms.media import renditions
from cms.media.covering.models import KeptOriginal
from cms.media.models import Image
from cms.media.privacy import files_gone
from tests.cms.coverings import InThisThread, files
from tests.factories import ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
FOLDERS = ["images", "private_images", "original_images", "kept_originals", "documents"]


def left(folder: str, minutes: int = 61) -> str:
    """A file without a row, of so many minutes ago."""
    name = default_storage.save(f"{folder}/left.jpg", ContentFile(b"a face"))
    age(name, minutes)
    return name


def age(name: str, minutes: int) -> None:
    then = time.time() - minutes * 60
    os.utime(default_storage.path(name), (then, then))


@pytest.mark.parametrize("place", FOLDERS)
def test_a_file_without_a_row_goes(place):
    name = left(place)
    call_command("delete_strays", verbosity=0)
    assert not default_storage.exists(name)


def test_a_file_that_may_get_its_row_yet_stays():
    name = left("images", minutes=59)
    call_command("delete_strays", verbosity=0)
    assert default_storage.exists(name)


def test_files_with_rows_and_of_others_stay(folder):
    image = ImageFactory()
    KeptOriginal.objects.create(picture=image, file=ContentFile(b"sealed", name="x.age"))
    left("elsewhere")
    before = files(folder)
    for name in before:
        age(name, 100)
    call_command("delete_strays", verbosity=0)
    assert len(before) > 4
    assert files(folder) == before


def test_caches_forget_a_public_file_without_a_row():
    urls = []

    def hear(**told):
        urls.extend(told["urls"])

    name = left("images")
    files_gone.connect(hear)
    call_command("delete_strays", verbosity=0)
    files_gone.disconnect(hear)
    assert urls == [f"/media/{name}"]


def test_it_is_done_by_the_clock_once_an_hour(settings):
    settings.COMMANDS_BY_THE_CLOCK = [
        command for command in settings.COMMANDS_BY_THE_CLOCK if command == "delete_strays"
    ]
    name = left("images")
    call_command("run_due")
    assert not default_storage.exists(name)
    name = left("images")
    call_command("run_due")
    assert default_storage.exists(name)
    call_command("delete_strays", "--now", verbosity=0)
    assert not default_storage.exists(name)


def test_where_too_much_has_no_row_nothing_is_deleted(monkeypatch, caplog):
    monkeypatch.setattr("cms.media.sweeping.MOST_WITHOUT_QUESTION", 1)
    names = [left("images"), left("images")]
    call_command("delete_strays", verbosity=0)
    assert [name for name in names if not default_storage.exists(name)] == []
    assert "2 files in images have no row" in caplog.text


def test_of_two_that_make_the_same_files_the_second_leaves_none(folder, monkeypatch):
    image = ImageFactory(has_renditions=False)
    image.renditions.all().delete()
    first = Image.objects.get(pk=image.pk)
    encoded = renditions._encoded

    def encode_while_another_is_faster(*args):
        monkeypatch.setattr(renditions, "_encoded", encoded)
        renditions.make(first, renditions.wanted(first))
        return encoded(*args)

    monkeypatch.setattr(renditions, "_encoded", encode_while_another_is_faster)
    monkeypatch.setattr(renditions, "ThreadPoolExecutor", InThisThread)
    assert renditions.make(image, renditions.wanted(image)) == 0
    rows = set(image.renditions.values_list("file", flat=True))
    assert rows
    assert {name for name in files(folder) if name.startswith("images/")} == rows
