"""A group of people, drawn: nobody's faces, but such as the detectors take for faces."""

from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter

WIDTH, HEIGHT = 800, 534
SKIN = [(224, 182, 150), (190, 140, 105), (235, 200, 170), (160, 112, 85)]
SHIRTS = [(60, 80, 120), (130, 60, 60), (70, 110, 80), (100, 90, 70)]
WALL, FLOOR, HAIR = (150, 170, 180), (120, 125, 110), (40, 30, 28)


def middles() -> list[tuple[float, float]]:
    """Where the middle of each face is, in pixels, from left to right."""
    return [(WIDTH * (0.16 + 0.225 * number), HEIGHT * (0.36 + 0.04 * (number % 2))) for number in range(4)]


def group() -> Pillow.Image:
    picture = Pillow.new("RGB", (WIDTH, HEIGHT), WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, HEIGHT * 0.72, WIDTH, HEIGHT), fill=FLOOR)
    size = WIDTH * 0.085
    for (x, y), skin, shirt in zip(middles(), SKIN, SHIRTS, strict=True):
        box = (x - 1.3 * size, y + 0.8 * size, x + 1.3 * size, HEIGHT)
        draw.rounded_rectangle(box, radius=size / 2, fill=shirt)
        draw.rectangle(
            (x - 0.2 * size, y + 0.5 * size, x + 0.2 * size, y + 0.95 * size), fill=shade(skin, 0.9)
        )
        _face(draw, x, y, size, skin)
    return picture.filter(ImageFilter.GaussianBlur(WIDTH * 0.002))


def shade(color: tuple[int, ...], part: float) -> tuple[int, ...]:
    return tuple(int(value * part) for value in color)


def as_file(picture: Pillow.Image, kind: str = "JPEG", **options: object) -> bytes:
    content = BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def _face(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, skin: tuple[int, ...]) -> None:
    dark, dim = shade(skin, 0.45), shade(skin, 0.8)

    def oval(left: float, top: float, across: float, down: float, color: tuple[int, ...]) -> None:
        box = [x + (left - across) * size, y + (top - down) * size, x + (left + across) * size]
        draw.ellipse((*box, y + (top + down) * size), fill=color)

    oval(0, -0.12, 0.62, 0.78, HAIR)
    oval(0, 0.05, 0.5, 0.66, skin)
    for side in (-1, 1):
        oval(side * 0.21, -0.1, 0.15, 0.09, dim)
        oval(side * 0.21, -0.09, 0.1, 0.055, dark)
        oval(side * 0.21, -0.09, 0.045, 0.045, HAIR)
        brow = (x + side * 0.08 * size, y - 0.24 * size, x + side * 0.34 * size, y - 0.25 * size)
        draw.line(brow, fill=dark, width=max(1, int(0.05 * size)))
        oval(side * 0.05, 0.19, 0.03, 0.02, dark)
    oval(0, 0.16, 0.1, 0.05, dim)
    oval(0, 0.4, 0.19, 0.055, dark)
