"""The golden files hold keys and types of the API's answers, not values."""

import json
import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
NAMES = {str: "text", int: "number", float: "number", bool: "yes or no", type(None): "nothing"}


def shape(value: object) -> object:
    """Keys and types of a value; a list by its first item."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return NAMES[type(value)]


def assert_golden(name: str, value: object) -> None:
    """Compares with golden/<name>.json; UPDATE_GOLDEN=1 writes it anew, for a change that is meant."""
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(json.dumps(shape(value), indent=2) + "\n")
    expected = json.loads(path.read_text())
    assert shape(value) == expected
    assert json.dumps(shape(value)) == json.dumps(expected), "the same keys, in another order"
