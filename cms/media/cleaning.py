"""The one way of a file into the storage: what it tells about people is taken out, or it is refused."""

import secrets
from collections.abc import Callable, Iterable
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile as DjangoUpload

from cms.media.formats import signs
from cms.media.pdf.cleaning import cleaned_pdf
from cms.media.pictures import cleaned_picture


class CleanFile(ContentFile):
    """A file that went through cleaning, under a name that tells nothing.

    `found` are the kinds of what was taken out; `color` is that of a picture, empty where one can see
    through it; `is_covered` says that nobody in a picture can be recognised, since covers were burned in.
    """

    def __init__(
        self,
        content: bytes,
        extension: str,
        found: Iterable[str],
        color: str = "",
        *,
        is_covered: bool = False,
    ) -> None:
        self.found, self.color, self.is_covered = frozenset(found), color, is_covered
        kind = "document" if extension == "pdf" else "picture"
        super().__init__(content, name=f"{kind}-{secrets.token_hex(6)}.{extension}")


def clean_picture(file: IO[bytes]) -> CleanFile:
    """The same picture, upright, without anything beside its pixels and their colours.

    Takes JPEG, PNG, WebP, AVIF, GIF and HEIC, told by their content. Raises RefusedError for others, for
    what is too large and for what is damaged.
    """

    def cleaned() -> CleanFile:
        picture = cleaned_picture(file)
        return CleanFile(picture.content, picture.extension, picture.found, picture.color)

    return _once(file, cleaned)


def clean_document(file: IO[bytes]) -> CleanFile:
    """The same PDF without properties, scripts, attachments and remarks.

    Raises RefusedError for what is no PDF, needs a password, is too large or damaged.
    """

    def cleaned() -> CleanFile:
        content, found = cleaned_pdf(file)
        return CleanFile(content, "pdf", found)

    return _once(file, cleaned)


def clean(file: IO[bytes]) -> CleanFile:
    """A picture or a PDF, whichever it is. Raises RefusedError."""
    if isinstance(known := getattr(file, "clean", file), CleanFile):
        return known
    file.seek(0)
    is_pdf = b"%PDF-" in file.read(signs.LENGTH)
    return clean_document(file) if is_pdf else clean_picture(file)


def _once(file: IO[bytes], cleaned: Callable[[], CleanFile]) -> CleanFile:
    """A form and what it saves ask for the same file; an upload in a request is cleaned once."""
    if isinstance(known := getattr(file, "clean", file), CleanFile):
        return known
    clean_file = cleaned()
    if isinstance(file, DjangoUpload):
        file.clean = clean_file  # type: ignore[attr-defined]  # it lives as long as the request
    return clean_file
