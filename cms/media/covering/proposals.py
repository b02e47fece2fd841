"""Where a machine thinks that faces are. A person decides; where it fails, there are no proposals."""

import json
import math
from typing import IO

from cms.media.children import said_by

# Of the processor, and of addresses; 12 million pixels take 120 MB of memory, a PNG of that size 150, and
# less than four seconds.
SECONDS, MEGABYTES = 10, 400
# Of the clock: the first start on a busy machine reads 60 MB of libraries.
PATIENCE = 30

Box = tuple[float, float, float, float]


def faces(file: IO[bytes]) -> list[Box]:
    """Boxes of what may be faces, from left to right.

    Each is left, top, width and height in parts of the picture, between 0 and 1.
    """
    try:
        arguments = (str(SECONDS), str(MEGABYTES))
        with said_by("cms.media.covering.faces", arguments, file, PATIENCE) as (said, _is_late):
            lines = said.read().splitlines()
    except OSError:  # no process or no disk to spare
        return []
    return sorted(box for line in lines for box in _boxes(line))


def _boxes(line: bytes) -> list[Box]:
    """What one line says; of a line that was cut off, nothing."""
    try:
        found = [
            (float(x), float(y), float(width), float(height)) for x, y, width, height in json.loads(line)
        ]
    except (ValueError, TypeError):
        return []
    return [box for box in found if all(math.isfinite(part) and 0 <= part <= 1 for part in box)]
