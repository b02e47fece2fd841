"""What a page weighs, and what editors are told about it."""

import gzip

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import weight
from cms.stylesheet import stylesheet
from cms.weight import PictureWeight, Weight, weigh
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    StandardPageFactory,
    home_page,
    jpeg,
    published,
)

pytestmark = pytest.mark.django_db
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


def size_of(image, kind: str, width: int) -> int:
    return image.renditions.get(filter_spec__contains=f"width-{width}|format-{kind}").file_size


def large(color: str = "#0f4c4a", title: str = "Boat"):
    return ImageFactory(title=title, file=ContentFile(jpeg(340, 200, color=color), name="boat.jpg"))


def save(client, post, action: str = "", **headers: str):
    """Saves a post as its editor does, as a draft or published; gives what the editor is told."""
    text = ("text", {"text": rich_text("<p>New words</p>"), "language": ""})
    form = {
        "title": post.title,
        "slug": post.slug,
        "date": "2021-03-13",
        "body": streamfield([text]),
        "lead_picture": post.lead_picture_id or "",
        "categories": str(CategoryFactory().pk),
        **{f"{name}-{count}": "0" for name in ("related_posts", "comments") for count in COUNTS},
        **dict.fromkeys(("excerpt", "byline", "lead_picture_caption", "seo_title"), ""),
        **dict.fromkeys(("search_description", "go_live_at", "expire_at"), ""),
    }
    data = nested_form_data(form) | ({action: "1"} if action else {})
    answer = client.post(f"/admin/pages/{post.pk}/edit/", data, headers=headers)
    post.refresh_from_db()
    assert "New words" in str(post.get_latest_revision_as_object().body)
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_a_page_weighs_its_words_its_style_and_what_a_phone_loads_of_its_pictures():
    image = large()
    found = weigh(BlogPageFactory(lead_picture=image))
    assert found.pictures == (PictureWeight("Boat", size_of(image, "avif", 480)),)
    assert found.files >= len(gzip.compress(stylesheet().encode())) - 100
    assert found.total == found.html + found.files + found.pictures[0].size


def test_a_picture_that_is_shown_small_is_counted_small():
    small = weight._Reader()
    small.feed(
        '<picture><source type="image/avif" srcset="/a.320.avif 320w, /a.960.avif 960w"'
        ' sizes="(min-width: 40rem) 14rem, 7rem"><img src="/a.jpg"></picture>'
    )
    assert small.pictures == {"/a.320.avif"}


def test_a_picture_that_a_phone_does_not_show_is_not_counted():
    hidden = weight._Reader()
    hidden.feed(
        '<img src="/a.jpg" srcset="/a.jpg 960w" sizes="(min-width: 40rem) 45vw, 1px"><img src="/b.jpg">'
    )
    assert hidden.pictures == {"/b.jpg"}


@pytest.mark.parametrize(
    ("sizes", "width"),
    [
        ("100vw", 384),
        ("(min-width: 60rem) 40rem, 100vw", 384),
        ("(min-width: 20rem) 45vw, 100vw", pytest.approx(172.8)),
        ("7rem", 112),
        ("calc(100vw - 2rem)", 384),
        ("", 384),
    ],
)
def test_the_width_of_a_picture_is_that_on_a_phone(sizes, width):
    assert weight._shown_width(sizes) == width


def test_a_picture_that_is_shown_twice_travels_once():
    image = large()
    body = [("picture", {"picture": image}), ("picture", {"picture": image})]
    assert len(weigh(BlogPageFactory(body=body)).pictures) == 1


@pytest.mark.parametrize("make", [BlogPageFactory, StandardPageFactory, home_page])
def test_every_type_of_page_can_be_weighed(make):
    assert weigh(make()).html > 500


def test_what_is_written_but_not_saved_is_weighed():
    post = BlogPageFactory()
    light = weigh(post).total
    post.lead_picture = large()
    assert weigh(post).total > light + 500


def test_pictures_are_listed_from_the_heaviest():
    pictures = tuple(PictureWeight(name, size) for name, size in (("a", 3), ("b", 2), ("c", 2), ("d", 1)))
    assert Weight(html=1, files=1, pictures=pictures).heaviest == pictures[:3]


def test_an_editor_who_saves_a_heavy_draft_is_told_what_to_do(admin_client, monkeypatch):
    monkeypatch.setattr(weight, "LIMIT", 3 * 1024)
    said = save(admin_client, BlogPageFactory(lead_picture=large(title="<Boat>")))
    assert "on a phone, more than the 3.0" in said
    assert "divide the page into two" in said
    assert "“&lt;Boat&gt;” (" in said


def test_an_editor_who_publishes_a_heavy_page_is_told_once_and_it_is_published(admin_client, monkeypatch):
    monkeypatch.setattr(weight, "LIMIT", 3 * 1024)
    post = published(BlogPageFactory())
    said = save(admin_client, post, "action-publish")
    assert said.count("on a phone") == 1
    post.refresh_from_db()
    assert "New words" in str(post.body)


def test_an_editor_of_a_light_page_is_told_nothing(admin_client):
    assert "on a phone" not in save(admin_client, BlogPageFactory())


def test_what_is_saved_by_itself_is_not_commented_on(admin_client, monkeypatch):
    monkeypatch.setattr(weight, "LIMIT", 3 * 1024)
    assert "on a phone" not in save(admin_client, BlogPageFactory(), accept="application/json")
