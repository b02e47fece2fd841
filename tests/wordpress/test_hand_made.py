"""Exports that were made or mended by hand: no address, no numbers."""

import re

import pytest
from django.core.management import CommandError, call_command

from blog.comments.models import Comment
from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress import steps
from home.wordpress.models import ImportedItem, ImportRun, UnplacedPart
from tests.factories import jpeg
from tests.wordpress.exports import HEAD, attachment, comment, export, item

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


def nameless(text):
    """Neither number nor address: only titles, words and dates."""
    text = re.sub(r"<link>[^<]*item[^<]*</link>", "", without_numbers(text))
    return re.sub(r"<wp:post_name>.*?</wp:post_name>", "", text)


@pytest.mark.parametrize(
    "dates", [("2016-01-01 10:00:00", "2017-01-01 10:00:00"), ("2016-01-01",) * 2, ("",) * 2]
)
def test_posts_of_one_title_and_nothing_else_are_told_apart(tmp_path, dates):
    posts = [
        item(number, "Meeting", f"Words {number}", post_date=date, post_date_gmt=date)
        for number, date in enumerate(dates)
    ]
    for _run in range(2):
        moved_in(tmp_path, nameless(export(*posts)))
    bodies = sorted(str(page.body) for page in BlogPage.objects.all())
    assert [f"Words {number}" in body for number, body in enumerate(bodies)] == [True, True]
    assert not ImportRun.objects.first().counts
    assert not UnplacedPart.objects.exists()


def test_posts_of_one_title_in_two_files_are_told_apart(tmp_path):
    none = {"post_date": "", "post_date_gmt": ""}
    for number in (1, 2):
        moved_in(tmp_path, nameless(export(item(number, "Meeting", f"Words {number}", **none))))
    assert BlogPage.objects.count() == 2


def test_a_dated_post_without_an_address_is_known_when_its_words_change(tmp_path):
    for words in ("before", "after"):
        moved_in(tmp_path, nameless(export(item(1, "Meeting", words))))
    assert "after" in str(BlogPage.objects.get().body)


def without_comment_numbers(text):
    return re.sub(r"<wp:comment_id>\d+</wp:comment_id>", "", text)


def test_comments_without_numbers_come_and_come_once(tmp_path):
    said = comment(1, "Thank you"), comment(2, "You too", comment_author="Sam"), comment(3, "You too")
    for _run in range(2):
        moved_in(tmp_path, without_comment_numbers(export(item(1, "A", "", *said))))
    assert sorted(Comment.objects.values_list("name", "text")) == [
        ("A reader", "Thank you"),
        ("A reader", "You too"),
        ("Sam", "You too"),
    ]
    assert not ImportRun.objects.first().counts


def test_whoever_said_the_same_twice_said_it_twice(tmp_path):
    said = comment(1, "Yes"), comment(2, "Yes")
    for _run in range(2):
        moved_in(tmp_path, without_comment_numbers(export(item(1, "A", "", *said))))
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("parcel", [1, 50])
def test_comments_of_one_number_under_two_posts_both_come_with_their_answers(tmp_path, monkeypatch, parcel):
    monkeypatch.setattr(steps, "PARCEL", parcel)
    posts = [
        item(post, f"Post {post}", "", comment(5, f"Under {post}"), comment(6, f"Answer {post}", 5))
        for post in (1, 2)
    ]
    moved_in(tmp_path, export(*posts))
    moved_in(tmp_path, export(*reversed(posts)))
    for post in (1, 2):
        page = BlogPage.objects.get(title=f"Post {post}")
        above, answer = page.comments.order_by("pk")
        assert (above.text, answer.text) == (f"Under {post}", f"Answer {post}")
        assert answer.parent == above


def test_comments_of_one_number_come_once_when_their_posts_change_places(tmp_path):
    def posts(words):
        return [item(post, f"Post {post}", words, comment(5, f"Under {post}")) for post in (1, 2)]

    moved_in(tmp_path, export(*posts("As it was")))
    Comment.objects.get(text="Under 1").delete()
    moved_in(tmp_path, export(*reversed(posts("Changed"))))
    assert [found.text for found in Comment.objects.all()] == ["Under 2"]


def test_a_comment_that_went_to_another_post_comes_once(tmp_path):
    said = comment(5, "Thank <b>you</b>")
    moved_in(tmp_path, export(item(1, "A", "", said), item(2, "B")))
    moved_in(tmp_path, export(item(1, "A"), item(2, "B", "", said)))
    assert Comment.objects.count() == 1


def test_two_comments_of_one_number_under_one_post_both_come(tmp_path):
    moved_in(tmp_path, export(item(1, "A", "", comment(5, "One"), comment(5, "Two"), comment(5, "Two"))))
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["One", "Two"]


@pytest.mark.parametrize(
    "thing",
    [
        attachment(1, "2016/a.jpg").replace("</item>", comment(5, "Nice") + "</item>"),
        item(1, "Gone", "", comment(5, "Nice"), status="trash"),
        item(1, "A", "", comment(5, "Nice"), post_type="event"),
    ],
)
def test_comments_under_what_has_none_here_are_kept_in_the_list(tmp_path, thing):
    for _run in range(2):
        moved_in(tmp_path, export(thing))
    part = UnplacedPart.objects.get(reason="other-comment")
    assert part.original == "A reader: Nice"


def of_shop(number, title, year):
    return item(
        number, title, f"Words of {title}", post_name=title.lower(), post_date=f"{year}-01-01 10:00:00"
    )


def test_another_site_of_the_same_title_and_without_an_address_is_refused(tmp_path):
    change = headed("http:", "<wp:base_blog_url>http:</wp:base_blog_url>", "Shop")
    moved_in(tmp_path, change(export(of_shop(1, "Rice", 2016), of_shop(2, "Dal", 2016))))
    with pytest.raises(CommandError, match="Another site"):
        moved_in(tmp_path, change(export(of_shop(1, "March", 2017), of_shop(2, "Rally", 2017))))
    assert sorted(page.title for page in BlogPage.objects.all()) == ["Dal", "Rice"]


def test_a_newer_export_of_a_site_without_an_address_moves_in(tmp_path):
    change = headed("http:", "<wp:base_blog_url>http:</wp:base_blog_url>", "Shop")
    moved_in(tmp_path, change(export(of_shop(1, "Rice", 2016), of_shop(2, "Dal", 2016))))
    newer = of_shop(1, "March", 2017), of_shop(2, "Dal", 2017), of_shop(3, "New", 2017)
    moved_in(tmp_path, change(export(*newer)))
    assert sorted(page.title for page in BlogPage.objects.all()) == ["Dal", "March", "New"]


def test_an_answer_to_a_comment_of_another_post_stands_by_itself(tmp_path):
    moved_in(tmp_path, export(item(1, "A", "", comment(5, "One"))))
    moved_in(tmp_path, export(item(1, "A2", "", comment(5, "One")), item(2, "B", "", comment(6, "Two", 5))))
    assert Comment.objects.get(text="Two").parent is None
