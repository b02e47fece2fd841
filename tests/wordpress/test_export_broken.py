"""An export that is not whole is told before anything moves in, and afterwards."""

import pytest
from django.urls import reverse
from django.utils import translation

from home.wordpress.cutting import NotAnExportError
from home.wordpress.models import ImportRun, UnplacedPart
from home.wordpress.reading import read
from home.wordpress.report.entries import of_part
from tests.wordpress.exports import HEAD, export, item
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


@pytest.fixture
def translated(monkeypatch):
    """Every sentence that is translated stands in brackets."""
    monkeypatch.setattr(translation._trans, "gettext", lambda text: f"[{text}]")


@pytest.mark.parametrize(
    "content",
    [
        b"<html></html>",
        b"PK\x03\x04",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss><channel>",
        b"<rss><channel></channel></rss>",
        HEAD.format(encoding="UTF-8").replace("</link>", "</lonk>").encode(),
        HEAD.format(encoding="UTF-8").encode() + "香港難民工會的第一篇文章".encode("big5") * 9,
        b"\x00" * 5_000_000,
    ],
)
def test_what_is_refused_is_told_in_a_sentence_that_is_translated(tmp_path, translated, content):
    (tmp_path / "export.xml").write_bytes(content)
    with pytest.raises(NotAnExportError, match=r"^\["):
        list(read(tmp_path / "export.xml"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("line 9: mismatched tag: line 3, column 2", "mismatched tag"),
        ("truncated", "it ends too early"),
        ("too_large", "it is too large"),
        ("without number or kind", "nothing tells it from others"),
    ],
)
def test_a_part_that_is_not_whole_is_called_by_its_place(problem, said):
    note = f"1-a.xml, line 7: {problem}"
    run = ImportRun.objects.create(options={"folder": "uploads-1"})
    found = of_part(UnplacedPart(original=f"{note}\n<item>", reason="unreadable"), run)
    assert found.title.startswith(f"“a.xml”, line 7: {said}")
