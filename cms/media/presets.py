"""The renditions of pictures, by name. They are made at upload, never by a visitor.

The widths are those that logos, half and whole phones, and columns of text need: most cheap phones
have a screen of 720 pixels and take 768. Measured on the sample's art, on one core and at 960
pixels: AVIF takes 22.5 KB and 0.45 s at the encoder's usual speed, 23.5 KB and 0.22 s at 7, 33 KB
and 0.03 s at 9; WebP takes 33.6 KB, JPEG 67 KB.
"""

from dataclasses import dataclass
from functools import cached_property

from wagtail.images.models import Filter

WIDTHS = {"avif": (160, 320, 480, 768, 960), "webp": (160, 320, 480, 768, 960), "jpeg": (480, 960)}
QUALITY = {"avif": 55, "webp": 78, "jpeg": 78}
AVIF_SPEED = 7
# A file is left out where one is made that is hardly larger.
CLOSE = 1.2
ICON_SIZES = (32, 180, 192, 512)


@dataclass(frozen=True)
class Preset:
    """One kind of file; transform is Wagtail's, such as width-640 or fill-32x32."""

    transform: str
    kind: str
    quality: int = 0

    @cached_property
    def spec(self) -> str:
        """As Wagtail writes it and stores it with the rendition."""
        quality = f"|{self.kind}quality-{self.quality}" if self.quality else ""
        return f"{self.transform}|format-{self.kind}{quality}"

    @cached_property
    def filter(self) -> Filter:
        return Filter(spec=self.spec)


def _widths(kind: str) -> dict[int, Preset]:
    return {width: Preset(f"width-{width}", kind, QUALITY[kind]) for width in WIDTHS[kind]}


BY_WIDTH = {kind: _widths(kind) for kind in WIDTHS}
SHARE = Preset("fill-1200x630", "jpeg", 70)
ICONS = {size: Preset(f"fill-{size}x{size}", "png") for size in ICON_SIZES}
# Changes when other files are wanted than before.
FINGERPRINT = " ".join([*(preset.spec for kind in BY_WIDTH.values() for preset in kind.values()), SHARE.spec])
FALLBACK_SPEC = BY_WIDTH["jpeg"][960].spec


def presets_for(width: int) -> dict[str, list[Preset]]:
    """What a picture of a width is offered as, by kind, the smallest first; nothing is enlarged.

    A picture of 600 pixels has files of 160, 320, 480 and 600; the last is its width-768.
    """
    return {kind: _steps(offered, width) for kind, offered in BY_WIDTH.items()}


def _steps(offered: dict[int, Preset], width: int) -> list[Preset]:
    largest = min((step for step in offered if step >= width), default=max(offered))
    return [
        preset
        for step, preset in offered.items()
        if step == largest or (step < largest and step * CLOSE <= width)
    ]
