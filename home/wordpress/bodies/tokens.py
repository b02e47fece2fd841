"""Old HTML, cut into tags, comments, shortcodes and words, in time that only grows with its length.
from home.wordpress.bodies.names import names

Browsers forgive everything and so does this; where a tag never ends, it is words.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from home.wordpress.bodies import shortcodes
from home.wordpress.bodies.names import names

Kind = Literal["text", "open", "close", "void", "raw", "comment", "shortcode", "end", "unknown"]


class Token(NamedTuple):
    """A piece of the source between `start` and `end`; `raw` is what stands in it, as written."""

    kind: Kind
    name: str
    raw: str
    start: int
    end: int


SIGN = re.compile(r"[<\[]")
BARE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)>")
NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_.-]*)")
STRICT = re.compile(r"""((?:[^"'<>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["']))|["'])*+)>""")
LENIENT = re.compile(r"""((?:[^"'<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>""")
# Most tags are short; a picture inside an address is long. Only so many may deceive us.
REACH = ((1_024, 1_000_000_000), (65_536, 100), (1_000_000_000, 10))
VOID = names("area base br col embed hr img input link meta param source track wbr basefont bgsound frame")
# What stands in these is no markup.
RAW = names("script style textarea iframe xmp noembed noframes title")
ENDS = {name: re.compile(rf"</{name}\b[^>]{{0,200}}>", re.IGNORECASE) for name in RAW}
COMMENT_END = re.compile(r"--!?>")


class Scanner:
    """Reads a source once, from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.without_end: set[str] = set()
        self.deceived = [0] * len(REACH)
        self.shortcodes = shortcodes.Finder(source)

    def __iter__(self) -> Iterator[Token]:
        source, position, start = self.source, 0, 0
        while sign := SIGN.search(source, position):
            at = sign.start()
            token = self._tag(at) if sign.group() == "<" else self._shortcode(at)
            if token is None:
                position = at + 1
                continue
            if at > start:
                yield Token("text", "", source[start:at], start, at)
            yield token
            position = start = token.end
        if start < len(source):
            yield Token("text", "", source[start:], start, len(source))

    def _tag(self, at: int) -> Token | None:
        source = self.source
        raw = ""
        if named := BARE.match(source, at):
            end = named.end()
        elif named := NAME.match(source, at):
            if not (attributes := self._attributes(named.end())):
                return None
            raw, end = attributes.group(1), attributes.end()
        else:
            return self._declaration(at) if source[at + 1 : at + 2] in ("!", "?") else None
        name = named.group(2).lower()
        if named.group(1):
            return Token("close", name, "", at, end)
        if name in VOID or raw.endswith("/"):
            return Token("void", name, raw, at, end)
        if name in RAW and (closing := self._end_of(name, end)):
            return Token("raw", name, raw, at, closing.end())
        return Token("open", name, raw, at, end)

    def _attributes(self, at: int) -> re.Match[str] | None:
        for number, (reach, patience) in enumerate(REACH):
            if self.deceived[number] < patience:
                if found := STRICT.match(self.source, at, at + reach):
                    return found
                self.deceived[number] += 1
        return LENIENT.match(self.source, at, at + REACH[0][0])

    def _end_of(self, name: str, at: int) -> re.Match[str] | None:
        """The end of an element without markup; one that has none is a tag like others."""
        if name in self.without_end:
            return None
        found = ENDS[name].search(self.source, at)
        if not found:
            self.without_end.add(name)
        return found

    def _declaration(self, at: int) -> Token | None:
        source = self.source
        if source.startswith("<!--", at):
            for short in ("<!-->", "<!--->"):
                if source.startswith(short, at):
                    return Token("comment", "", "", at, at + len(short))
            closing = COMMENT_END.search(source, at + 4)
            end = closing.end() if closing else len(source)
            return Token("comment", "", source[at + 4 : closing.start() if closing else end], at, end)
        if ">" in self.without_end or (end := source.find(">", at)) < 0:
            self.without_end.add(">")
            return None
        return Token("comment", "", source[at + 2 : end], at, end + 1)

    def _shortcode(self, at: int) -> Token | None:
        if not (found := self.shortcodes.at(at)):
            return None
        return Token(found.kind, found.name, found.raw, at, found.end)
