"""The child process: writes a PDF anew, without what it tells about people or does by itself.

Says {"problem": "", "found": ["properties", ...], "size": 4711} in one line, and after it the file. The
problem is empty, or password, damaged, stopped, pages or redaction.
"""

import io
import json
import sys
from typing import BinaryIO

from cms.media.children import limit

NOTHING = io.BytesIO()
MOST_PAGES = 2_000
MOST_BYTES = 64 * 1024 * 1024


def scrub(file: BinaryIO) -> tuple[str, set[str], io.BytesIO]:
    """The problem, the kinds of what was taken out, and the file without it."""
    import pikepdf  # under the limits

    from cms.media.pdf.parts import clean_parts

    try:
        pdf = pikepdf.open(file)
        problem, found = clean_parts(pdf, MOST_PAGES)
        if problem:
            return problem, found, NOTHING
        # Where the table of objects was lost, so was this, and the writer does not add it.
        pdf.trailer.Size = len(pdf.objects) + 1
        clean = io.BytesIO()
        pdf.save(
            clean,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
        if len(pikepdf.open(clean).pages) != len(pdf.pages):
            return "damaged", set(), NOTHING
    except pikepdf.PasswordError:
        return "password", set(), NOTHING
    # What a hostile file does to a library is known only when it is done.
    except (pikepdf.PdfError, ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError):
        return "damaged", set(), NOTHING
    return "", found, clean


def main(seconds: str, megabytes: str) -> None:
    limit(int(seconds), int(megabytes), MOST_BYTES)
    try:
        problem, found, clean = scrub(sys.stdin.buffer)
    except (MemoryError, RecursionError):
        problem, found, clean = "stopped", set(), NOTHING
    size = clean.getbuffer().nbytes
    line = json.dumps({"problem": problem, "found": sorted(found), "size": size})
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.write(clean.getbuffer())


if __name__ == "__main__":
    main(*sys.argv[1:])
