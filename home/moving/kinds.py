"""What of the front door goes along when the site moves."""

from typing import Any

from django.db.models import Q

from cms.moving import Kind, leave, register

LONGEST_NAME = 500


def _parent(facts: Any) -> dict[str, int]:
    """The number of the page there to which a file belonged: its address leads to that page."""
    parent = facts.get("parent") if isinstance(facts, dict) else None
    return {"parent": parent} if type(parent) is int and parent > 0 else {}


def _missing_files(unresolved: Any) -> list[list[str]]:
    """The files that a text names and that never came: their addresses lead to the page of the text."""
    return [part for part in unresolved if _is_file(part)] if isinstance(unresolved, list) else []


def _is_file(part: Any) -> bool:
    is_pair = isinstance(part, list) and len(part) == 2 and all(isinstance(word, str) for word in part)
    return is_pair and part[0] == "file" and 0 < len(part[1]) <= LONGEST_NAME


register(
    Kind("navigation", "home.Navigation"),
    Kind("site_settings", "home.SiteSettings"),
    # What old addresses lead on by; all else that an import remembers stays.
    Kind(
        "old_addresses",
        "wordpress.ImportedItem",
        without=("notes", "digest", "written", "run"),
        wanted=lambda rows: rows.filter(
            Q(object_id__isnull=False)
            | Q(kind__in=["tag", "author"])
            | Q(kind="attachment", outcome__in=["missing", "refused"])
        ),
        narrowed={"facts": _parent, "unresolved": _missing_files},
    ),
)
leave(
    "the records of an import from WordPress",
    *("wordpress.ImportRun", "wordpress.UnplacedPart"),
)
leave("which things came with the sample: clear_sample no longer knows them", "home.SampleItem")
