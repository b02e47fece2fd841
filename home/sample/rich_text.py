"""HTML of the TOML files as Wagtail stores rich text."""

import re

from home.sample.registry import Registry

LINK = re.compile(r'<a href="(page|post|document):([^"]*)">(.*?)</a>', re.DOTALL)
SPACE_BETWEEN_BLOCKS = re.compile(r">\s+<(?=/?(p|ul|ol|li)\b)")


def rich_text(html: str, registry: Registry) -> str:
    """The HTML with links to pages and documents in Wagtail's form; a link to what is gone becomes words."""

    def linked(match: re.Match[str]) -> str:
        kind, key, words = match.groups()
        target = registry.id(f"{kind}:{key}")
        linktype = "document" if kind == "document" else "page"
        return f'<a linktype="{linktype}" id="{target}">{words}</a>' if target else words

    return LINK.sub(linked, SPACE_BETWEEN_BLOCKS.sub("><", html.strip()))
