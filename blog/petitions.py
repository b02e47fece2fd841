"""What lists show of a post's petition."""

from typing import TypedDict

from wagtail.blocks import StreamValue

from blog.blocks import PetitionBlock, iso


class PetitionSummary(TypedDict):
    """To whom, since when, and where it stands; dates as ISO 8601."""

    addressee: str
    state: str
    date_sent: str | None
    reply_date: str | None


def first_petition(body: StreamValue) -> PetitionSummary | None:
    """The first petition of a body, or None where it holds none."""
    for child in body:
        if isinstance(child.block, PetitionBlock):
            value = child.value
            return PetitionSummary(
                addressee=value.get("addressee") or "",
                state=value.get("state") or "",
                date_sent=iso(value.get("date_sent")),
                reply_date=iso(value.get("reply_date")),
            )
    return None
