"""Who takes which element."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from home.wordpress.bodies.trees import Node
    from home.wordpress.bodies.walking import Walk

Handler = Callable[["Walk", "Node"], None]
HANDLERS: dict[str, Handler] = {}
AnyHandler = TypeVar("AnyHandler", bound=Handler)


def handles(names: str) -> Callable[[AnyHandler], AnyHandler]:
    """Tells which elements a function takes, in one string."""

    def register(handler: AnyHandler) -> AnyHandler:
        HANDLERS.update(dict.fromkeys(names.split(), handler))
        return handler

    return register


def handler_of(name: str) -> Handler | None:
    """Who takes an element of that name; None where it stands in a line of words."""
    if found := HANDLERS.get(name):
        return found
    if name.startswith(("wp:", "[]")):
        return HANDLERS["wp:" if name[0] == "w" else "[]"]
    return None
