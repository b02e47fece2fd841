"""Reads tokens.css, so that the style guide and its tests never keep a second list."""

import re
from dataclasses import dataclass

from cms.stylesheet import FOLDER

COLOR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
SPACE = re.compile(r"--(space-\d):\s*([\d.]+rem)")
# What is read, or found, on what: text needs 4.5 to 1, large text and controls 3 to 1 (WCAG 2.2 AA).
GROUNDS = ("paper", "surface", "band")
TEXT = ("ink", "muted", "link", "accent", "good", "wait")
CONTROLS = ("control", "mark")
ON_OTHERS = (
    ("ink", "found", 4.5),
    ("link", "found", 4.5),
    ("accent", "found", 4.5),
    ("button-ink", "button", 4.5),
    ("button-ink", "link", 4.5),
    ("deep-ink", "deep", 4.5),
    ("deep-muted", "deep", 4.5),
    ("deep-mark", "deep", 4.5),
    ("ochre", "deep", 3.0),
)
PAIRS = (
    *((text, ground, 4.5) for text in TEXT for ground in GROUNDS),
    *((control, ground, 3.0) for control in CONTROLS for ground in GROUNDS),
    *ON_OTHERS,
)


@dataclass(frozen=True)
class Pair:
    """Two colours that meet, how far apart they are, and how far they have to be."""

    front: str
    ground: str
    front_color: str
    ground_color: str
    needed: float

    @property
    def ratio(self) -> float:
        return contrast(self.front_color, self.ground_color)


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark scheme, by name."""
    source = (FOLDER / "tokens.css").read_text()
    before, _, after = source.partition("@media (prefers-color-scheme: dark)")
    light = dict(COLOR.findall(before))
    return {"light": light, "dark": {**light, **dict(COLOR.findall(after))}}


def spaces() -> list[str]:
    """The names of the spaces, the smallest first."""
    return [name for name, _ in SPACE.findall((FOLDER / "tokens.css").read_text())]


def pairs(palette: dict[str, str]) -> list[Pair]:
    """The pairs of a palette that have to be told apart."""
    return [Pair(front, ground, palette[front], palette[ground], needed) for front, ground, needed in PAIRS]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb) as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
