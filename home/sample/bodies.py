"""Turns the body items of the TOML files into StreamField values, as Wagtail stores them."""

import re
from dataclasses import dataclass
from typing import Any

from home.sample.entries import Body
from home.sample.registry import Registry
from home.sample.rich_text import rich_text
from home.sample.tasks import stable_uuid

Item = dict[str, Any]
# 402, 1,500, HK$1,200, 1,500港元, 12 %
NUMBER = re.compile(r"(HK\$|US\$|\$)?\s?\d[\d,.]*\s?(%|港元|元)?")


def body_value(items: Body, owner: str, locale: str, registry: Registry) -> list[Item]:
    """The raw value of a StreamField. An item that says nothing without what is gone is left out.

    `owner` is the key of the page: the ids of blocks come from it and stay the same.
    """
    made = []
    for position, item in enumerate(items):
        place = f"{owner}/{position}"
        kind = item["type"]
        value = getattr(ItemValue(item, place, locale, registry), kind)()
        if not _is_lost(kind, value):
            made.append({"type": kind, "value": value, "id": str(stable_uuid(place))})
    return made


def listed(values: list[Any], place: str) -> list[Item]:
    """The items of a ListBlock or StreamBlock of one type, each with its id."""
    return [
        {"type": "item", "value": value, "id": str(stable_uuid(f"{place}/{position}"))}
        for position, value in enumerate(values)
    ]


def column_type(cells: tuple[str, ...]) -> str:
    """ "number" for a column of which every cell is a number or a sum of money, else "text"."""
    return "number" if all(NUMBER.fullmatch(cell.strip()) for cell in cells) else "text"


@dataclass(frozen=True)
class ItemValue:
    """The value of one body item, by a method of the item's type."""

    item: Item
    place: str
    locale: str
    registry: Registry

    def text(self) -> Item:
        return {**self._words(), "text": rich_text(self.item["text"], self.registry)}

    def heading(self) -> Item:
        return {**self._words(), "level": "2"}

    def quotation(self) -> Item:
        return {**self._words(), "speaker": self._get("speaker")}

    def picture(self) -> Item:
        return self._picture(self.item)

    def gallery(self) -> Item:
        pictures = [self._picture(picture) for picture in self.item["pictures"]]
        present = [picture for picture in pictures if picture["picture"]]
        return {"title": self._get("title"), "pictures": listed(present, self.place)}

    def document(self) -> Item:
        return {"document": self._id("document"), "summary": ""}

    def petition(self) -> Item:
        reply_date = self.item.get("reply_date")
        return {
            "document": self._id("document"),
            "addressee": self.item["addressee"],
            "date_sent": self.item["date_sent"].isoformat(),
            "summary": self._get("summary"),
            "state": self.item["state"],
            "reply_date": reply_date.isoformat() if reply_date else None,
            "reply_document": self._id("document", "reply_document"),
            "reply_url": self._get("reply_url"),
        }

    def figures(self) -> Item:
        figures = listed(self.item["figures"], self.place)
        return {"title": self._get("title"), "figures": figures, "source": self._get("source")}

    def table(self) -> Item:
        rows = self.item["rows"]
        columns = zip(self.item["columns"], zip(*rows, strict=True), strict=True)
        return {
            "table": {
                "columns": [{"type": column_type(cells), "heading": heading} for heading, cells in columns],
                "rows": [{"values": row} for row in rows],
                "caption": self._get("caption"),
            },
            "first_column_is_header": self.item.get("first_column_is_header", True),
        }

    def embed(self) -> Item:
        return {"url": self.item["url"], "title": self.item["title"]}

    def call_to_action(self) -> Item:
        words = {name: self._get(name) for name in ("title", "text", "button", "url")}
        return {**words, "page": self._id("page")}

    def point(self) -> Item:
        words = {name: self._get(name) for name in ("title", "text")}
        return {**words, "page": self._id("page") or self._id("post")}

    def partners(self) -> Item:
        keys = self.item.get("partners", [])
        found = [self.registry.id(f"partner:{key}:{self.locale}") for key in keys]
        return {"title": self._get("title"), "partners": listed([pk for pk in found if pk], self.place)}

    def reusable_text(self) -> Item:
        return {"reusable_text": self._id("reusable_text")}

    def _get(self, name: str) -> str:
        return str(self.item.get(name, ""))

    def _id(self, kind: str, name: str = "") -> int | None:
        return self.registry.id(f"{kind}:{self._get(name or kind)}")

    def _words(self) -> Item:
        return {"language": self._get("language"), "text": self.item["text"]}

    def _picture(self, item: Item) -> Item:
        picture = self.registry.id(f"picture:{item['picture']}")
        return {"picture": picture, "caption": item.get("caption", ""), "alt": "", "decorative": False}


def _is_lost(kind: str, value: Item) -> bool:
    """Whether that is gone, without which an item says nothing."""
    if kind in ("document", "petition"):
        return value["document"] is None
    if kind == "gallery":
        return len(value["pictures"]) < 2
    if kind == "call_to_action":
        return not (value["page"] or value["url"])
    return kind in ("picture", "reusable_text") and value[kind] is None
