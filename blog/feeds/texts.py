"""A post's whole text as feed readers can show it.

Their programs load no styles, run no scripts and know no address but what is in the text. So each
block has a plain template of its own in blog/feed/, and every address becomes absolute.
"""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.template.loader import render_to_string

from blog.models import BlogPage
from cms.addresses import absolute
from cms.languages import direction, html_lang


def text_for_feeds(post: BlogPage) -> str:
    """The lead picture and the body as HTML, marked with the post's language and direction."""
    code = post.locale.language_code
    parts = [
        render_to_string(f"blog/feed/{block.block_type}.html", _context(post, block)) for block in post.body
    ]
    context = {
        "picture": post.lead_picture_shape(),
        "parts": parts,
        "lang": html_lang(code),
        "dir": direction(code),
    }
    return plain_html(render_to_string("blog/feed/post.html", context))


def _context(post: BlogPage, block: Any) -> dict[str, Any]:
    found: dict[str, Any] = block.block.get_context(block.value, parent_context={"page": post})
    return found


def plain_html(html: str) -> str:
    """HTML whose addresses are all absolute; a link that leads nowhere leaves its words."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["a", "img"]):
        if not isinstance(tag, Tag):
            continue
        name = "href" if tag.name == "a" else "src"
        if address := tag.get(name):
            tag[name] = absolute(str(address))
        elif tag.name == "a":
            tag.unwrap()
    return str(soup).strip()
