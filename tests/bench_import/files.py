"""The uploads of the old site: a few dozen real pictures and PDFs, each copy of other bytes."""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, PngImagePlugin

from tests import pdfs
from tests.bench_import.old_site import file_of

DIFFERENT = 12
WIDTH, HEIGHT = 480, 320


def write(folder: Path, number: int) -> None:
    """Writes the files of so many attachments."""
    made = {ending: [_made(ending, seed) for seed in range(DIFFERENT)] for ending in ("jpg", "png", "pdf")}
    for one in range(number):
        path = folder / file_of(one)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_told_apart(made[path.suffix[1:]][one % DIFFERENT], path.suffix, one))


def _made(ending: str, seed: int) -> bytes:
    if ending == "pdf":
        return pdfs.pdf(f"Leaflet {seed}", "Come to the office with this page.")
    chance = random.Random(seed)  # the same each time
    picture = Image.new("RGB", (WIDTH, HEIGHT), (200, 190, 180))
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        at = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        size, colour = chance.randrange(10, 90), tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((*at, at[0] + size, at[1] + size), fill=colour)
    file = BytesIO()
    picture.save(file, "JPEG" if ending == "jpg" else "PNG", quality=80)
    return file.getvalue()


def _told_apart(content: bytes, suffix: str, number: int) -> bytes:
    """The same picture with a number in it, where viewers do not look."""
    words = f"file {number}".encode()
    if suffix == ".jpg":
        return content[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + content[2:]
    if suffix == ".png":
        chunk = BytesIO()
        PngImagePlugin.putchunk(chunk, b"tEXt", b"Comment\0" + words)
        return content[:33] + chunk.getvalue() + content[33:]
    return content + b"\n%" + words + b"\n"
