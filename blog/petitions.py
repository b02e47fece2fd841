"""Which posts are petitions, and what lists show of them."""

from itertools import islice
from typing import TypedDict

from wagtail.blocks import StreamValue

from blog.blocks import PetitionBlock, iso
from cms.blocks.text import HeadingBlock

# A petition opens with its petition, or with one block that introduces it; further down a post, such as a
# look back at a year, only mentions one. Headings only announce what follows.
FIRST_BLOCKS = 2


class PetitionSummary(TypedDict):
    """To whom, since when, and where it stands; dates as ISO 8601."""

    addressee: str
    state: str
    date_sent: str | None
    reply_date: str | None


def opening_petition(body: StreamValue) -> PetitionSummary | None:
    """The petition that a body opens with, or None where the post is none."""
    blocks = (child for child in body if not isinstance(child.block, HeadingBlock))
    for child in islice(blocks, FIRST_BLOCKS):
        if isinstance(child.block, PetitionBlock):
            value = child.value
            return PetitionSummary(
                addressee=value.get("addressee") or "",
                state=value.get("state") or "",
                date_sent=iso(value.get("date_sent")),
                reply_date=iso(value.get("reply_date")),
            )
    return None
