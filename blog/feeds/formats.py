"""How a feed is written: Atom and JSON Feed.

Sources: https://www.rfc-editor.org/rfc/rfc4287 and https://www.jsonfeed.org/version/1.1/.
"""

import datetime
import json
import re
import uuid
from io import StringIO
from typing import IO, Any

from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

# What XML 1.0 cannot hold, and a text that was pasted sometimes does.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stable_id(thing: Any, code: str, kind: str = "") -> str:
    """An id that outlives a move, another slug, another domain and another database.

    Made of the key that a thing shares with its translations, and of the language.
    """
    return uuid.uuid5(thing.translation_key, f"{code} {kind}").urn


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)


class _Dated:
    """A feed that is as old as its newest entry; an empty one says the day of its news."""

    feed: dict[str, Any]
    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime.datetime:
        dates = [item["updateddate"] for item in self.items]
        found: datetime.datetime = max(dates, default=self.feed["since"])
        return found


class AtomFeed(_Dated, Atom1Feed):
    """Atom 1.0, with the whole text and the language of each entry."""

    content_type = "application/atom+xml; charset=utf-8"

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        # The summary is written as HTML, so a plain one is escaped.
        super().add_item_elements(handler, {**item, "description": escape(item["description"]) or None})
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JSONFeed(_Dated, SyndicationFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        feed = self.feed
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["subtitle"],
            "icon": feed["icon"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": feed["author_link"]}],
            "items": [self._entry(item) for item in self.items],
        }
        json.dump({name: value for name, value in data.items() if value != ""}, outfile, ensure_ascii=False)

    def _entry(self, item: dict[str, Any]) -> dict[str, Any]:
        entry = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "image": item["image"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
            "language": item["language"],
        }
        if name := item["author_name"]:
            entry["authors"] = [{"name": name, "url": item["author_link"]}]
        return {name: value for name, value in entry.items() if value}


FORMATS: dict[str, type[AtomFeed] | type[JSONFeed]] = {"atom": AtomFeed, "json": JSONFeed}


def written(feed: SyndicationFeed) -> bytes:
    """A feed as it goes over the wire, in UTF-8."""
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue().encode()
