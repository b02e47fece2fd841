"""Reads the head of a page as programs do."""

import json

from bs4 import BeautifulSoup


def head(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").head


def meta(found: BeautifulSoup) -> dict[str, str]:
    """The <meta> of a head, by name or property."""
    tags = found.find_all("meta", content=True)
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in tags}


def links(found: BeautifulSoup, rel: str) -> list[str]:
    return [link["href"] for link in found.find_all("link", rel=rel)]


def things(found: BeautifulSoup) -> dict[str, dict]:
    """The structured data of a head, by type; there is one <script> and none that runs."""
    (script,) = found.find_all("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}
