"""What lies upon the pages of a PDF and what it does when somebody clicks: links stay, remarks go."""

import re
from typing import Any

from pikepdf import Array, Dictionary, Name

from cms.media.pdf.removing import empty, keep

# An ordinary link, and a place in the file itself.
LINKS = {"/URI": {"/Type", "/S", "/URI", "/IsMap"}, "/GoTo": {"/Type", "/S", "/D", "/SD"}}
SAFE_ADDRESS = re.compile(rb"(https?://|mailto:|tel:)[^\x00-\x20]+\Z", re.IGNORECASE)
SCRIPTS = {"/JavaScript", "/Rendition", "/RichMediaExecute"}
ACTIONS = SCRIPTS | {
    *("/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/GoToDp", "/Thread"),
    *("/Sound", "/Movie", "/Hide", "/Named", "/SetOCGState", "/Trans", "/GoTo3DView", "/URI", "/GoTo"),
}
ATTACHED = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Projection"}
# What one sees only after a click: remarks that somebody wrote for somebody else.
NOTES = {"/Text", "/Popup", "/TrapNet", "/PrinterMark"}
SPOKEN = {"/Link", "/FreeText", "/Widget", "/Stamp"}
MARKS = {"/M", "/CreationDate", "/NM", "/RC", "/Subj", "/IRT", "/RT", "/State", "/StateModel", "/ExData"}
REMARKS = MARKS | {"/Popup", "/T", "/AA", "/AF", "/PA"}


def is_action(part: Any) -> bool:
    """Whether it is something that a reader does. Other things have an /S too, with other names."""
    return str(part.get("/S", "")) in ACTIONS or ("/JS" in part and isinstance(part.get("/S"), Name))


def clean_action(action: Any, found: set[str]) -> None:
    """Leaves an ordinary link, and nothing of any other action."""
    does = str(action.S)
    if does in LINKS and (does == "/GoTo" or SAFE_ADDRESS.match(_bytes(action.get("/URI")))):
        keep(action, LINKS[does], found, {"/Next": "actions"})
    else:
        empty(action, found, "scripts" if does in SCRIPTS or "/JS" in action else "actions")


def _bytes(value: Any) -> bytes:
    try:
        return bytes(value)
    except (TypeError, ValueError):
        return b""


def clean_note(note: Any, found: set[str]) -> None:
    """Leaves what one sees on the page and hears read, not who put it there; nothing of what is hidden."""
    subtype = str(note.Subtype)
    if subtype in ATTACHED | NOTES:
        empty(note, found, "attachments" if subtype in ATTACHED else "notes")
        return
    gone = (MARKS | {"/AA", "/AF", "/PA"}) if subtype == "/Widget" else REMARKS
    gone = gone if subtype in SPOKEN else gone | {"/Contents"}
    for key in gone & set(note.keys()):
        del note[key]
        found.add("notes")
    if isinstance(action := note.get("/A"), Dictionary) and is_action(action):
        clean_action(action, found)


def clean_page(page: Any) -> None:
    """Takes what became empty off the page."""
    notes = page.get("/Annots")
    if isinstance(notes, Array):
        kept = [note for note in notes if isinstance(note, Dictionary) and len(note.keys())]
        for note in kept:
            if isinstance(note.get("/A"), Dictionary) and not len(note.A.keys()):
                del note.A
        if len(kept) < len(notes):
            page.Annots = Array(kept)
