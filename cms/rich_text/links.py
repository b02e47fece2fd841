"""The links of a text in its HTML, resolved with what was looked up before."""

from collections.abc import Callable, Mapping
from functools import partial

from django.utils.html import escape
from wagtail.rich_text import EntityHandler, features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter

from cms.targets import Targets

Attributes = dict[str, str]
Rules = dict[str, Callable[[list[Attributes]], list[str]]]
OURS = ("page", "document")


def resolved(html: str, targets: Targets) -> str:
    """The HTML that readers get."""
    rules = _rules(features.get_link_types()) | dict.fromkeys(OURS, partial(opening_tags, targets))
    with_links = LinkRewriter(bulk_rules=rules)(html)
    return str(EmbedRewriter(bulk_rules=_rules(features.get_embed_types()))(with_links))


def opening_tags(targets: Targets, attrs_list: list[Attributes]) -> list[str]:
    """An <a> for each of the links, without an address where it leads nowhere."""
    urls = (targets.link(attrs, "")["url"] for attrs in attrs_list)
    return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


def _rules(handlers: Mapping[str, type[EntityHandler]]) -> Rules:
    return {name: handler.expand_db_attributes_many for name, handler in handlers.items()}
