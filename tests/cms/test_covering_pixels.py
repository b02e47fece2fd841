"""What is under a cover is nowhere in the file that comes out: not its pixels, and nothing made of them."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageDraw

from cms.media.cleaning import clean_picture
from cms.media.covering.burning import Cover, covered
from cms.media.covering.proposals import faces
from cms.media.refusals import RefusedError
from tests.drawn_people import HEIGHT, WIDTH, as_file, group, middles

SIZE = (240, 160)
PLACE = (77, 41, 153, 117)
COVER = Cover(PLACE[0] / 240, PLACE[1] / 160, 76 / 240, 76 / 160)
KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]


def checkered(color: str) -> Pillow.Image:
    """Stripes that end in all their contrast where the cover will."""
    picture = Pillow.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for left in range(PLACE[0], PLACE[2], 2):
        draw.line((left, PLACE[1], left, PLACE[3] - 1), fill=color)
    return picture


def in_mode(color: str, mode: str) -> Pillow.Image:
    return checkered(color).convert(mode, dither=Pillow.Dither.NONE)


def cover(content: bytes, *covers: Cover, seed: int = 1) -> bytes:
    return covered(BytesIO(content), covers or [COVER], Random(seed)).content  # noqa: S311  # not for secrets


def opened(content: bytes) -> Pillow.Image:
    return Pillow.open(BytesIO(content))


def kinds_of(**looks: bool) -> Cover:
    return Cover(COVER.left, COVER.top, COVER.width, COVER.height, **looks)


LOOKS = [
    pytest.param(kinds_of(is_oval=oval, is_mosaic=mosaic), id=f"oval={oval} mosaic={mosaic}")
    for oval in (True, False)
    for mosaic in (True, False)
]
# An oval leaves the corners of its box: the stripes that are compared lie all under it.
INNER = Cover(COVER.left - 0.1, COVER.top - 0.16, COVER.width + 0.2, COVER.height + 0.32)


@pytest.mark.parametrize("options", [{}, {"quality": 60}, {"subsampling": 0}, {"progressive": True}], ids=str)
@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("mosaic", [True, False], ids=["mosaic", "solid"])
def test_two_secrets_under_the_same_cover_give_the_same_jpeg(options, mode, mosaic):
    files = [as_file(in_mode(color, mode), **options) for color in ("#ff0000", "#0000ff")]
    assert files[0] != files[1]
    box = Cover(COVER.left, COVER.top, COVER.width, COVER.height, is_oval=False, is_mosaic=mosaic)
    assert cover(files[0], box) == cover(files[1], box)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1"])
@pytest.mark.parametrize("oval", [True, False], ids=["oval", "rectangle"])
def test_two_secrets_under_the_same_cover_give_the_same_png(mode, oval):
    files = [as_file(in_mode(color, mode), "PNG") for color in ("#ffffff", "#000000")]
    assert files[0] != files[1]
    box = Cover(INNER.left, INNER.top, INNER.width, INNER.height, is_oval=oval)
    first, second = (opened(cover(file, box)).convert("RGBA") for file in files)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("look", LOOKS)
def test_every_pixel_that_a_cover_touches_is_another(look):
    before = Pillow.new("RGB", SIZE, "#70a090")
    after = opened(cover(as_file(before, "PNG"), look))
    changed = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value else 0)
    wanted = Pillow.new("L", SIZE, 0)
    draw = ImageDraw.Draw(wanted)
    (draw.ellipse if look.is_oval else draw.rectangle)((PLACE[0], PLACE[1], PLACE[2], PLACE[3]), fill=255)
    assert not ImageChops.subtract(wanted, changed).getbbox()


@pytest.mark.parametrize("kind", KINDS)
def test_a_covered_picture_is_of_the_same_kind_and_size_and_already_clean(kind):
    content = cover(as_file(checkered("red"), kind))
    assert (opened(content).format, opened(content).size) == (kind, SIZE)
    assert clean_picture(BytesIO(content)).found == frozenset()


@pytest.mark.parametrize("kind", KINDS)
def test_a_high_contrast_secret_is_nowhere_in_what_is_covered(kind):
    content = cover(as_file(checkered("#ff00ff"), kind), Cover(0.3, 0.22, 0.36, 0.55, is_mosaic=False))
    inside = opened(content).convert("RGB").crop((PLACE[0] + 12, PLACE[1] + 12, PLACE[2] - 12, PLACE[3] - 12))
    spread = [high - low for low, high in inside.getextrema()]
    assert max(spread) < 12, spread


def test_a_picture_with_a_colour_that_stands_for_a_hole_keeps_no_hole_in_its_cover():
    content = as_file(Pillow.new("RGB", SIZE, (92, 104, 112)), "PNG", transparency=(92, 104, 112))
    after = opened(cover(content, kinds_of(is_mosaic=False))).convert("RGBA")
    assert after.getpixel((115, 79)) == (92, 104, 112, 255)
    assert after.getpixel((5, 5))[3] == 0


def test_a_cover_over_what_one_sees_through_is_opaque_and_leaves_nothing_below():
    secret = Pillow.new("RGBA", SIZE, (255, 0, 255, 0))
    after = opened(cover(as_file(secret, "PNG"), kinds_of(is_mosaic=False)))
    assert after.getpixel((115, 79)) == (92, 104, 112, 255)


def test_a_mosaic_has_few_cells_and_is_another_each_time():
    content = as_file(checkered("red"), "PNG")
    box = kinds_of(is_oval=False)
    first, second = (opened(cover(content, box, seed=seed)).convert("RGB") for seed in (1, 2))
    cells = first.crop((PLACE[0], PLACE[1], PLACE[2], PLACE[3])).getcolors(100_000)
    assert 12 <= len(cells) <= 60
    assert first.tobytes() != second.tobytes()
    assert covered(BytesIO(content), [box]).content != covered(BytesIO(content), [box]).content


def test_a_cover_beyond_the_edges_covers_what_there_is():
    after = opened(cover(as_file(checkered("red")), Cover(0, 0, 1, 1, is_oval=False, is_mosaic=False)))
    assert [high - low < 8 for low, high in after.getextrema()] == [True] * 3


def test_a_picture_that_moves_is_refused_with_a_sentence():
    frames = [checkered("red"), checkered("blue")]
    content = as_file(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(RefusedError, match="moves"):
        cover(content)


def test_drawn_faces_are_proposed_from_left_to_right():
    found = faces(BytesIO(as_file(group())))
    assert len(found) == 4
    for (left, top, width, height), (x, y) in zip(found, middles(), strict=True):
        assert left < x / WIDTH < left + width
        assert top < y / HEIGHT < top + height


@pytest.mark.parametrize(
    "content", [b"", b"no picture", as_file(Pillow.new("RGB", (9, 2))), b"\xff\xd8\xff\xe0"]
)
def test_where_the_detector_fails_there_are_no_proposals(content):
    assert faces(BytesIO(content)) == []


@pytest.mark.parametrize("limit", ["PATIENCE", "MEGABYTES"])
def test_the_detector_ends_at_its_limits(monkeypatch, limit):
    monkeypatch.setattr(f"cms.media.covering.proposals.{limit}", 0 if limit == "PATIENCE" else 60)
    assert faces(BytesIO(as_file(group()))) == []


MANY = """
import sys
import subprocess
import sys
from io import BytesIO
from PIL import Image
from cms.media.covering.burning import Cover, burnt
from random import Random
file = BytesIO()
Image.new("L", (3000, 2000)).save(file, "PNG")
burnt(Image.open(file), [Cover(0, 0, 1, 1)] * int(sys.argv[1]), Random(1))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what is used")
def test_many_large_covers_take_no_more_memory_than_one():
    one, many = (
        int(subprocess.run([sys.executable, "-c", MANY, count], capture_output=True, check=True).stdout)
        for count in ("1", "12")
    )
    assert many - one < 30_000  # kilobytes; a mask for each would take six thousand
