"""Examples of calls: a file for each operation, beside the module of its resource.

`make api-examples` writes what stands in them anew, from the sample site; a test holds them to the schema.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Example:
    """A value for each parameter, those that were asked with, what was sent, and the answer."""

    parameters: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: Any = None
    answer: Any = None


def file_of(viewset: type, operation: str) -> Path:
    """Where the example of an operation stands."""
    module = Path(str(sys.modules[viewset.__module__].__file__))
    return module.parent / "examples" / f"{operation}.json"


def example_of(viewset: type, operation: str) -> Example:
    """The example of an operation; an empty one where there is no file."""
    file = file_of(viewset, operation)
    return Example(**json.loads(file.read_text())) if file.exists() else Example()
