"""Taking things out of a dictionary of a PDF, and saying which kinds they were."""

from pikepdf import Object, Stream


def keep(part: Object, keys: set[str], found: set[str], kinds: dict[str, str] | None = None) -> None:
    """Takes every other key out; `kinds` names those that are known."""
    for key in set(part.keys()) - keys:
        del part[key]
        found.add((kinds or {}).get(key, "other"))


def empty(part: Object, found: set[str], kind: str) -> None:
    """Leaves nothing: whatever still leads to it finds an empty thing."""
    if isinstance(part, Stream):
        part.write(b"")
    for key in set(part.keys()) - {"/Length"}:
        del part[key]
    found.add(kind)
