"""Whether every word of an export is here: on its page, or in the list of what found no place."""

import html
import re
from collections.abc import Iterator
from unicodedata import normalize

from django.db.models import Q
from django.test import Client

from cms.media.models import Document, Image
from home.wordpress.models import ImportedItem, UnplacedPart
from home.wordpress.shapes import OldItem

# What nobody read: styles, programs' marks, and the head of a shortcode.
UNSEEN = re.compile(
    r"<style\b.*?</style\s*>|<!--.*?-->|\[/?[a-z][\w-]*(?:\s[^\]]*)?\]", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(r"<[/!?a-zA-Z][^>]*>")
SAID = re.compile(r"""\s(alt|title|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
WORD = re.compile(r"[^\W_]{2,}")


def words_of(text: str) -> set[str]:
    return set(WORD.findall(normalize("NFKC", text).casefold()))


def said_in(body: str) -> Iterator[tuple[str, str]]:
    """(where, words): what is read, and what attributes say; of addresses the last part."""
    seen = UNSEEN.sub(" ", body)
    yield "text", html.unescape(TAG.sub(" ", seen))
    for tag in TAG.findall(seen):
        for name, *values in SAID.findall(tag):
            yield name.lower(), html.unescape("".join(values))


def lost(item: OldItem, client: Client) -> list[tuple[str, str]]:
    """(where, word) of what a post or page said and nothing here says."""
    row = ImportedItem.objects.get(kind=item.kind, key=str(item.id))
    page = row.thing
    if page is None:
        kept = " ".join(row.unplaced.values_list("original", flat=True))
        return [] if row.outcome == "left" and (kept or not item.content) else [("page", item.title)]
    is_open = page.live and not page.get_view_restrictions().exists()
    answer = client.get(page.url) if is_open else None
    shown = answer.content.decode() if answer and answer.status_code == 200 else ""
    stored = str(page.body.stream_block.get_prep_value(page.body)) if not shown else ""
    parts = UnplacedPart.objects.filter(Q(item=row) | Q(item=None)).values_list("original", flat=True)
    uploads = [*Image.objects.values_list("title", "description"), *Document.objects.values_list("title")]
    here = html.unescape(
        f"{shown} {stored} {page.title} {page.excerpt} {row.notes} {' '.join(parts)} {uploads}"
    )
    known, found = normalize("NFKC", here).casefold(), []
    for where, text in [*said_in(item.content), *said_in(item.excerpt), ("title", TAG.sub(" ", item.title))]:
        if where != "href":
            words = sorted(words_of(html.unescape(text)))
            found += [(where, word) for word in words if word not in known]
        elif text and text not in here and not _leads_here(text, item):
            found.append((where, text))
    return found


def _leads_here(address: str, item: OldItem) -> bool:
    """A link to the old site, which leads to what it became; one inside the page; a picture's own."""
    path = address.partition("://")[2].partition("/")[2] if "://" in address else address.lstrip("/")
    path = path.partition("#")[0].strip()
    rows = ImportedItem.objects.filter(
        Q(old_path__in=[f"/{path}", f"/{path}/"])
        | Q(facts__url=address)
        | Q(slug=path.strip("/").split("/")[-1])
    )
    return address.startswith("#") or rows.exists()
