"""A run that ended just after a commit: the next one does what should have followed it, once."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError

from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress import media, run, steps
from home.wordpress.management.commands import import_wordpress
from tests.factories import jpeg
from tests.wordpress.exports import attachment, item, move_in

pytestmark = pytest.mark.django_db
PARTS = [item(1, "A", "Words"), attachment(2, "2016/a.jpg")]


@pytest.fixture(params=[KeyboardInterrupt, OSError])
def ended(request, tmp_path, monkeypatch):
    """A run that somebody stopped, or that a full disk ended, when its parcel had just been stored."""

    def end(command, step, done, total):
        if step == steps.STEP:
            raise request.param

    (tmp_path / "uploads/2016").mkdir(parents=True)
    (tmp_path / "uploads/2016/a.jpg").write_bytes(jpeg(600, 400))
    with monkeypatch.context() as patch:
        patch.setattr(import_wordpress.Progress, "__call__", end)
        with pytest.raises(CommandError, match="again to go on"):
            move_in(tmp_path, *PARTS, uploads=tmp_path / "uploads")


@pytest.fixture
def indexed(monkeypatch):
    """The pages that runs have indexed again."""
    found = []
    monkeypatch.setattr(run, "index_again", lambda pages: found.extend(pages.values_list("pk", flat=True)))
    return found


@pytest.fixture
def rendered(monkeypatch):
    """The pictures of which runs have smaller ones made again."""
    found = []
    monkeypatch.setattr(media, "make_renditions", SimpleNamespace(enqueue=found.append))
    return found


@pytest.mark.usefixtures("ended", "rendered")
def test_its_last_posts_are_indexed_by_the_next_run_alone(tmp_path, indexed):
    move_in(tmp_path, *PARTS)
    move_in(tmp_path, *PARTS)
    assert indexed == [BlogPage.objects.get().pk]


@pytest.mark.usefixtures("ended", "indexed")
def test_its_last_picture_gets_smaller_ones_by_the_next_run_alone(tmp_path, rendered):
    move_in(tmp_path, *PARTS)
    move_in(tmp_path, *PARTS)
    assert rendered == [Image.objects.get().pk]
