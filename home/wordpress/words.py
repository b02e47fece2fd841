"""Short texts of the old site, such as titles and comments, without the HTML that WordPress puts in them."""

import html
import re

LINK = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)[^>]*>(.*?)</a\s*>""", re.IGNORECASE | re.DOTALL)
BREAK = re.compile(r"<(?:br\s*/?|/p|/div|/li|/blockquote)\s*>", re.IGNORECASE)
UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def line(text: str) -> str:
    """One line of plain words."""
    words = html.unescape(TAG.sub("", BREAK.sub(" ", UNSEEN.sub("", text))))
    return " ".join(words.replace("\x00", "").split())


def lines(text: str) -> str:
    """Plain words with their lines; a link keeps its address behind its words."""
    text = LINK.sub(_link, UNSEEN.sub("", text))
    return html.unescape(TAG.sub("", BREAK.sub("\n", text))).replace("\x00", "").strip()


def _link(match: re.Match[str]) -> str:
    address, words = match[1], TAG.sub("", match[2]).strip()
    return address if words.rstrip("/") == address.rstrip("/") or not words else f"{words} ({address})"


def cut(text: str, most: int) -> str:
    """The text, cut at a word where it is too long."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
