"""Pictures that stand in a body as letters."""

import base64

import pytest

from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress.models import UnplacedPart
from tests.factories import jpeg
from tests.wordpress.exports import item, move_in

pytestmark = pytest.mark.django_db
PICTURE = base64.b64encode(jpeg(160, 100)).decode()


def body(letters=PICTURE, kind="image/jpeg", more=""):
    return f'<p>Words</p><img alt="People walk" {more} src="data:{kind};base64,{letters}">'


def kinds():
    return [block.block_type for block in BlogPage.objects.get().body]


def test_a_picture_in_a_body_becomes_an_upload_that_waits_for_an_answer(tmp_path):
    for _run in range(2):
        move_in(tmp_path, item(1, "A rally", body()))
    picture = Image.objects.get()
    assert (picture.title, picture.description, picture.is_hidden) == ("A rally", "People walk", True)
    assert kinds() == ["text", "picture"]
    assert not UnplacedPart.objects.exists()


def test_the_same_picture_in_two_bodies_comes_once(tmp_path):
    move_in(tmp_path, item(1, "A", body()), item(2, "B", body()))
    assert Image.objects.count() == 1


@pytest.mark.parametrize(("letters", "kind"), [("A" * 9000, "image/png"), ("A" * 9000, "image/svg+xml")])
def test_what_is_no_picture_that_may_come_is_listed_without_its_letters(tmp_path, letters, kind):
    move_in(tmp_path, item(1, "A", body(letters, kind)))
    original = UnplacedPart.objects.get(reason="picture-missing").original
    assert "People walk" in original
    assert len(original) < 400
    assert not Image.objects.exists()


def test_a_picture_that_only_stands_for_one_that_loads_late_is_none(tmp_path):
    move_in(tmp_path, item(1, "A", body(more='data-src="/wp-content/uploads/a.jpg"')))
    assert not Image.objects.exists()
