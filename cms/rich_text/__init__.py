"""Texts with marks and links, as readers and frontends get them."""

from cms import shapes
from cms.rich_text.links import resolved
from cms.rich_text.tree import tree_of
from cms.targets import Targets, tags_of


def rich_text(html: str, targets: Targets | None = None) -> shapes.RichText:
    """The shape of a text, from the HTML that the database holds.

    Links lead to pages in the language that is active. `targets` is what was looked up for several texts
    together; without it, at most three queries.
    """
    known = targets or Targets(tags_of(html))
    return shapes.RichText(html=resolved(html, known), tree=tree_of(html, known))
