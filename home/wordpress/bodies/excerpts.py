"""Shortcodes in an excerpt, which is one line of words: none of them can be shown there."""

from home.wordpress.bodies.plugins import NAMED
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Converted, Unplaced
from home.wordpress.bodies.shortcodes import SAID, Finder, Shortcode


def without_shortcodes(text: str, converted: Converted) -> str:
    """The words of an excerpt; what was left out is listed, and doors in it are doors of the whole post."""
    finder, kept, at = Finder(text), [], 0
    while (position := text.find("[", at)) >= 0:
        found = finder.at(position)
        kept.append(text[at:position])
        at = found.end if found else position + 1
        kept.append(_words(found, text[position:at], converted) if found else "[")
    return "".join([*kept, text[at:]])


def _words(found: Shortcode, original: str, converted: Converted) -> str:
    """What of a shortcode may be read: of an unknown one its name."""
    if found.kind == "raw":
        converted.has_doors = True
        converted.unplaced.append(Unplaced(Reason.RESTRICTED, original))
        return ""
    if found.kind == "unknown":
        converted.unplaced.append(Unplaced(Reason.SHORTCODE, original))
        named = NAMED.match(original)
        return f"{named[0]}]" if named and SAID.search(found.raw) else original
    if found.kind == "void" and not found.name.startswith("[]"):
        converted.unplaced.append(Unplaced(Reason.SHORTCODE, original))
    return ""
