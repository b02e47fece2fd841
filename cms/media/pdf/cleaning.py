"""Has a PDF cleaned by a child with limits; what cannot be cleaned is refused."""

import json
from os import SEEK_END
from typing import IO

from cms.media.children import said_by
from cms.media.formats import signs
from cms.media.pdf.scrubbing import MOST_PAGES
from cms.media.refusals import MEGABYTE, RefusedError

SECONDS = 18
MEGABYTES = 300
SIGN = b"%PDF-"
LARGEST = 20 * MEGABYTE
MOST = {"pdf_pages": MOST_PAGES}


def cleaned_pdf(file: IO[bytes]) -> tuple[bytes, set[str]]:
    """The file without what it tells or does, and the kinds of what was taken out. Raises RefusedError."""
    file.seek(0)
    if SIGN not in file.read(signs.LENGTH):
        raise RefusedError("no_pdf")
    if file.seek(0, SEEK_END) > LARGEST:
        raise RefusedError("pdf_size", most=LARGEST // MEGABYTE)
    arguments = (str(SECONDS), str(MEGABYTES))
    with said_by("cms.media.pdf.scrubbing", arguments, file, SECONDS) as (said, is_late):
        line, content = said.readline(), said.read()
    if not line:
        raise RefusedError("pdf_time" if is_late else "pdf_stopped")
    answer = json.loads(line)
    if answer["problem"]:
        code = f"pdf_{answer['problem']}"
        raise RefusedError(code, **({"most": MOST[code]} if code in MOST else {}))
    if len(content) < answer["size"]:
        raise RefusedError("pdf_stopped")
    return content, set(answer["found"])
