"""An export that is not whole is told before anything moves in, and afterwards."""

import pytest
from django.urls import reverse

from home.wordpress.models import ImportRun
from tests.wordpress.exports import export, item
from tests.wordpress.screens import INDEX, POST, act, file, send, texts

pytestmark = pytest.mark.django_db

CUT = (export(POST).partition("</channel>")[0] + item(2, "Two", "Words")[:-60]).encode()


def page_of(admin, run) -> str:
    return texts(admin.get(reverse("wordpress_run", args=[run.pk])))


def test_a_file_that_ends_too_early_is_told_above_the_button(admin):
    send(admin, file(content=CUT))
    words = page_of(admin, ImportRun.objects.get())
    assert "“export.xml” ends too early" in words
    assert words.index("try the new file before") < words.index("Move it in now")
    assert "at least 1" in words


def test_it_is_told_again_when_it_has_moved_in(admin):
    send(admin, file(content=CUT))
    act(admin, ImportRun.objects.get(), "for_real")
    run = ImportRun.objects.first()
    assert "import the new file: nothing comes twice" in page_of(admin, run)
    page = b"".join(admin.get(f"{INDEX}{run.pk}/report.html").streaming_content).decode()
    assert "ends too early" in page


def test_a_damaged_part_is_told_with_its_line(admin):
    send(admin, file(POST, "<item><title>Broken</title></wrong></item>"))
    assert "“export.xml” is damaged: what begins at line " in page_of(admin, ImportRun.objects.get())


def test_a_whole_file_is_told_as_whole(admin):
    send(admin, file(POST))
    words = page_of(admin, ImportRun.objects.get())
    assert "not whole" not in words
    assert "at least" not in words
