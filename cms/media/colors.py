"""The colour that stands where a picture has not arrived yet."""

from collections import Counter, defaultdict

from PIL import Image as Pillow

SIDE = 48
# Each channel in four steps; the letter of a step is also its colour in CSS: #26a.
STEPS = "26ae"
STEP = 256 // len(STEPS)
WEIGHTS = (0.2126, 0.7152, 0.0722)
# Below this luminance white is read more easily than black.
DARK = 0.179

Color = tuple[int, int, int]


def dominant_color(picture: Pillow.Image) -> str:
    """The most common colour as #rrggbb; empty where one can see through the picture."""
    if has_holes(picture):
        return ""
    small = picture.convert("RGB").resize((SIDE, SIDE), Pillow.Resampling.BOX, reducing_gap=2)
    pixels: list[Color] = list(zip(*(band.tobytes() for band in small.split()), strict=True))
    alike: dict[str, list[Color]] = defaultdict(list)
    for pixel in pixels:
        alike[_steps(pixel)].append(pixel)
    common = alike[Counter({steps: len(found) for steps, found in alike.items()}).most_common(1)[0][0]]
    means = (round(sum(channel) / len(common)) for channel in zip(*common, strict=True))
    return "#" + "".join(f"{mean:02x}" for mean in means)


def has_holes(picture: Pillow.Image) -> bool:
    """Whether something behind the picture shows through."""
    if not picture.has_transparency_data:
        return False
    *see_through, _opaque = picture.convert("RGBA").getchannel("A").histogram()
    return any(see_through)


def tone(color: str) -> str:
    """The nearest of the 64 tones of tone.css, such as 26a, of a colour #rrggbb."""
    return _steps((int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)))


def is_dark(tone_: str) -> bool:
    """Whether white is read more easily on a tone than black."""
    channels = (int(step * 2, 16) / 255 for step in tone_)
    linear = (((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return sum(weight * channel for weight, channel in zip(WEIGHTS, linear, strict=True)) < DARK


def _steps(pixel: Color) -> str:
    return "".join(STEPS[channel // STEP] for channel in pixel)
