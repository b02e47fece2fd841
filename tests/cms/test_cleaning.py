"""Nothing that a camera wrote about a person stays in a picture."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo
from wagtail.models import Collection

from cms.media.cleaning import clean_picture
from cms.media.models import Image
from cms.media.tasks import make_icons, make_renditions
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x010F
TURNED = 6
SECRET = b"Nikon of Amina"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
every_format = pytest.mark.parametrize("kind", FORMATS)


def photograph(kind: str, orientation: int = TURNED, **options: object) -> bytes:
    """A red picture of 120 x 80 with a blue left edge, as a camera writes it: 80 x 120 when upright."""
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    exif[CAMERA] = SECRET.decode()
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (22.0, 17.0, 9.0)
    picture = Pillow.new("RGB", (120, 80), "red")
    picture.paste("blue", (0, 0, 30, 80))
    file = BytesIO()
    picture.save(file, kind, exif=exif, **{"icc_profile": PROFILE, **options})
    return file.getvalue()


def opened(content: bytes) -> Pillow.Image:
    return Pillow.open(BytesIO(content))


def cleaned(content: bytes) -> bytes:
    return clean_picture(BytesIO(content)).read()


def in_lab(profile: bytes) -> bytes:
    """What a profile makes of some colours."""
    colors = Pillow.frombytes("RGB", (8, 8), bytes(range(192)))
    lab = ImageCms.createProfile("LAB")
    return ImageCms.profileToProfile(
        colors, ImageCms.ImageCmsProfile(BytesIO(profile)), lab, outputMode="LAB"
    ).tobytes()


def read(file) -> bytes:
    with file.open("rb") as stored:
        return stored.read()


def is_clean(content: bytes) -> bool:
    picture = opened(content)
    return not picture.getexif() and SECRET not in content and b"Exif\x00\x00" not in content


def upload(client, content: bytes, name: str) -> Image:
    client.post(
        "/admin/images/add/",
        {
            "title": "Camp",
            "description": "Tents at night",
            "file": SimpleUploadedFile(name, content),
            "collection": Collection.get_first_root_node().pk,
            **{f"focal_point_{part}": "" for part in ("x", "y", "width", "height")},
        },
    )
    return Image.objects.get(title="Camp")


@every_format
def test_the_photograph_of_these_tests_does_tell_where_it_was_taken(kind):
    content = photograph(kind)
    assert SECRET in content
    assert opened(content).getexif().get_ifd(GPS)[2] == (22.0, 17.0, 9.0)


@every_format
def test_an_uploaded_original_tells_nothing_and_stands_upright(admin_client, kind):
    image = upload(admin_client, photograph(kind), f"camp.{kind.lower()}")
    content = read(image.file)
    assert is_clean(content)
    assert opened(content).size == (image.width, image.height) == (80, 120)
    red, _, blue = opened(content).convert("RGB").getpixel((40, 5))
    assert blue > red  # the left edge went to the top


@every_format
def test_size_and_hash_are_those_of_the_cleaned_file(admin_client, kind):
    image = upload(admin_client, photograph(kind), f"camp.{kind.lower()}")
    size, fingerprint = image.file_size, image.file_hash
    assert size == len(read(image.file))
    image._set_file_hash()
    assert fingerprint == image.file_hash


@every_format
def test_every_rendition_tells_nothing(kind):
    file = ContentFile(photograph(kind), name=f"camp.{kind.lower()}")
    image = Image.objects.create(title="Camp", file=file)
    image.get_rendition("original")
    make_renditions.call(image.pk)
    make_icons.call(image.pk)
    renditions = list(image.renditions.all())
    assert len(renditions) == 1 + 4 + 4
    assert [rendition.filter_spec for rendition in renditions if not is_clean(read(rendition.file))] == []


@every_format
@pytest.mark.parametrize("profile", [PROFILE, None], ids=["profile", "no profile"])
def test_a_rendition_tells_nothing_even_of_an_original_that_was_never_cleaned(kind, profile):
    image = ImageFactory(has_renditions=False)
    options = {"icc_profile": profile, "xmp": b"<x>" + SECRET + b"</x>", "comment": SECRET}
    Path(image.file.path).write_bytes(photograph(kind, orientation=1, **options))
    make_renditions.call(image.pk)
    made = list(image.renditions.all())
    assert {Path(rendition.file.name).suffix for rendition in made} == {".avif", ".webp", ".jpg"}
    assert [rendition.filter_spec for rendition in made if not is_clean(read(rendition.file))] == []


@every_format
def test_the_colours_keep_their_profile(kind):
    kept = opened(cleaned(photograph(kind))).info["icc_profile"]
    assert in_lab(kept) == in_lab(PROFILE)


@every_format
def test_a_picture_that_stands_upright_keeps_its_size(kind):
    clean = cleaned(photograph(kind, orientation=1))
    assert opened(clean).size == (120, 80)
    assert is_clean(clean)


def test_several_pictures_uploaded_at_once_tell_nothing_either(admin_client):
    admin_client.post(
        "/admin/images/multiple/add/", {"files[]": SimpleUploadedFile("camp.jpg", photograph("JPEG"))}
    )
    uploaded = Image.objects.none().model._meta.apps.get_model("wagtailcore.UploadedFile").objects.get()
    prefix = f"uploaded-image-{uploaded.pk}-"
    fields = {
        "title": "Camp",
        "description": "Tents",
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    answer = admin_client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{uploaded.pk}/",
        {prefix + name: value for name, value in fields.items()},
    )
    assert answer.json()["success"], answer.json()
    image = Image.objects.get()
    assert is_clean(read(image.file))
    assert (image.width, image.height) == (80, 120)
    assert re.fullmatch(r"original_images/(picture-)?[0-9a-f]{12}\.jpg", image.file.name)
    assert image.file_size == len(read(image.file))


def test_a_new_file_of_an_old_picture_is_cleaned_too(admin_client):
    image = upload(admin_client, photograph("PNG"), "camp.png")
    image.file = ContentFile(photograph("JPEG"), name="other.jpg")
    image.save()
    assert is_clean(read(Image.objects.get().file))


def test_a_picture_that_is_saved_again_keeps_its_file(admin_client):
    image = upload(admin_client, photograph("JPEG"), "camp.jpg")
    name, content = image.file.name, read(image.file)
    again = Image.objects.get()
    again.title = "Camp"
    again.save()
    assert (again.file.name, read(again.file)) == (name, content)


def test_the_second_picture_inside_a_telephone_photograph_is_left_out():
    exif = Pillow.Exif()
    exif[CAMERA] = SECRET.decode()
    exif[ORIENTATION] = TURNED
    file = BytesIO()
    small = Pillow.new("RGB", (60, 40), "green")
    small.encoderinfo = {"exif": exif}
    Pillow.new("RGB", (120, 80), "red").save(file, "MPO", save_all=True, append_images=[small], exif=exif)
    assert opened(file.getvalue()).format == "MPO"
    clean = cleaned(file.getvalue())
    assert is_clean(clean)
    assert opened(clean).format == "JPEG"
    assert opened(clean).size == (80, 120)


def test_the_words_in_a_png_are_left_out():
    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    file = BytesIO()
    Pillow.new("RGB", (20, 20)).save(file, "PNG", pnginfo=words)
    assert SECRET in file.getvalue()
    assert SECRET not in cleaned(file.getvalue())


def test_the_comment_in_a_jpeg_is_left_out():
    file = BytesIO()
    Pillow.new("RGB", (20, 20)).save(file, "JPEG", comment=SECRET, xmp=b"<x>" + SECRET + b"</x>")
    assert SECRET in file.getvalue()
    assert SECRET not in cleaned(file.getvalue())


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_keeps_its_frames_and_their_times_and_nothing_else(kind):
    exif = Pillow.Exif()
    exif[CAMERA] = SECRET.decode()
    words = {"comment": SECRET} if kind == "GIF" else {"exif": exif}
    frames = [Pillow.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    file, durations = BytesIO(), [200, 300, 400]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=durations, **words)
    assert SECRET in file.getvalue()
    clean = cleaned(file.getvalue())
    assert SECRET not in clean
    times = [frame.load() and frame.info["duration"] for frame in ImageSequence.Iterator(opened(clean))]
    assert times == durations


def test_a_see_through_picture_stays_see_through():
    file = BytesIO()
    Pillow.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(cleaned(file.getvalue())).convert("RGBA").getpixel((5, 5))[3] == 0
