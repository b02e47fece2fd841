"""[shortcodes]: which words in brackets are some, and what they say."""

import html
import re
from dataclasses import dataclass
from typing import Literal

from home.wordpress.bodies.doors import end_of, is_door
from home.wordpress.bodies.names import names

PATTERN = re.compile(r"\[(/?)([A-Za-z][\w-]{0,60}+)([^\[\]]{0,8000}+)\]")
CLOSING = re.compile(r"\[/([A-Za-z][\w-]{0,60}+)\s*+\]")
ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"|([\w-]+)\s*=\s*'([^']*)'|([\w-]+)\s*=\s*([^\s'"]+)|"([^"]*)"|'([^']*)'|(\S+)"""
)
# Attributes, as no words in brackets have them.
SAID = re.compile(r"[=@\"“”„″]|(?<!\w)['‘’]|\d{6}")
CURLY = str.maketrans("“”„″‘’′", '""""\'\'\'')

PICTURES = frozenset(["gallery"])
CAPTIONS = frozenset(["caption", "wp_caption"])
SOUNDS = frozenset(["audio", "video", "playlist", "wpvideo", "flv"])
EMBEDS = names("embed youtube youtu vimeo soundcloud ted dailymotion googlemaps instagram tweet")
FILES = names("pdf-embedder pdf embeddoc gview pdfviewer googlepdf pdfjs-viewer embed-pdf dflip")
CODED = frozenset(["vc_raw_html", "vc_raw_js"])
KNOWN = PICTURES | CAPTIONS | SOUNDS | EMBEDS | FILES | CODED
# Those of page builders: they lay out what stands between them.
BUILDER = re.compile(
    r"(vc|et_pb|fusion|av|fl|nectar|mk|ux|tatsu|cmsmasters|themify|oxy|cs|kc|thb|qode|edgtf|mkdf|bt_bb)_"
    r"|(one|two|three)_(half|third|thirds|fourth|fourths|fifth|fifths|sixth)(_last)?$|fullwidth$"
)


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One in its place: of "unknown" ones the name stays, "raw" ones hide what is inside."""

    kind: Literal["shortcode", "end", "void", "unknown", "raw"]
    name: str
    raw: str
    end: int


class Finder:
    """Finds the shortcodes of one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.last_end = {found.group(1).lower(): found.start() for found in CLOSING.finditer(source)}

    def at(self, position: int) -> Shortcode | None:
        """The shortcode that begins there; None where words stand in brackets."""
        found = PATTERN.match(self.source, position)
        if not found:
            return None
        closes, name, raw = found.group(1), found.group(2).lower(), found.group(3)
        if raw and raw[0] not in " \t\n\r/=:\u00a0":
            return None
        if self.source[position - 1 : position] == "[" and self.source[found.end() : found.end() + 1] == "]":
            return None  # [[written about]]
        is_last = raw.endswith("/")
        known, builder = name in KNOWN, BUILDER.match(name)
        if not (known or builder or closes) and is_door(name):
            return self._door(name, raw, found.end(), has_inside=not is_last)
        if closes:
            return Shortcode("end", "[" + name, raw, found.end()) if known or builder else None
        if known:
            encloses = not is_last and self.last_end.get(name, -1) >= found.end()
            return Shortcode("shortcode" if encloses else "void", "[" + name, raw, found.end())
        if builder:
            return Shortcode("void", "[]" + name, raw, found.end())
        if "=" in raw or "_" in name or "-" in name or self.last_end.get(name, -1) >= found.end():
            return Shortcode("unknown", "[?", raw, found.end())
        return None

    def _door(self, name: str, raw: str, end: int, has_inside: bool) -> Shortcode | None:
        """One behind which something was hidden, up to its end; words in brackets have none."""
        last = self.last_end.get(name, -1)
        if has_inside and last >= end:
            return Shortcode("raw", "[door", raw, end_of(self.source, name, end, last))
        if raw.strip(" /") and not SAID.search(raw) and "_" not in name and "-" not in name:
            return None
        return Shortcode("raw", "[door", raw, end)


def attributes(raw: str) -> dict[str, str]:
    """What stands in a shortcode by name; what has no name under "0", "1" and so on."""
    found: dict[str, str] = {}
    unnamed = 0
    text = html.unescape(raw).translate(CURLY).strip().removesuffix("/")
    for match in ATTRIBUTE.finditer(text.removeprefix("=").removeprefix(":")):
        parts = match.groups()
        for name, value in (parts[0:2], parts[2:4], parts[4:6]):
            if name is not None:
                found.setdefault(name.lower(), value)
                break
        else:
            found[str(unnamed)] = next(part for part in parts[6:] if part is not None)
            unnamed += 1
    return found
