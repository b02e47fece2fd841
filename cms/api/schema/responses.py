"""The answers of an action as OpenAPI describes them."""

from collections.abc import Mapping
from typing import Any

from cms.api.problems import CONTENT_TYPE, KINDS
from cms.api.schema.answers import Answer

# Kinds that any call may give.
EVERYWHERE = ("bad-request", "unknown-parameter", "bad-value", "too-many-requests")
# Kinds that those give which take something.
TAKING = ("too-large", "not-json")
HEADERS = {
    "ETag": "Names these bytes: send it back as If-None-Match.",
    "Last-Modified": "When the answer last changed: send it back as If-Modified-Since.",
    "Cache-Control": "How long caches may keep the answer.",
    "Location": "The address that it leads to.",
    "Retry-After": "In how many seconds to ask again.",
}
KEPT = ("ETag", "Last-Modified", "Cache-Control")


def headers() -> dict[str, Any]:
    """The components of the headers."""
    return {
        name: {"description": words, "schema": {"type": "integer" if name == "Retry-After" else "string"}}
        for name, words in HEADERS.items()
    }


def responses(answer: Answer, given: Mapping[str, Any], *, has_id: bool) -> dict[str, Any]:
    """All answers of an action by their status; `given` is the schema of what it gives, and an example."""
    kept = _headers(*KEPT) if answer.may_be_kept else {}
    found: dict[str, Any] = {
        str(answer.status): {
            "description": _success(answer),
            **kept,
            "content": {answer.media_type: given},
        }
    }
    if answer.is_redirect:
        found["302"] = {"description": "Leads to what was asked for.", **_headers("Location")}
    if answer.may_be_kept:
        found["304"] = {"description": "Nothing has changed since.", **kept}
    kinds = [
        *EVERYWHERE,
        *(TAKING if answer.takes else ()),
        *answer.problems,
        *(["not-found"] if has_id else []),
    ]
    return {**found, **_problems(kinds), "default": _problem("Another problem.")}


def _success(answer: Answer) -> str:
    if answer.takes:
        return "Taken."
    return (
        "What an address holds to which the redirect leads." if answer.is_redirect else "What was asked for."
    )


def _problems(kinds: list[str]) -> dict[str, Any]:
    by_status: dict[int, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(KINDS[kind].status, []).append(kind)
    return {
        str(status): _problem("; ".join(f"{KINDS[kind].title} (`{kind}`)" for kind in some) + ".", status)
        for status, some in sorted(by_status.items())
    }


def _problem(words: str, status: int = 0) -> dict[str, Any]:
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    waits = _headers("Retry-After") if status == 429 else {}
    return {"description": words, **waits, "content": content}


def _headers(*names: str) -> dict[str, Any]:
    return {"headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names}}
