"""What stands before and behind the names in an address of WordPress. Pure text."""

import re

# No post may be called so there.
FEEDS = frozenset({"feed", "rdf", "rss", "rss2", "atom"})
# Other forms of a page, which it has no address for here.
FORMS = frozenset({"trackback", "amp", "embed"})
COMMENTS = re.compile(r"comment-page-\d{1,6}")
NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
PART_OF_DATE = re.compile(r"\d{1,2}", re.ASCII)


def without_beginning(inner: list[str]) -> list[str]:
    """The names of an address, without the number or the day that stood before them."""
    if len(inner) > 1 and YEAR.fullmatch(inner[0]):
        rest = inner[1:]
        for _month_or_day in range(2):
            rest = rest[1:] if len(rest) > 1 and PART_OF_DATE.fullmatch(rest[0]) else rest
        return rest
    return inner[1:] if len(inner) > 1 and NUMBER.fullmatch(inner[0]) else inner


def without_ends(parts: list[str]) -> tuple[list[str], int, bool]:
    """The parts without what asks for another form; which page of a list is meant, and whether its feed."""
    page, is_feed = 1, False
    while parts:
        if len(parts) > 1 and parts[-2] == "page" and NUMBER.fullmatch(parts[-1]):
            parts, page = parts[:-2], int(parts[-1][:6])
        elif parts[-1] in FEEDS:
            parts, is_feed = parts[:-1], True
        elif len(parts) > 1 and (parts[-1] in FORMS or COMMENTS.fullmatch(parts[-1])):
            parts = parts[:-1]
        else:
            break
    return parts, page, is_feed
