"""Uploads of tests look alike, so each is worked on once in a process, and the rest is done as ever."""

from collections.abc import Callable
from hashlib import sha256
from typing import IO

from PIL import Image as Pillow

from cms.media.pictures import Picture
from cms.media.presets import Preset
from tests.factories import PICTURE

SMALL = 600 * 400  # the largest that several tests upload
Cleaned = tuple[bytes, set[str]]


def once(encode: Callable[[Pillow.Image, Preset], bytes]) -> Callable[[Pillow.Image, Preset], bytes]:
    """The function, which asks itself no second time; only small pictures are remembered."""
    made: dict[tuple[object, ...], bytes] = {}

    def encoded(picture: Pillow.Image, preset: Preset) -> bytes:
        if picture.width * picture.height > SMALL:
            return encode(picture, preset)
        told = repr(sorted(picture.info.items()))  # a profile, a comment: what may go into the file
        key = (preset, picture.mode, picture.size, told, sha256(picture.tobytes()).digest())
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


def picture_once(clean: Callable[[IO[bytes]], Picture]) -> Callable[[IO[bytes]], Picture]:
    """The function, which cleans the factories' own picture no second time; every other one each time."""
    made: list[Picture] = []

    def cleaned(file: IO[bytes]) -> Picture:
        file.seek(0)
        if file.read(len(PICTURE) + 1) != PICTURE:
            return clean(file)
        if not made:
            made.append(clean(file))
        return made[0]

    return cleaned
