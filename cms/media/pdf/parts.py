"""What of a PDF stays. Where a list can say what is kept, it does; the rest is known by its shape.

Objects are cleaned where they lie, not where they are named: whatever else still leads to an embedded
file or a script (such as the tree of tags) leads to something empty.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from cms.media.pdf.notes import ACTIONS, clean_action, clean_note, clean_page, is_action
from cms.media.pdf.removing import empty, keep
from cms.media.pdf.streams import clean_stream

CATALOG = {
    *("/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout"),
    *("/PageMode", "/Outlines", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OCProperties"),
}
OF_CATALOG = {
    "/Metadata": "xmp",
    "/AF": "attachments",
    "/OpenAction": "actions",
    "/AA": "actions",
    "/Perms": "signature",
    "/DSS": "signature",
    "/URI": "links",
}
BOXES = {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/Resources", "/Type"}
PAGE = BOXES | {"/Parent", "/Contents", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit"}
OF_PAGE = {"/Thumb": "thumbnail", "/Metadata": "xmp", "/AA": "actions", "/VP": "position"}
PAGES = BOXES | {"/Parent", "/Kids", "/Count"}
# What belongs to the table of objects, which is written anew.
TRAILER = {
    *("/Root", "/Size", "/Encrypt", "/Prev", "/XRefStm"),
    *("/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"),
}
# LibreOffice keeps the whole text document beside its PDF.
OF_TRAILER = {"/Info": "properties", "/AdditionalStreams": "attachments", "/DocChecksum": "other"}
FORM = {"/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"}
TELLING = {
    "/PieceInfo": "properties",
    "/LastModified": "properties",
    "/Measure": "position",
    "/PtData": "position",
    "/OPI": "links",
    "/Alternates": "pictures",
}
# A quick look at an object's text, before each of its parts is looked at.
SUSPECT = re.compile(
    rb"/(Metadata|PieceInfo|LastModified|Measure|PtData|EF|ByteRange|AA|JS|Rect|FT|Kids|Lock|SV)(?![A-Za-z0-9])"
    rb"|/Type /(Page|Pages|Filespec|EmbeddedFile|Sig|DocTimeStamp|Metadata|OCG)(?![A-Za-z0-9])"
    rb"|/(S|Type) [0-9]"  # told elsewhere
    rb"|/S (%s)(?![A-Za-z0-9])" % b"|".join(name.encode() for name in sorted(ACTIONS))
)


def clean_parts(pdf: Pdf, most_pages: int) -> tuple[str, set[str]]:
    """Cleans an opened PDF; gives the problem, or nothing, and the kinds of what was taken out."""
    if not len(pdf.pages):
        return "damaged", set()
    if len(pdf.pages) > most_pages:
        return "pages", set()
    found = {"password"} if pdf.is_encrypted else set()
    if "/Prev" in pdf.trailer and not pdf.is_linearized:
        found.add("history")
    _clean_root(pdf, found)
    pages = {page.objgen for page in pdf.pages}
    for thing in pdf.objects:
        if not isinstance(thing, (Dictionary, Stream, Array)):
            continue
        is_page = thing.objgen in pages
        if is_page or isinstance(thing, Stream) or SUSPECT.search(thing.unparse(resolved=True)):
            for part in _parts(thing):
                if part.get("/Subtype") == "/Redact":
                    return "redaction", found
                _clean_part(part, is_page and part.is_indirect, found)
    for page in pdf.pages:
        clean_page(page.obj)
    return "", found


def _clean_root(pdf: Pdf, found: set[str]) -> None:
    for key in set(pdf.trailer.keys()) - TRAILER:
        del pdf.trailer[key]
        found |= {OF_TRAILER[key]} if key in OF_TRAILER else set()
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        keep(names, {"/Dests"}, found, {"/EmbeddedFiles": "attachments", "/JavaScript": "scripts"})
    keep(root, CATALOG, found, OF_CATALOG)
    if root.get("/PageMode") == "/UseAttachments":
        del root.PageMode
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary):
        keep(form, FORM, found, {"/SigFlags": "signature", "/XFA": "scripts"})


def _parts(thing: Object) -> Iterator[Any]:
    """The dictionaries and streams of an object, without those that it only names."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        values: Iterable[Any] = ()
        if isinstance(part, (Dictionary, Stream)):
            yield part
            values = [part[key] for key in set(part.keys())]
        elif isinstance(part, Array):
            values = list(part)
        waiting += [
            value for value in values if isinstance(value, (Dictionary, Array)) and not value.is_indirect
        ]


def _clean_part(part: Any, is_page: bool, found: set[str]) -> None:
    kind = str(part.get("/Type", ""))
    if is_page or kind == "/Page":
        keep(part, PAGE, found, OF_PAGE)
    elif kind == "/Pages":
        keep(part, PAGES, found)
    elif kind in ("/Filespec", "/EmbeddedFile") or "/EF" in part:
        empty(part, found, "attachments")
    elif kind in ("/Sig", "/DocTimeStamp") or "/ByteRange" in part:
        empty(part, found, "signature")
    elif kind == "/Metadata" and isinstance(part, Stream):
        empty(part, found, "xmp")
    elif kind == "/OCG":
        keep(part, {"/Type", "/Name", "/Intent", "/Usage"}, found)
        if isinstance(part.get("/Usage"), Dictionary):
            keep(part.Usage, {"/View", "/Print", "/Export", "/Zoom", "/Language", "/PageElement"}, found)
    elif is_action(part):
        clean_action(part, found)
    elif isinstance(part.get("/Subtype"), Name) and "/Rect" in part:
        clean_note(part, found)
    _clean_keys(part, found)
    if isinstance(part, Stream):
        found |= clean_stream(part)


def _clean_keys(part: Any, found: set[str]) -> None:
    for key in TELLING.keys() & part.keys():
        del part[key]
        found.add(TELLING[key])
    if isinstance(inner := part.get("/Metadata"), Stream) and str(inner.get("/Subtype", "/XML")) == "/XML":
        del part.Metadata
        found.add("xmp")
    if "/FT" in part or "/Kids" in part:  # a field of a form, whether or not it is on a page itself
        for key in {"/AA", "/Lock", "/SV"} & set(part.keys()):
            del part[key]
            found.add("actions")
    if part.get("/FT") == "/Sig" and "/V" in part:
        del part.V
        found.add("signature")
    external = {"/F", "/FFilter", "/FDecodeParms", "/Ref"} if isinstance(part, Stream) else set()
    for key in external & set(part.keys()):
        del part[key]
        found.add("links")
