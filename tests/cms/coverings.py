"""A picture with a secret, and how it is covered."""

from io import BytesIO
from pathlib import Path

from django.urls import reverse
from PIL import Image as Pillow

from cms.media.covering import replacing
from cms.media.covering.burning import Cover
from cms.media.models import Image
from tests.drawn_people import as_file

SECRET, REST = (255, 0, 255), (40, 90, 60)
SIZE = (600, 400)
ROW = {"left": "30", "top": "30", "width": "40", "height": "40", "shape": "rectangle", "style": "solid"}


def secret_picture() -> bytes:
    """A picture with a patch of a colour that is nowhere else."""
    picture = Pillow.new("RGB", SIZE, REST)
    picture.paste(SECRET, (200, 130, 400, 270))
    return as_file(picture, quality=92)


CONTENT = secret_picture()


def form(image: Image, *rows: dict[str, str], **more: str) -> dict[str, str]:
    filled = {
        f"covers-{number}-{name}": text for number, row in enumerate(rows) for name, text in row.items()
    }
    counts = {"covers-TOTAL_FORMS": str(len(rows)), "covers-INITIAL_FORMS": "0"}
    return {"state": image.file_hash, **counts, **filled, **more}


def address(image: Image) -> str:
    return reverse("cover_picture", args=[image.pk])


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def has_secret(content: bytes) -> bool:
    picture = Pillow.open(BytesIO(content)).convert("RGB")
    return any(
        red > 180 and green < 90 and blue > 180 for _count, (red, green, blue) in picture.getcolors(1_000_000)
    )


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def cover(image: Image, user, **options) -> list[str]:
    return replacing.cover(image, [Cover(0.3, 0.3, 0.4, 0.4, is_oval=False)], user, is_all=True, **options)


class InThisThread:
    """The tests' transaction is seen by one thread alone."""

    def __init__(self, workers):
        self.map = map

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None
