"""An export of a gigabyte: large posts and many small ones."""

import random
from pathlib import Path

from tests.bench_search.words import drawn
from tests.wordpress import exports

LARGE, SMALL = 6_000_000, 4_000
SMALL_FOR_A_LARGE = 500
# Of the posts, those of the last days are asked for with --since.
SINCE = "2025-01-01"
TAKEN = 40


def write(path: Path, size: int) -> int:
    """Writes an export of so many bytes; gives how many posts it has."""
    chance = random.Random(size)  # the same each time
    paragraph = f"<p>{' '.join(drawn('en', 300, chance))}</p>\n\n"
    number = 0
    with path.open("w") as file:
        file.write(exports.HEAD.format(encoding="UTF-8"))
        file.write(exports.author("admin", "admin"))
        while file.tell() < size:
            number += 1
            length = SMALL if number % SMALL_FOR_A_LARGE else LARGE
            text = paragraph * (length // len(paragraph) + 1)
            day = "2025-06-01" if number <= TAKEN else f"{2010 + number % 14}-03-01"
            file.write(
                exports.item(
                    number,
                    f"Post {number}",
                    text,
                    post_date=f"{day} 10:00:00",
                    post_date_gmt=f"{day} 02:00:00",
                )
            )
        file.write(exports.END)
    return number
