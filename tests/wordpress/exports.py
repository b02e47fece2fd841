"""Small exports of WordPress, with the oddities of large ones."""

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from django.core.management import call_command

if TYPE_CHECKING:
    from home.wordpress.models import ImportedItem

HEAD = """<?xml version="1.0" encoding="{encoding}" ?>
<!-- generator="WordPress/6.4" created="2026-01-01 00:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The old site</title><link>https://old.example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
"""
END = "</channel></rss>"
# Of each item its own, so that tests need no numbers.
DEFAULTS = {
    "status": "publish",
    "post_type": "post",
    "post_date": "2016-02-01 10:00:00",
    "post_date_gmt": "2016-02-01 02:00:00",
}


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def author(login: str, name: str, number: int = 1) -> str:
    """An author, with all that an export tells of them."""
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{login}@example.org</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>"
    )


def category(name: str, slug: str, number: int, parent: str = "") -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
    )


def item(
    number: int, title: str = "", content: str = "", *parts: str, meta: dict | None = None, **values: str
) -> str:
    """An item; values are those of its wp: elements, parts are put in as they are."""
    slug = values.setdefault("post_name", f"item-{number}")
    fields = DEFAULTS | values
    creator, excerpt = fields.pop("creator", "admin"), fields.pop("excerpt", "")
    link = fields.pop("link", f"https://old.example.org/{slug}/")
    elements = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in fields.items())
    metas = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><dc:creator>{cdata(creator)}</dc:creator>"
        f"<content:encoded>{cdata(content)}</content:encoded><excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id>{elements}{''.join(parts)}{metas}</item>\n"
    )


def filed(slug: str, name: str, domain: str = "category") -> str:
    return f"<category domain={quoteattr(domain)} nicename={quoteattr(slug)}>{cdata(name)}</category>"


def comment(number: int, text: str, parent: int = 0, **values: str) -> str:
    """A comment, with all that an export tells of who wrote it."""
    fields = {
        "comment_author": "A reader",
        "comment_author_email": "reader@example.org",
        "comment_author_IP": "203.0.113.9",
        "comment_date_gmt": "2016-02-03 04:05:06",
        "comment_approved": "1",
        "comment_type": "",
        "comment_user_id": "0",
        **values,
    }
    elements = "".join(f"<wp:{name}>{cdata(value)}</wp:{name}>" for name, value in fields.items())
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>{elements}</wp:comment>"
    )


def attachment(number: int, file: str, title: str = "", parent: str = "0", **values: str) -> str:
    url = f"https://old.example.org/wp-content/uploads/{file}"
    values = {"status": "inherit", "post_type": "attachment", "post_parent": parent, **values}
    meta = {"_wp_attachment_image_alt": values.pop("alt", "")}
    return item(number, title, "", meta=meta, attachment_url=url, **values)


def export(*parts: str, encoding: str = "UTF-8") -> str:
    return HEAD.format(encoding=encoding) + "".join(parts) + END


def written(folder: Path, *parts: str) -> Path:
    """An export as a file."""
    path = folder / "export.xml"
    path.write_text(export(*parts))
    return path


def move_in(folder: Path, *parts: str, **options: object) -> None:
    """Runs the command over an export."""
    call_command("import_wordpress", written(folder, *parts), verbosity=0, **options)


def row(number: int | str, kind: str = "post") -> "ImportedItem":
    from home.wordpress.models import ImportedItem  # which needs settings: pictures are made without

    return ImportedItem.objects.get(kind=kind, key=str(number))


def notes(number: int | str, kind: str = "post") -> list[str]:
    return [note["code"] for note in row(number, kind).notes]
