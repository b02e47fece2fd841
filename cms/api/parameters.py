"""What a caller may ask. Every parameter of the API is read and refused here, and nowhere else."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from wagtail.api.v2.utils import BadRequestError

MOST_VALUES = 20
LONGEST_VALUE = 2000
LONGEST_ECHO = 60
HIGHEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Parameter:
    """One parameter: what it takes, in words, and how a value is read.

    `read` raises ValueError for a value that makes no sense. `several`: values that are repeated
    or stand between commas are OR, and come as a list.
    """

    takes: str
    read: Callable[[str], Any]
    several: bool = False


def whole_number(low: int, high: int) -> Parameter:
    """A number in plain digits."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= len(str(high))):
            raise ValueError
        if not low <= int(value) <= high:
            raise ValueError
        return int(value)

    return Parameter(f"a whole number from {low} to {high}", read)


def one_of(choices: Collection[str]) -> Parameter:
    """One of a few words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError
        return value

    return Parameter(f"one of {', '.join(choices)}", read)


def text(takes: str, longest: int = LONGEST_VALUE) -> Parameter:
    """Words that are checked where they are used."""

    def read(value: str) -> str:
        if not value.strip() or len(value) > longest:
            raise ValueError
        return value

    return Parameter(takes, read)


def several(parameter: Parameter) -> Parameter:
    """The same parameter, for any of several values."""
    takes = f"{parameter.takes}; several may be given"
    return Parameter(takes, parameter.read, several=True)


def language() -> Parameter:
    """The code of a language that the site knows, such as zh-hant."""
    return one_of([code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES])


ID = whole_number(1, HIGHEST_ID)


def read_parameters(query: QueryDict, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The values that were asked for, by name. Raises BadRequestError for anything else."""
    if unknown := [_echo(name) for name in query if name not in known]:
        raise BadRequestError(
            f"There is no parameter {', '.join(unknown[:MOST_VALUES])} here. There are: {', '.join(known)}."
        )
    return {
        name: _read(name, [str(value) for value in values], known[name]) for name, values in query.lists()
    }


def _read(name: str, values: list[str], parameter: Parameter) -> Any:
    if parameter.several:
        values = [part for value in values for part in value.split(",")]
        if len(values) > MOST_VALUES:
            raise BadRequestError(f"{name} takes at most {MOST_VALUES} values.")
    elif len(values) > 1:
        raise BadRequestError(f"{name} may be given only once.")
    read = [_read_one(name, value, parameter) for value in values]
    return read if parameter.several else read[0]


def _read_one(name: str, value: str, parameter: Parameter) -> Any:
    if "\x00" in value or len(value) > LONGEST_VALUE:
        raise refused(name, value, parameter.takes)
    try:
        return parameter.read(value)
    except ValueError:
        raise refused(name, value, parameter.takes) from None


def refused(name: str, value: str, takes: str) -> BadRequestError:
    """The error that names a parameter, the value and what is allowed."""
    return BadRequestError(f"{name} takes {takes}; it cannot be {_echo(value)}.")


def _echo(value: str) -> str:
    """What the caller wrote, short and in quotes, with what nobody sees made visible."""
    return repr(value if len(value) <= LONGEST_ECHO else value[:LONGEST_ECHO] + "…")
