"""Pictures of tests look alike, so each is encoded once in a process, and the rest is done as ever."""

from collections.abc import Callable

from PIL import Image as Pillow

from cms.media.presets import Preset

SMALL = 200 * 200


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
