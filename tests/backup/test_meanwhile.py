"""A backup of a site that is written to, and erased from, between its steps."""

from functools import wraps

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from blog.models import BlogPage
from cms.backup import making, media
from cms.backup.archives import Writer
from cms.media.models import Document, Image
from tests.backup.conftest import place
from tests.factories import BlogPageFactory, DocumentFactory, ImageFactory

WRITTEN = {"before the copy", "after the copy", "among the uploads"}


def write(step):
    BlogPageFactory(title=step, lead_picture=ImageFactory(title=step))
    DocumentFactory(title=step)


def erase(title):
    BlogPage.objects.get(title=title).delete()
    for upload in (Document.objects.get(title=title), Image.objects.get(title=title)):
        name = upload.file.name
        upload.delete()
        assert not default_storage.exists(name)


def make_while_others_work(path, monkeypatch):
    engine = making.ENGINES[connection.vendor]
    dump, add = engine.dump, Writer.add

    @wraps(dump)
    def dumped(target):
        write("before the copy")
        dump(target)
        erase("old")
        write("after the copy")

    @wraps(add)
    def added(writer, name, *args):
        if name.startswith(media.MEDIA) and Document.objects.filter(title="older").exists():
            write("among the uploads")
            erase("older")
        return add(writer, name, *args)

    monkeypatch.setattr(engine, "dump", dumped)
    monkeypatch.setattr(Writer, "add", added)
    call_command("backup", path, verbosity=0)
    assert set(BlogPage.objects.values_list("title", flat=True)) >= WRITTEN
    monkeypatch.undo()


def test_what_comes_out_is_whole_whatever_happened_between_the_steps(
    tmp_path, django_db_setup, django_db_blocker, monkeypatch
):
    with django_db_blocker.unblock():
        with place(tmp_path / "site"):
            for title in ("old", "older"):
                write(title)
            make_while_others_work(tmp_path / "site.tar.gz", monkeypatch)
        with place(tmp_path / "back", is_migrated=False):
            call_command("restore", tmp_path / "site.tar.gz", verbosity=0)
            titles = set(Document.objects.values_list("title", flat=True))
            assert titles == {"old", "older", "before the copy"}
            for model in (Document, Image):
                names = model.objects.values_list("file", flat=True)
                assert [name for name in names if not default_storage.exists(name)] == []
            connection.check_constraints()
            assert not any(Page.find_problems())
