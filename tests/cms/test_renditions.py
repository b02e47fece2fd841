"""The files of a picture: which ones, how large, in which colour, and when they are made."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from PIL import Image as Pillow
from PIL import ImageCms
from wagtail.models import Collection

from cms import shapes
from cms.media.models import Image
from cms.media.presets import presets_for
from cms.media.tasks import make_icons, make_renditions
from cms.stylesheet import stylesheet
from home.models import SiteSettings
from tests.factories import BlogPageFactory, ImageFactory, default_site, jpeg

pytestmark = pytest.mark.django_db
KINDS = ["avif", "webp", "jpeg"]


def picture(*size: int, **options: object) -> Image:
    return ImageFactory(file=ContentFile(jpeg(*size, **options), name="boat.jpg"))


def widths(image: Image, kind: str) -> list[int]:
    return [source["width"] for source in shapes.picture(image)["srcset"][kind]]


def opened(source: shapes.Source) -> Pillow.Image:
    return Pillow.open(default_storage.open(source["url"].removeprefix("/media/")))


def send(client, image: Image | None = None, **fields: object):
    """The form of a new picture, or of one that is there."""
    collection = Collection.get_first_root_node().pk
    focus = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}
    answers = {"people": "nobody", "is_recognizable": "False"}
    data = {"title": "Boat", "description": "A boat", "collection": collection, **answers, **focus, **fields}
    return client.post(f"/admin/images/{f'{image.pk}' if image else 'add'}/", data)


def test_a_large_picture_comes_in_three_kinds_and_the_widths_that_phones_need():
    image = picture(1400, 900)
    assert {kind: widths(image, kind) for kind in KINDS} == {
        "avif": [160, 320, 480, 768, 960],
        "webp": [160, 320, 480, 768, 960],
        "jpeg": [480, 960],
    }


@pytest.mark.parametrize(
    ("width", "offered"),
    [
        (90, [90]),
        (320, [160, 320]),
        (340, [160, 340]),
        (500, [160, 320, 500]),
        (700, [160, 320, 480, 700]),
        (960, [160, 320, 480, 768, 960]),
        (1000, [160, 320, 480, 768, 960]),
        (5000, [160, 320, 480, 768, 960]),
    ],
)
def test_nothing_is_enlarged_and_nothing_offered_twice(width, offered):
    steps = (int(preset.transform.removeprefix("width-")) for preset in presets_for(width)["avif"])
    assert [min(step, width) for step in steps] == offered


def test_a_small_picture_has_files_of_its_own_width():
    image = picture(500, 300)
    assert (widths(image, "avif"), widths(image, "jpeg")) == ([160, 320, 500], [500])
    assert (shapes.picture(image)["width"], shapes.picture(image)["height"]) == (500, 300)


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_is_what_its_address_says(kind):
    for source in shapes.picture(picture(400, 200))["srcset"][kind]:
        with opened(source) as file:
            assert (file.format, file.width) == (kind.upper(), source["width"])


def test_renditions_are_made_at_upload(django_capture_on_commit_callbacks, admin_client):
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, file=SimpleUploadedFile("boat.jpg", jpeg(400, 300)))
    image = Image.objects.get()
    assert widths(image, "avif") == [160, 320, 400]
    assert shapes.share_picture(image)


def test_another_file_brings_other_renditions(django_capture_on_commit_callbacks, admin_client):
    image = picture(160, 100, color="red")
    before = shapes.picture(image)
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, image, file=SimpleUploadedFile("boat.jpg", jpeg(200, 100, color="blue")))
    after = shapes.picture(Image.objects.get())
    assert (after["width"], after["dominant_color"]) == (200, "#0000fe")
    assert not {before["src"], before["srcset"]["avif"][0]["url"]} & {
        after["src"],
        after["srcset"]["avif"][0]["url"],
    }


def test_a_visit_makes_no_rendition(client):
    image = ImageFactory(has_renditions=False)
    BlogPageFactory(slug="rent", lead_picture=image, body=[("picture", {"picture": image})])
    assert "<picture" not in client.get("/news/rent/").content.decode()
    assert not image.renditions.exists()


def test_a_picture_appears_on_its_page_as_soon_as_it_is_made(client):
    image = ImageFactory(has_renditions=False)
    BlogPageFactory(slug="rent", body=[("picture", {"picture": image})])
    client.get("/news/rent/")
    make_renditions.call(image.pk)
    assert 'type="image/avif"' in client.get("/news/rent/").content.decode()


def test_making_renditions_twice_makes_none_new():
    image = ImageFactory(has_renditions=False)
    assert (make_renditions.call(image.pk), make_renditions.call(image.pk)) == (4, 0)


def test_making_renditions_of_a_picture_that_is_gone_makes_none():
    assert make_renditions.call(0) == 0


def test_what_an_older_release_did_not_make_is_made_by_a_command(capsys):
    old, lost = ImageFactory(has_renditions=False), ImageFactory(has_renditions=False, title="Lost")
    Image.objects.update(dominant_color="")
    lost.file.storage.delete(lost.file.name)
    call_command("make_renditions")
    assert shapes.picture(Image.objects.get(pk=old.pk))["dominant_color"]
    said = capsys.readouterr()
    assert "Made 4 renditions." in said.out
    assert "Lost" in said.err


def test_a_picture_whose_files_are_not_made_has_no_shape():
    assert shapes.picture(ImageFactory(has_renditions=False)) is None


def test_a_picture_that_is_known_asks_the_database_nothing():
    image = ImageFactory()
    shapes.picture(image)
    shapes.share_picture(image)
    with CaptureQueriesContext(connection) as captured:
        shapes.picture(
            Image(**{field.attname: getattr(image, field.attname) for field in image._meta.fields})
        )
        shapes.share_picture(image)
    assert not captured.captured_queries


def test_a_rendition_that_was_deleted_is_not_offered():
    image = ImageFactory()
    assert shapes.picture(image)["srcset"]["avif"]
    image.renditions.filter(filter_spec__contains="avif").delete()
    assert shapes.picture(image)["srcset"]["avif"] == []


def test_each_rendition_knows_its_weight():
    image = ImageFactory()
    assert all(rendition.file_size == rendition.file.size for rendition in image.renditions.all())


def test_the_point_to_keep_is_given_as_fractions():
    image = ImageFactory(focal_point_x=40, focal_point_y=50, focal_point_width=10, focal_point_height=10)
    assert shapes.picture(image)["focal_point"] == {"x": 0.25, "y": 0.5}
    assert shapes.picture(ImageFactory())["focal_point"] is None


def test_a_share_picture_has_the_size_that_services_ask_for():
    share = shapes.share_picture(picture(1300, 900))
    assert (share["width"], share["height"], opened(share).format) == (1200, 630, "JPEG")


def test_a_share_picture_is_cut_around_the_point_to_keep(django_capture_on_commit_callbacks):
    content = BytesIO()
    tall = Pillow.new("RGB", (300, 900), "white")
    tall.paste("red", (0, 700, 300, 900))
    tall.save(content, "PNG")
    image = ImageFactory(file=ContentFile(content.getvalue(), name="tall.png"))
    before = shapes.share_picture(image)
    assert opened(before).convert("RGB").getpixel((150, 80))[1] > 200
    image.set_focal_point(
        type("Rect", (), {"centroid_x": 150, "centroid_y": 800, "width": 300, "height": 100})
    )
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    after = shapes.share_picture(Image.objects.get())
    assert opened(after).convert("RGB").getpixel((after["width"] // 2, after["height"] // 2))[1] < 60
    assert after["url"] != before["url"]


def test_nothing_is_shared_and_no_icon_shown_without_a_picture():
    assert (shapes.share_picture(None), shapes.icon(None, 32)) == (None, None)


def test_icons_are_made_when_the_settings_name_a_picture(django_capture_on_commit_callbacks):
    image = picture(600, 400)
    assert shapes.icon(image, 180) is None
    with django_capture_on_commit_callbacks(execute=True):
        SiteSettings.objects.create(site=default_site(), icon=image)
    icons = [shapes.icon(image, size) for size in (32, 180, 192)]
    assert [(icon["width"], icon["height"]) for icon in icons] == [(32, 32), (180, 180), (192, 192)]
    assert opened(icons[0]).format == "PNG"
    assert shapes.icon(image, 512)["width"] == 400  # nothing is enlarged


def test_an_icon_with_another_file_is_made_anew(django_capture_on_commit_callbacks):
    image = ImageFactory()
    SiteSettings.objects.create(site=default_site(), icon=image)
    make_icons.call(image.pk)
    image.file = ContentFile(jpeg(64, 64, color="red"), name="red.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert opened(shapes.icon(image, 32)).convert("RGB").getpixel((9, 9)) == (254, 0, 0)


def test_the_dominant_colour_is_the_most_common_one_and_not_a_mixture():
    content = BytesIO()
    half = Pillow.new("RGB", (100, 100), "#0f4c4a")
    half.paste("#ffd27f", (0, 0, 100, 40))
    half.save(content, "PNG")
    image = ImageFactory(file=ContentFile(content.getvalue(), name="half.png"))
    assert image.dominant_color == "#0f4c4a"


def test_behind_a_picture_that_one_can_see_through_no_colour_shows(client):
    content = BytesIO()
    logo = Pillow.new("RGBA", (100, 100), (0, 0, 0, 0))
    logo.paste("red", (20, 20, 80, 80))
    logo.save(content, "PNG")
    image = ImageFactory(file=ContentFile(content.getvalue(), name="logo.png"))
    assert shapes.picture(image)["dominant_color"] == ""
    BlogPageFactory(slug="rent", lead_picture=image)
    assert "tone-" not in client.get("/news/rent/").content.decode()


@pytest.mark.parametrize(
    ("color", "classes"), [("#0f4c4a", "tone-266 tone-dark"), ("#ffd27f", "tone-ee6 tone-light")]
)
def test_a_page_shows_the_colour_until_the_picture_is_there(client, color, classes):
    BlogPageFactory(slug="rent", lead_picture=picture(160, 100, color=color))
    assert f'class="picture__image {classes}"' in client.get("/news/rent/").content.decode()
    assert f".{classes.split()[0]}{{background:#{classes[5:8]}}}" in stylesheet()


def test_a_profile_that_does_not_fit_is_left_out():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = picture(60, 40, color="#0f4c4a", icc_profile=profile)
    with opened(shapes.picture(image)["srcset"]["webp"][0]) as file:
        assert "icc_profile" not in file.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_becomes_a_picture(mode):
    content = BytesIO()
    Pillow.new(mode, (40, 30)).save(content, "TIFF" if mode == "CMYK" else "PNG")
    if mode == "CMYK":
        content = BytesIO()
        Pillow.new(mode, (40, 30)).save(content, "JPEG")
    image = ImageFactory(file=ContentFile(content.getvalue(), name="x.jpg" if mode == "CMYK" else "x.png"))
    assert opened(shapes.picture(image)["srcset"]["jpeg"][0]).size == (40, 30)


@pytest.mark.parametrize(("width", "sizes"), [(150, "150px"), (800, "92vw")])
def test_a_picture_of_few_dots_is_not_blown_up(width, sizes):
    shape = shapes.picture(picture(width, 100))
    html = render_to_string("components/figure.html", {"picture": shape, "sizes": "92vw"})
    assert f'sizes="{sizes}"' in html
    assert ("figure--small" in html) is (width == 150)
