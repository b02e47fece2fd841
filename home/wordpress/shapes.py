"""What stands in an export of WordPress (WXR), as it was read: no database, no judgement.

Of people it holds names that were shown, and never an address, an e-mail address or a program's name.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OldSite:
    """The site that was exported: `address` has a scheme and no slash at its end, or is empty."""

    address: str
    title: str = ""
    description: str = ""
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class OldAuthor:
    """Somebody who wrote: `login` tells who is meant in items and is never shown."""

    login: str
    name: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class OldTerm:
    """A category, a tag or a menu: `taxonomy` is category, post_tag, nav_menu or one of a plugin's own.

    `parent` is the slug of the term above it, empty at the top; `id` is None in exports before WXR 1.1.
    """

    taxonomy: str
    slug: str
    name: str
    id: int | None = None
    parent: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class OldComment:
    """Words under a post.

    `state` is approved, waiting, spam or trash; `kind` comment, pingback or trackback; `user` a number
    where somebody with an account wrote them.
    """

    id: int
    name: str
    text: str
    written_at: datetime.datetime | None
    state: str
    kind: str = "comment"
    parent: int = 0
    user: int = 0


@dataclass(frozen=True, slots=True)
class OldItem:
    """A post, a page, an attachment, an entry of a menu or a plugin's own thing.

    `kind` is WordPress's post_type, `state` its status. `day` is the day that readers of the old site saw,
    `published_at` the moment; both None where the date is one of zeros. `meta` holds of the custom fields
    those that mean something here.
    """

    id: int
    kind: str
    title: str
    link: str
    state: str
    slug: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    day: datetime.date | None = None
    published_at: datetime.datetime | None = None
    parent: int = 0
    order: int = 0
    password: str = ""
    is_sticky: bool = False
    takes_comments: bool = False
    attachment_url: str = ""
    terms: tuple[OldTerm, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[OldComment, ...] = ()
    # Of the text between <item> and </item>: what is equal was not changed.
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of an export that is no XML, or too large: `original` is its beginning, without people."""

    line: int
    problem: str
    original: str = ""
