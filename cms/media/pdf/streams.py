"""Pictures and colours inside a PDF: nothing of how they look changes."""

from typing import Any

from pikepdf import Array, Name, PdfError, Stream, StreamDecodeLevel

from cms.media.formats import MalformedError, icc, jp2, jpeg

CLEANERS = {"/DCTDecode": jpeg.clean, "/JPXDecode": jp2.clean}
# A colour profile has no name of its own.
PROFILE = {"/N", "/Length", "/Filter", "/DecodeParms", "/Alternate", "/Range"}


def clean_stream(stream: Stream) -> set[str]:
    """Takes out what a camera or a screen wrote into a stream; gives the kinds of it."""
    filters = _filters(stream)
    if filters and filters[-1] in CLEANERS:
        return _clean_picture(stream, filters)
    if "/N" in stream and set(stream.keys()) <= PROFILE:
        return _clean_profile(stream)
    return set()


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    return [str(each) for each in named] if isinstance(named, Array) else [str(named)] if named else []


def _clean_picture(stream: Any, filters: list[str]) -> set[str]:
    """Raises ValueError where it cannot be told what the picture holds."""
    is_packed = len(filters) > 1
    content = stream.read_bytes(StreamDecodeLevel.generalized) if is_packed else stream.read_raw_bytes()
    clean, found = CLEANERS[filters[-1]](content)
    if found:
        parameters = stream.get("/DecodeParms")
        own = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
        stream.write(clean, filter=Name(filters[-1]), decode_parms=None if is_packed and own is None else own)
    return {"pictures"} if found - {jpeg.NO_END} else set()


def _clean_profile(stream: Any) -> set[str]:
    if int(stream.get("/Length", 0)) > icc.MOST_BYTES:
        return set()
    try:
        profile = stream.read_bytes()
        clean = icc.clean(profile)
    except (MalformedError, PdfError):
        return set()
    if clean == profile:
        return set()
    stream.write(clean)
    return {"profile"}
