"""The child process: looks for faces in a picture on its standard input, and says where, in lines of JSON.

A line for each detector, as soon as it is done: [[left, top, width, height], ...] in parts of the picture's
width and height, between 0 and 1. The detectors ship inside OpenCV; they find many faces, never all, and now
and then a thing that is none.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from cms.media.children import limit

MOST_SIDE = 1_600
MOST_FACES = 40
MOST_BYTES = 64 * 1024
# A face is at least this part of the picture's shorter side, and this many pixels.
SMALLEST_PART, SMALLEST = 0.03, 24
# From a detector's box, which ends at brows and chin, to hair, ears and beard: to each side, up, down.
MARGINS = (0.2, 0.32, 0.2)
# Two boxes that have so much of what they cover in common are of one face.
SAME = 0.3
# The file, by how much the size grows from one look to the next, how many looks must agree, whether mirrored:
# the detector of profiles knows one side alone.
DETECTORS = (
    ("haarcascade_frontalface_alt2.xml", 1.1, 3, False),
    ("haarcascade_profileface.xml", 1.15, 5, False),
    ("haarcascade_profileface.xml", 1.15, 5, True),
)

Box = tuple[float, float, float, float]


def found(file: BinaryIO) -> Iterator[list[Box]]:
    """What each detector found that none before it had. Raises what the libraries raise."""
    from PIL import Image as Pillow  # under the limits, as all that reads the picture

    picture = Pillow.open(file)
    picture.draft("L", (MOST_SIDE, MOST_SIDE))
    grey = picture.convert("L")
    grey.thumbnail((MOST_SIDE, MOST_SIDE), reducing_gap=2)
    known: list[Box] = []
    for boxes in _looks(grey):
        new = [box for box in boxes if not any(_is_same(box, other) for other in known)]
        new = new[: MOST_FACES - len(known)]
        known += new
        yield [_with_margins(box, *grey.size) for box in new]


def _looks(grey: Any) -> Iterator[list[Box]]:
    import cv2
    import numpy
    from cv2 import data

    cv2.setNumThreads(1)
    pixels = cv2.equalizeHist(numpy.asarray(grey))
    side = max(SMALLEST, int(min(grey.size) * SMALLEST_PART))
    for name, growth, looks, is_mirrored in DETECTORS:
        detector = cv2.CascadeClassifier(os.path.join(data.haarcascades, name))
        image = cv2.flip(pixels, 1) if is_mirrored else pixels
        boxes = [
            tuple(map(float, box))
            for box in detector.detectMultiScale(image, growth, looks, minSize=(side, side))
        ]
        yield [(grey.width - x - width, y, width, height) if is_mirrored else (x, y, width, height)
               for x, y, width, height in boxes]  # fmt: skip


def _is_same(one: Box, other: Box) -> bool:
    """A small box within a large one is not: the large one may be a mistake."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    shared = max(0, width) * max(0, height)
    return shared > SAME * (one[2] * one[3] + other[2] * other[3] - shared)


def _with_margins(box: Box, width: int, height: int) -> Box:
    aside, above, below = MARGINS
    left, top = max(0, box[0] - aside * box[2]), max(0, box[1] - above * box[3])
    right, bottom = min(width, box[0] + (1 + aside) * box[2]), min(height, box[1] + (1 + below) * box[3])
    return (left / width, top / height, (right - left) / width, (bottom - top) / height)


def main(seconds: str, megabytes: str) -> None:
    limit(int(seconds), int(megabytes), MOST_BYTES)
    # Each thread of these libraries takes memory before it does anything.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for boxes in found(sys.stdin.buffer):
        sys.stdout.write(json.dumps(boxes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
