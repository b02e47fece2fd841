"""Uploads of tests look alike, so each is worked on once in a process, and the rest is done as ever."""

from collections.abc import Callable
from hashlib import sha256
from typing import IO

from PIL import Image as Pillow

from cms.media.presets import Preset

SMALL = 200 * 200
Cleaned = tuple[bytes, set[str]]


def once(encode: Callable[[Pillow.Image, Preset], bytes]) -> Callable[[Pillow.Image, Preset], bytes]:
    """The function, which asks itself no second time; only small pictures are remembered."""
    made: dict[tuple[object, ...], bytes] = {}

    def encoded(picture: Pillow.Image, preset: Preset) -> bytes:
        if picture.width * picture.height > SMALL:
            return encode(picture, preset)
        key = (preset, picture.mode, picture.size, picture.tobytes())
        if key not in made:
            made[key] = encode(picture, preset)
        return made[key]

    return encoded


def pdf_once(clean: Callable[[IO[bytes]], Cleaned]) -> Callable[[IO[bytes]], Cleaned]:
    """The function, which cleans a PDF no second time; what it refuses, it is asked again."""
    made: dict[bytes, Cleaned] = {}

    def cleaned(file: IO[bytes]) -> Cleaned:
        file.seek(0)
        key = sha256(file.read()).digest()
        if key not in made:
            made[key] = clean(file)
        return made[key]

    return cleaned
