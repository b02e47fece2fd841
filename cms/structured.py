"""Structured data (schema.org) for search engines, as dicts, and the one way to write it into a page.

Source: https://schema.org and https://www.w3.org/TR/json-ld11/.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cms.addresses import absolute

Thing = dict[str, Any]
# (name, absolute address) of each step from the home page to where the reader is.
Trail = Sequence[tuple[str, str]]

# What could end the <script>, or begin something, inside it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def organization(site: Mapping[str, Any]) -> Thing:
    """The union in short, as the publisher of a page."""
    found: Thing = {
        "@type": "Organization",
        "@id": absolute("/#organization"),
        "name": site["name"],
        "url": absolute("/"),
    }
    if logo := site["logo"]:
        found["logo"] = {
            "@type": "ImageObject",
            "url": absolute(logo["src"]),
            "width": logo["width"],
            "height": logo["height"],
        }
    return found


def whole_organization(site: Mapping[str, Any]) -> Thing:
    """The union with its profiles and contact, as its home page tells it."""
    contact = site["contact"]
    facts = {
        "sameAs": [profile["url"] for profile in site["profiles"]],
        "email": contact["email"],
        "telephone": contact["phone"],
    }
    return {**organization(site), **{name: value for name, value in facts.items() if value}}


def website(name: str, url: str, language: str, search_url: str) -> Thing:
    """The site in one language, with its search; addresses absolute."""
    return {
        "@type": "WebSite",
        "@id": f"{url}#website",
        "name": name,
        "url": url,
        "inLanguage": language,
        "publisher": {"@id": absolute("/#organization")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search_url}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(trail: Trail) -> Thing:
    """The way from the home page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, start=1)
        ],
    }


def written(things: Iterable[Thing]) -> SafeString | None:
    """The things as JSON-LD that may stand inside <script type="application/ld+json">; None for none."""
    found = list(things)
    if not found:
        return None
    data = {"@context": "https://schema.org", "@graph": found}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308  # escaped above
