"""Faces are covered: the uncovered picture is gone from the storage, from every address and from caches."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.models import ModelLogEntry

from cms import purging, shapes
from cms.consent import People
from cms.media import renditions
from cms.media.covering import replacing
from cms.media.models import Image, Rendition
from cms.media.tasks import make_renditions
from cms.versions import current
from tests.cms.coverings import CONTENT, ROW, InThisThread, address, cover, files, form, has_secret, stored
from tests.drawn_people import as_file
from tests.factories import BlogPageFactory, ImageFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "folder")]


@pytest.fixture
def image():
    return ImageFactory(
        file=ContentFile(CONTENT, name="group.jpg"),
        title="Group",
        people=People.NOBODY,
        focal_point_x=100,
        focal_point_y=90,
        focal_point_width=40,
        focal_point_height=40,
    )


def test_the_picture_is_covered_in_every_file_that_is_left(admin_client, image, folder):
    image.get_rendition("max-165x165")
    before = files(folder)
    assert any(has_secret((folder / name).read_bytes()) for name in before)
    assert admin_client.post(address(image), form(image, ROW)).status_code == 302
    assert stored(image).renditions.count() >= 10
    assert [name for name in files(folder) if has_secret((folder / name).read_bytes())] == []
    assert not files(folder) & before


def test_no_old_address_gives_the_picture_any_more(client, admin_client, image):
    image.get_rendition("max-165x165")
    old = [made.url for made in image.renditions.all()]
    assert {client.get(url).status_code for url in old} == {200}
    admin_client.post(address(image), form(image, ROW))
    assert {client.get(url).status_code for url in old} == {404}
    assert {client.get(made.url).status_code for made in stored(image).renditions.all()} == {200}


def test_pages_show_the_covered_picture(client, admin_client, image):
    BlogPageFactory(slug="group", lead_picture=image)
    before = shapes.picture(image)["src"]
    assert before in client.get("/news/group/").content.decode()
    admin_client.post(address(image), form(image, ROW))
    page = client.get("/news/group/").content.decode()
    assert before not in page
    assert shapes.picture(stored(image))["src"] in page


def test_size_focal_point_and_words_stay_and_the_name_is_a_new_one(admin_client, image):
    admin_client.post(address(image), form(image, ROW))
    now = stored(image)
    same = ("width", "height", "title", "description", "focal_point_x", "focal_point_y", "focal_point_width")
    assert [getattr(now, name) for name in same] == [getattr(image, name) for name in same]
    assert now.file.name != image.file.name
    assert now.file_hash != image.file_hash
    assert now.file_size == now.file.size


def test_who_says_that_nobody_can_be_recognised_lets_the_picture_be_shown(admin_client, image):
    Image.objects.filter(pk=image.pk).update(people=People.CHILDREN, is_recognizable=True, is_hidden=True)
    admin_client.post(address(image), form(image, ROW, is_all="1"))
    now = stored(image)
    assert (now.is_covered, now.is_recognizable, now.is_hidden) == (True, False, False)


def test_without_that_word_the_picture_still_waits(admin_client, image):
    Image.objects.filter(pk=image.pk).update(people=People.CHILDREN, is_recognizable=True, is_hidden=True)
    admin_client.post(address(image), form(image, ROW))
    now = stored(image)
    assert (now.is_covered, now.is_recognizable, now.is_hidden) == (False, True, True)


def test_another_file_in_the_place_of_a_covered_one_waits_for_an_answer(image, admin_user):
    cover(image, admin_user)
    now = stored(image)
    now.people = People.ADULTS
    now.file = ContentFile(CONTENT, name="again.jpg")
    now.save()
    now = stored(image)
    assert (now.is_covered, now.is_recognizable, now.is_hidden) == (False, None, True)


def test_cleaning_what_is_stored_leaves_a_covered_picture_covered(image, admin_user):
    cover(image, admin_user)
    now = stored(image)
    with now.open_file() as file:
        noted = Pillow.open(file)
        content = as_file(noted, exif=Pillow.Exif(), comment="made by Amina")
    Image.objects.filter(pk=image.pk).update(
        file=default_storage.save("original_images/x.jpg", ContentFile(content))
    )
    call_command("scrub_media", verbosity=0)
    assert stored(image).is_covered


def test_a_cover_raises_the_version_and_is_logged_without_words(admin_client, image):
    before = current()
    admin_client.post(address(image), form(image, ROW))
    assert current() > before
    entry = ModelLogEntry.objects.get(action="cms.cover_picture")
    assert entry.data == {"covers": 1}


def test_a_cache_before_the_site_forgets_the_uncovered_files(admin_client, image, monkeypatch):
    settings_of_a_cache = {
        "default": {"BACKEND": "cms.purging.FrontendCache", "LOCATION": "x", "BY_KEY": False}
    }
    monkeypatch.setattr(settings, "WAGTAILFRONTENDCACHE", settings_of_a_cache)
    purged: set[str] = set()
    monkeypatch.setattr(purging.FrontendCache, "purge", lambda self, url: purged.add(url))
    old = {f"{settings.SITE_URL}{made.url}" for made in image.renditions.all()}
    admin_client.post(address(image), form(image, ROW))
    assert old
    assert old <= purged


def test_who_comes_second_sees_the_covered_picture_and_is_told(admin_client, image):
    first = form(image, ROW)
    admin_client.post(address(image), first)
    covered = stored(image).file.name
    admin_client.force_login(member("Moderators"))
    answer = admin_client.post(address(image), first)
    assert answer.status_code == 422
    assert "Somebody else changed this picture" in answer.content.decode()
    assert stored(image).file_hash in answer.content.decode()
    assert stored(image).file.name == covered


def test_of_two_at_the_same_moment_one_is_stale(image, admin_user):
    both = [stored(image), stored(image)]
    cover(both[0], admin_user)
    with pytest.raises(replacing.StaleError):
        cover(both[1], admin_user)


@pytest.mark.parametrize("failure", ["encoding", "storage", "log"])
def test_where_anything_fails_nothing_is_changed(admin_client, image, folder, monkeypatch, failure):
    before, rows = files(folder), Rendition.objects.count()

    def fail(*args, **kwargs):
        raise OSError("no space left")

    places = {
        "encoding": "cms.media.covering.burning.rewritten",
        "storage": "django.core.files.storage.FileSystemStorage._save",
        "log": "cms.media.covering.replacing.log",
    }
    monkeypatch.setattr(places[failure], fail)
    answer = admin_client.post(address(image), form(image, ROW))
    assert answer.status_code == 422
    now = stored(image)
    assert (now.file.name, now.file_hash, now.is_covered) == (image.file.name, image.file_hash, False)
    assert (files(folder), Rendition.objects.count()) == (before, rows)


def test_a_file_that_cannot_be_deleted_is_told_to_whoever_covers(admin_client, image, monkeypatch):
    old, delete = image.file.name, FileSystemStorage.delete

    def fail(self, name):
        if name == old:
            raise OSError("no such bucket")
        delete(self, name)

    monkeypatch.setattr(FileSystemStorage, "delete", fail)
    answer = admin_client.post(address(image), form(image, ROW), follow=True)
    assert "could not be deleted" in answer.content.decode()


def test_renditions_of_the_uncovered_file_that_were_being_made_are_not_kept(image, admin_user, monkeypatch):
    image.renditions.all().delete()
    old, encoded = stored(image), renditions._encoded

    def encode_while_somebody_covers(*args):
        content = encoded(*args)
        monkeypatch.setattr(renditions, "_encoded", encoded)
        monkeypatch.setattr(renditions, "WORKERS", 1)
        cover(stored(image), admin_user)
        return content

    monkeypatch.setattr(renditions, "WORKERS", 1)
    monkeypatch.setattr(renditions, "ThreadPoolExecutor", InThisThread)
    monkeypatch.setattr(renditions, "_encoded", encode_while_somebody_covers)
    assert renditions.make(old, renditions.wanted(old)) == 0
    left = stored(image).renditions.all()
    assert left
    assert [made.filter_spec for made in left if has_secret(made.file.read())] == []


def test_wagtails_own_renditions_that_were_being_made_are_not_kept_either(image, admin_user, monkeypatch):
    old, generate = stored(image), Image.generate_rendition_file

    def generate_while_somebody_covers(self, *args, **kwargs):
        content = generate(self, *args, **kwargs)
        monkeypatch.setattr(Image, "generate_rendition_file", generate)
        cover(stored(image), admin_user)
        return content

    monkeypatch.setattr(Image, "generate_rendition_file", generate_while_somebody_covers)
    with pytest.raises(OSError, match="replaced"):
        old.get_rendition("max-165x165")
    assert not stored(image).renditions.filter(filter_spec="max-165x165").exists()
    assert not has_secret(stored(image).get_rendition("max-165x165").file.read())


def test_of_several_renditions_at_once_none_is_kept_of_an_old_file(image, admin_user):
    old = stored(image)
    cover(image, admin_user)
    with pytest.raises(OSError):  # noqa: PT011  # the old file is gone
        old.get_renditions("max-100x100", "max-50x50")
    assert not stored(image).renditions.filter(filter_spec__in=["max-100x100", "max-50x50"]).exists()


@pytest.mark.parametrize("name", ["cover_picture", "cover_picture_shown", "cover_picture_faces"])
def test_who_may_not_change_the_picture_may_not_cover_it(client, image, name):
    client.force_login(member("Editors"))
    url = reverse(name, args=[image.pk])
    assert client.get(url).status_code == 302
    assert client.post(url, form(image, ROW)).status_code == 302
    assert stored(image).file.name == image.file.name


def test_who_uploaded_a_picture_may_cover_it(client, image):
    editor = member("Editors")
    Image.objects.filter(pk=image.pk).update(uploaded_by_user=editor)
    client.force_login(editor)
    assert client.get(address(image)).status_code == 200
    client.post(address(image), form(image, ROW))
    assert stored(image).file.name != image.file.name


def test_a_visitor_is_asked_who_they_are(client, image):
    for name in ("cover_picture", "cover_picture_shown", "cover_picture_faces"):
        assert "/login/" in client.get(reverse(name, args=[image.pk]))["Location"]


def test_to_look_makes_no_file_and_no_row(admin_client, image, folder):
    before, rows = files(folder), Rendition.objects.count()
    for name in ("cover_picture", "cover_picture_shown", "cover_picture_faces"):
        answer = admin_client.get(reverse(name, args=[image.pk]))
        assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True), name
    assert (files(folder), Rendition.objects.count()) == (before, rows)


def test_make_renditions_after_a_cover_makes_none_of_the_old(image, admin_user):
    cover(image, admin_user)
    make_renditions.call(image.pk)
    assert [made for made in stored(image).renditions.all() if has_secret(made.file.read())] == []
