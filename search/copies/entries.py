"""What a copy's search knows of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from wagtail.models import Page

from blog.models import BlogPage
from cms.copies import Copy
from cms.media.models import Document, DocumentPage
from cms.visibility import publishable, visible
from search.models import IndexedText

BATCH = 100
# Of one page's documents: a long report must not fill a stick's index.
MOST_DOCUMENT_PAGES = 20
SUMMARY = 160


@dataclass
class Entry:
    """One page of the copy; `path` as on the site."""

    path: str
    title: str
    language: str
    date: str = ""
    categories: list[str] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        text = next((text for text in self.passages if len(text) > 40), "")
        return text if len(text) <= SUMMARY else f"{text[:SUMMARY].rpartition(' ')[0] or text[:SUMMARY]}…"


def entries_of(copy: Copy, *, has_texts: bool = True) -> Iterator[Entry]:
    """The pages of a copy that everybody may see, a hundred at a time."""
    paths = {unquote(path): path for path in copy.pages}
    keys = list(visible(Page.objects.filter(depth__gt=1)).order_by("path").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        chosen = keys[start : start + BATCH]
        pages = Page.objects.filter(pk__in=chosen).select_related("locale").order_by("path")
        posts = BlogPage.objects.filter(pk__in=chosen).defer_streamfields().prefetch_related("categories")
        by_key = {post.pk: post for post in posts}
        texts = IndexedText.objects.in_bulk(chosen) if has_texts else {}
        for page in pages:
            path = paths.get(unquote(urlsplit(page.get_url() or "").path))
            if path is None:
                continue
            entry = Entry(path, page.title, page.locale.language_code)
            if post := by_key.get(page.pk):
                entry.date = post.date.isoformat() if post.date else ""
                entry.categories = [category.name for category in post.categories.all()]
            if own := texts.get(page.pk):
                entry.passages = [text for _language, text in own.passages]
                entry.passages += _document_texts(own.documents)
            yield entry


def _document_texts(numbers: list[int]) -> list[str]:
    if not numbers:
        return []
    public = publishable(Document.objects.filter(pk__in=numbers))
    found = DocumentPage.objects.filter(document__in=public.values("pk")).order_by("document", "number")
    return list(found.values_list("text", flat=True)[:MOST_DOCUMENT_PAGES])
