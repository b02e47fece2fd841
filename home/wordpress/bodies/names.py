"""Sets of names."""


def names(written: str) -> frozenset[str]:
    """The names of a text, which spaces divide."""
    return frozenset(written.split())
