"""Archives that are not what they say: one sentence each, and nothing of them stays."""

import json
import zipfile
from io import BytesIO

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from wagtail.models import Page

from cms.media.models import Image
from home.moving.archive import Writer
from tests.factories import BlogPageFactory, ImageFactory, jpeg
from tests.moving.conftest import members, rolled_back, run

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(shared, tmp_path_factory, media):
    out = tmp_path_factory.mktemp("out") / "site.zip"
    with media("first"), rolled_back():
        BlogPageFactory(slug="rice", title="Rice", lead_picture=ImageFactory(has_renditions=False))
        run("export_site", out)
    return out


def rewritten(source, target, change, **facts):
    """The archive after `change` of its members, with sums that fit."""
    with zipfile.ZipFile(source) as old:
        manifest = json.loads(old.read("manifest.json"))
    content = members(source)
    change(content)
    with target.open("wb") as file, Writer(file) as writer:
        for name, text in content.items():
            if name.startswith("media/"):
                writer.file(name, BytesIO(text))
            else:
                writer.text(name, text.decode())
        writer.finish({"counts": {}, "languages": manifest["languages"], **facts})
    return target


def name_of(content, start, end=""):
    return next(name for name in content if name.startswith(start) and name.endswith(end))


def replace(start, old, new):
    def change(content):
        for name in [name for name in content if name.startswith(start)]:
            content[name] = content[name].replace(old, new)

    return change


def refused(path, sentence, media):
    before = set(Page.objects.values_list("pk", "title"))
    with media("place"):
        with pytest.raises(CommandError, match=sentence) as told:
            run("import_site", path)
        assert "Nothing was imported." in str(told.value)
        stored = default_storage.listdir("")[0] if default_storage.exists("") else []
        assert [file for folder in stored for file in default_storage.listdir(folder)[1]] == []
    assert set(Page.objects.values_list("pk", "title")) == before
    assert not Image.objects.exists()


def add(name, text=b"{}"):
    return lambda content: content.update({name: text})


def drop(start):
    return lambda content: content.pop(name_of(content, start))


def use_twice(content):
    name = name_of(content, "content/pages/")
    page = json.loads(content.pop(name))
    other = json.loads(content[name_of(content, "content/pages/")])
    content[name] = json.dumps({**page, "number": other["number"]}).encode()


def stand_below_itself(content):
    for name in [name for name in content if name.startswith("content/pages/")]:
        page = json.loads(content[name])
        if page["type"] == "blog.BlogIndexPage":
            content[name] = json.dumps({**page, "parent": page["key"]}).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (add("media/original_images/../../evil.jpg"), "has no place in it"),
        (add("/etc/passwd"), "has no place in it"),
        (add("content/users/1.json"), "holds users, which this release does not know"),
        (add("content/pages/x.json", b"[" * 5000), r"content/pages/x.json is no JSON"),
        (add("content/redirects/1.json", b"[]"), "does not hold one thing"),
        (add("pages/en/bomb.md", b"0" * 3_000_000), "is larger than such a file can be"),
        (replace("content/pages/", b"blog.BlogPage", b"accounts.User"), "which is none of pages"),
        (replace("content/pages/", b'"slug"', b'"password"'), "has a field 'password'"),
        (replace("content/pages/", b'"excerpt"', b'"expert"'), "has a field 'expert'"),
        (replace("content/pages/", b'"date": "', b'"date": "the '), "“date” what cannot be stored"),
        (replace("content/pages/", b'"categories": []', b'"categories": 7'), "holds what cannot be stored"),
        (drop("content/pictures/"), "names .* of pictures, which is not there"),
        (drop("media/original_images/"), "the file of it is not in the archive"),
        (use_twice, "is there twice"),
        (stand_below_itself, "stands below nothing"),
        (replace("media/original_images/", b"\xff\xd8", b"<html>"), "is refused"),
    ],
)
def test_what_does_not_belong_is_refused(archive, tmp_path, media, change, sentence):
    refused(rewritten(archive, tmp_path / "bad.zip", change), sentence, media)


def test_another_format_is_refused(archive, tmp_path, media):
    path = rewritten(archive, tmp_path / "bad.zip", lambda content: None, format=2)
    refused(path, "has the format 2; this release reads the format 1", media)


def test_an_unknown_language_is_refused(archive, tmp_path, media):
    path = rewritten(archive, tmp_path / "bad.zip", lambda content: None, languages=["xx"])
    refused(path, "this site does not know that language", media)


def test_a_changed_member_is_found(archive, tmp_path, media):
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info, text.replace(b"Rice", b"Lice") if info.filename.endswith(".json") else text)
    refused(path, "its sum is another", media)


@pytest.mark.parametrize("cut", [0, 10, 2_000])
def test_a_file_that_is_cut_off_is_refused(archive, tmp_path, media, cut):
    path = tmp_path / "bad.zip"
    path.write_bytes(archive.read_bytes()[:cut])
    refused(path, "This is not an archive of export_site", media)


def repacked(source, target, change):
    """The archive with other words in its zip's own table of contents."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        change({info.filename: info for info in new.infolist()})
    return target


def test_a_link_in_it_is_refused(archive, tmp_path, media):
    def change(infos):
        infos[name_of(infos, "media/")].external_attr = 0o120777 << 16

    refused(repacked(archive, tmp_path / "link.zip", change), "is no file", media)


def test_members_that_lie_upon_each_other_are_refused(archive, tmp_path, media):
    def change(infos):
        picture = infos[name_of(infos, "media/")]
        infos[name_of(infos, "content/sites/")].header_offset = picture.header_offset + 40

    refused(repacked(archive, tmp_path / "bomb.zip", change), "holds more than it does", media)


def test_what_a_picture_tells_is_taken_out(archive, tmp_path, media):
    def tell(content):
        content[name_of(content, "media/original_images/")] = jpeg(80, 60, comment=b"Amina, Mong Kok")

    path = rewritten(archive, tmp_path / "telling.zip", tell)
    with media("place"), rolled_back():
        assert "told more than it should" in run("import_site", path)
        picture = Image.objects.get()
        content = picture.file.open().read()
        assert b"Amina" not in content
        assert picture.file_size == len(content)


def test_what_a_killed_import_left_is_no_hindrance(archive, media):
    content = members(archive)
    name = name_of(content, "media/original_images/")
    with media("place"), rolled_back():
        default_storage.save(name.removeprefix("media/"), ContentFile(content[name][:100]))
        run("import_site", archive)
        assert Image.objects.get().file.open().read() == content[name]


def test_a_file_of_somebody_else_is_not_touched(archive, media):
    name = name_of(members(archive), "media/original_images/").removeprefix("media/")
    with media("place"), rolled_back():
        default_storage.save(name, ContentFile(b"other"))
        with pytest.raises(CommandError, match="another file"):
            run("import_site", archive)
        assert default_storage.open(name).read() == b"other"


def test_a_sealed_archive_opens_with_its_key_alone(archive, tmp_path, media):
    keys = {name: pyrage.x25519.Identity.generate() for name in ("right", "wrong")}
    for name, key in keys.items():
        (tmp_path / name).write_text(f"{key}\n")
    sealed = tmp_path / "sealed"
    with media("place"), rolled_back():
        run("import_site", archive)
        run("export_site", sealed, recipient=str(keys["right"].to_public()))
    assert b"Rice" not in sealed.read_bytes()
    with media("other"), rolled_back():
        with pytest.raises(CommandError, match="Nothing was imported"):
            run("import_site", sealed, identity_file=tmp_path / "wrong")
        run("import_site", sealed, identity_file=tmp_path / "right")
        run("export_site", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
