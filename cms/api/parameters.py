"""What a caller may ask. Every parameter of the API is read and refused here, and nowhere else."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import QueryDict

from cms.api.problems import ProblemError

MOST_VALUES = 20
LONGEST_VALUE = 2000
LONGEST_ECHO = 60
HIGHEST_ID = 2**63 - 1
TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}


@dataclass(frozen=True)
class Parameter:
    """One parameter: what it takes, in words and as the JSON schema of one value, and how that is read.

    `read` raises ValueError for a value that makes no sense. `several`: values that are repeated
    or stand between commas are OR, and come as a list. `means` says what it does, for the documentation.
    """

    takes: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any] = field(default_factory=lambda: TEXT)
    several: bool = False
    required: bool = False
    means: str = ""

    def meaning(self, means: str) -> "Parameter":
        """The same parameter, with a sentence that says what it does."""
        return replace(self, means=means)

    @property
    def choices(self) -> list[str]:
        """The values that it takes, where they can be listed."""
        return list(self.schema.get("enum", ()))


def whole_number(low: int, high: int) -> Parameter:
    """A number in plain digits."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= len(str(high))):
            raise ValueError
        if not low <= int(value) <= high:
            raise ValueError
        return int(value)

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Parameter(f"a whole number from {low} to {high}", read, schema)


def one_of(choices: Collection[str]) -> Parameter:
    """One of a few words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError
        return value

    return Parameter(f"one of {', '.join(choices)}", read, {"type": "string", "enum": list(choices)})


def text(takes: str, longest: int = LONGEST_VALUE) -> Parameter:
    """Words that are checked where they are used."""

    def read(value: str) -> str:
        if not value.strip() or len(value) > longest:
            raise ValueError
        return value

    return Parameter(takes, read, {**TEXT, "maxLength": longest})


def day(takes: str) -> Parameter:
    """A date as 2019-11-12."""

    def read(value: str) -> datetime.date:
        found = datetime.date.fromisoformat(value)
        if value != found.isoformat():  # there are other ways to write one, such as 2019-W46-2
            raise ValueError
        return found

    return Parameter(f"{takes}, as 2019-11-12", read, {"type": "string", "format": "date"})


def flag() -> Parameter:
    """Something that is asked for by a 1, and left out otherwise."""
    return replace(one_of(["1"]), takes="1")


def several(parameter: Parameter) -> Parameter:
    """The same parameter, for any of several values."""
    return replace(parameter, takes=f"{parameter.takes}; several may be given", several=True)


def required(parameter: Parameter) -> Parameter:
    """The same parameter, without which there is no answer."""
    return replace(parameter, required=True)


def language() -> Parameter:
    """The code of a language that the site knows, such as zh-hant."""
    return one_of([code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES])


ID = whole_number(1, HIGHEST_ID)


def read_parameters(query: QueryDict, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The values that were asked for, by name. Raises ProblemError for anything else."""
    if unknown := [_echo(name) for name in query if name not in known]:
        names = ", ".join(unknown[:MOST_VALUES])
        detail = f"There is no parameter {names} here. There are: {', '.join(known)}."
        raise ProblemError("unknown-parameter", detail, unknown[0].strip("'\""), known)
    if missing := next((name for name, one in known.items() if one.required and name not in query), None):
        raise ProblemError("bad-value", f"{missing} is missing: {known[missing].takes}.", missing)
    return {
        name: _read(name, [str(value) for value in values], known[name]) for name, values in query.lists()
    }


def _read(name: str, values: list[str], parameter: Parameter) -> Any:
    if parameter.several:
        values = [part for value in values for part in value.split(",")]
        if len(values) > MOST_VALUES:
            raise ProblemError("bad-value", f"{name} takes at most {MOST_VALUES} values.", name)
    elif len(values) > 1:
        raise ProblemError("bad-value", f"{name} may be given only once.", name)
    read = [_read_one(name, value, parameter) for value in values]
    return read if parameter.several else read[0]


def _read_one(name: str, value: str, parameter: Parameter) -> Any:
    if "\x00" in value or len(value) > LONGEST_VALUE:
        raise refused(name, value, parameter.takes, parameter.choices)
    try:
        return parameter.read(value)
    except ValueError:
        raise refused(name, value, parameter.takes, parameter.choices) from None


def refused(name: str, value: str, takes: str, allowed: Collection[str] = ()) -> ProblemError:
    """The error that names a parameter, the value and what is allowed."""
    return ProblemError("bad-value", f"{name} takes {takes}; it cannot be {_echo(value)}.", name, allowed)


def refused_choice(name: str, value: str, choices: Collection[str]) -> ProblemError:
    """The same, where what is allowed depends on what there is on the site."""
    known = list(dict.fromkeys(choices))
    return refused(name, value, f"one of {', '.join(known) or 'nothing, since there is none yet'}", known)


def _echo(value: str) -> str:
    """What the caller wrote, short and in quotes, with what nobody sees made visible."""
    return repr(value if len(value) <= LONGEST_ECHO else value[:LONGEST_ECHO] + "…")
