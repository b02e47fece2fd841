"""When something happened on the old site."""

import datetime

from django.utils.dateparse import parse_datetime

# After the last one there may be no such hour in another zone.
FIRST_YEAR, LAST_YEAR = 1900, 9998


def moment(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """A moment; None for WordPress's dates of zeros and for others that there are not."""
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        return None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found.replace(tzinfo=zone)
