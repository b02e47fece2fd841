"""What an action of a resource gives, for the schema: where it is neither its list nor its detail."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What one action gives.

    `shape` is the type of its JSON, None for that of the resource's detail. `operation` names it where the
    name that its resource makes would read badly; `problems` are the kinds that only some actions have.
    `takes` is the type of the JSON that is sent, None where nothing is.
    """

    shape: Any = None
    operation: str = ""
    media_type: str = "application/json"
    takes: Any = None
    status: int = 200
    # It leads to an address whose answer has the shape.
    is_redirect: bool = False
    # Caches may keep it: it has an ETag, and 304 for who has it already.
    may_be_kept: bool = True
    problems: tuple[str, ...] = ()
