"""The parameter `fallback`: what a language has, and what only the default language has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet

from cms.api.parameters import flag
from cms.api.problems import ProblemError

AnyQuerySet = TypeVar("AnyQuerySet", bound="QuerySet[Any]")
FALLBACK = replace(flag(), takes="1, beside one locale: what it lacks comes in the default language").meaning(
    "Fills the gaps of a language; `language` says of each item what it is in."
)


def first_language(asked: Mapping[str, Any]) -> str | None:
    """The language whose gaps are to be filled; None where nobody asks for that. Raises ProblemError."""
    if "fallback" not in asked:
        return None
    codes: list[str] = asked.get("locale", [])
    if len(codes) != 1:
        detail = "fallback needs one locale: the language that is wanted first."
        raise ProblemError("bad-value", detail, "fallback")
    return codes[0]


def in_language_or_default(pages: AnyQuerySet, code: str) -> AnyQuerySet:
    """Pages, or their cards, of a language, and those of the default one that are not translated into it."""
    own = pages.filter(locale__language_code=code)
    others = pages.filter(locale__language_code=settings.LANGUAGE_CODE)
    missing = others.exclude(translation_key__in=own.values("translation_key"))
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=missing.values("pk")))
