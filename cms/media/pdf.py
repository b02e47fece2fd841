"""What can be read out of a PDF."""

from typing import IO

import pypdfium2


def count_pages(file: IO[bytes]) -> int | None:
    """The number of pages, or None for a file that no reader could open."""
    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError:
        return None
    try:
        return len(document)
    finally:
        document.close()
