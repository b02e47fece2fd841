"""Exports that were made or mended by hand: no address, no numbers."""

import re

import pytest
from django.core.management import call_command

from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress.models import ImportedItem, UnplacedPart
from tests.factories import jpeg
from tests.wordpress.exports import HEAD, attachment, export, item

pytestmark = pytest.mark.django_db
ADDRESS = "https://old.example.org"
GIVEN = f"<link>{ADDRESS}</link>", f"<wp:base_blog_url>{ADDRESS}</wp:base_blog_url>"


def moved_in(folder, text, name="export.xml", **options):
    (folder / name).write_text(text)
    call_command("import_wordpress", folder / name, verbosity=0, **options)


def headed(link, blog="", title="The old site", more=""):
    """What makes an export into one with other addresses in its head."""

    def changed(text):
        text = text.replace(GIVEN[0], f"<link>{link}</link>").replace(GIVEN[1], f"{blog}{more}")
        return text.replace("<title>The old site</title>", f"<title>{title}</title>")

    return changed


def without_numbers(text):
    return re.sub(r"<wp:post_id>\d+</wp:post_id>", "", text)


def sources():
    return list(ImportedItem.objects.order_by("pk").values_list("source", flat=True))


@pytest.mark.parametrize(
    ("change", "source"),
    [
        (headed("https://www.one.example.org/blog/"), "one.example.org/blog"),
        (headed("https://one.example.org", "<wp:base_blog_url>http:</wp:base_blog_url>"), "one.example.org"),
        (headed("", more="<wp:base_site_url>http://one.example.org</wp:base_site_url>"), "one.example.org"),
        (headed("http:", "<wp:base_blog_url>http:</wp:base_blog_url>", "A/B Shop"), "ab-shop"),
        (headed("http:", title=""), "first.xml"),
    ],
)
def test_an_old_site_is_known_by_the_first_name_that_it_has(tmp_path, change, source):
    moved_in(tmp_path, change(export(item(1, "A"))), "first.xml")
    assert set(sources()) == {source}


def test_posts_of_two_sites_without_addresses_are_not_mixed(tmp_path):
    for title in ("One", "Two"):
        moved_in(tmp_path, headed("http:", title=title)(export(item(1, title))))
    assert sorted(page.title for page in BlogPage.objects.all()) == ["One", "Two"]


def test_posts_without_numbers_come_and_come_once(tmp_path):
    for _run in range(2):
        moved_in(tmp_path, without_numbers(export(item(1, "A", "words"), item(2, "B"), item(3, "C"))))
    assert [page.title for page in BlogPage.objects.order_by("path")] == ["A", "B", "C"]
    assert not UnplacedPart.objects.exists()


def test_a_post_without_a_number_is_known_by_its_address_when_its_words_change(tmp_path):
    for words in ("before", "after"):
        moved_in(tmp_path, without_numbers(export(item(1, f"Title {words}", words))))
    assert "after" in str(BlogPage.objects.get().body)


def test_a_post_whose_words_name_a_number_comes_as_well(tmp_path):
    post = item(1, "A", "as in &lt;wp:post_id>7&lt;/wp:post_id>", link=f"{ADDRESS}/?p=0")
    moved_in(tmp_path, export(post).replace("<wp:post_id>1<", "<wp:post_id>0<"))
    assert BlogPage.objects.get().title == "A"


def test_an_attachment_without_a_number_comes_once_and_takes_its_place(tmp_path):
    (tmp_path / "copy/2016").mkdir(parents=True)
    (tmp_path / "copy/2016/a.jpg").write_bytes(jpeg(160, 100))
    body = f'<img src="{ADDRESS}/wp-content/uploads/2016/a.jpg">'
    for _run in range(2):
        text = without_numbers(export(item(1, "A", body), attachment(2, "2016/a.jpg")))
        moved_in(tmp_path, text, uploads=tmp_path / "copy")
    assert Image.objects.count() == 1
    assert [block.block_type for block in BlogPage.objects.get().body] == ["picture"]


def test_the_head_of_the_examples_is_the_one_that_is_changed():
    assert all(part in HEAD for part in GIVEN)
