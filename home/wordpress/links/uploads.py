"""Where files of the old site are here: never one that waits, and none that a visitor would have to make."""

import re

from wagtail.models import Page

from cms.media.models import Document, Image
from cms.media.presets import BY_WIDTH, FALLBACK_SPEC
from cms.visibility import pages_holding, publishable, visible, visible_documents
from home.wordpress.addresses import originals_of
from home.wordpress.models import ImportedItem, Kind

# Texts whose files never came are few, or the import is not finished.
MOST_LACKING, MOST_KEYS = 5_000, 100
WIDTH = re.compile(r"-(\d{1,5})x\d{1,5}(?=\.\w+$)")


def address_of(row: ImportedItem, file: str = "") -> str:
    """The file that everybody may have; of a picture the made size nearest to the one that was asked for."""
    if row.object_id is None:
        return ""
    upload = row.thing
    if isinstance(upload, Document):
        return upload.url if visible_documents(Document.objects.filter(pk=upload.pk)).exists() else ""
    if isinstance(upload, Image) and publishable(Image.objects.filter(pk=upload.pk)).exists():
        return _rendition(upload, file)
    return ""


def _rendition(picture: Image, file: str) -> str:
    """Only of a picture that a visible page shows: no other is meant to be seen."""
    if picture.is_silent or page_of_upload(picture) is None:
        return ""
    asked = WIDTH.search(file)
    width = int(asked[1]) if asked else max(BY_WIDTH["jpeg"])
    specs = [preset.spec for preset in BY_WIDTH["jpeg"].values()]
    made = list(picture.renditions.filter(filter_spec__in={*specs, FALLBACK_SPEC}).order_by("width"))
    chosen = next((rendition for rendition in made if rendition.width >= width), made[-1] if made else None)
    return str(chosen.url) if chosen else ""


def page_of(row: ImportedItem) -> Page | None:
    """The page that shows a file, else the one to which it belonged there; one that everybody may see."""
    upload = row.thing if row.object_id else None
    if isinstance(upload, Image | Document) and (page := page_of_upload(upload)):
        return page
    parent = str(row.facts.get("parent") or "")
    kinds = (Kind.POST, Kind.PAGE)
    owner = (
        ImportedItem.objects.of(row.source, *kinds).placed().filter(key=parent).first() if parent else None
    )
    return visible(Page.objects.filter(pk=owner.object_id)).first() if owner else None


def page_naming(file: str, source: str) -> Page | None:
    """The page whose text shows a file that never came; one that everybody may see."""
    lacking = ImportedItem.objects.of(source, Kind.POST, Kind.PAGE).placed().exclude(unresolved=[])
    named = set(originals_of(file))
    keys = [
        pk
        for pk, names in lacking.values_list("object_id", "unresolved")[:MOST_LACKING]
        if any(kind == "file" and name in named for kind, name in names)
    ]
    page: Page | None = visible(Page.objects.filter(pk__in=keys[:MOST_KEYS])).order_by("pk").first()
    return page


def page_of_upload(upload: Image | Document) -> Page | None:
    """The first visible page that holds a file, or would show it if it might be shown."""
    page: Page | None = visible(pages_holding(upload)).order_by("pk").first()
    return page
