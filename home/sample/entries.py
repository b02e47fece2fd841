"""What stands in the sample's files: one dataclass for each kind of thing."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

# Language codes, and what the keys of pages end in: about, about-zh, about-ur.
LOCALES = {"en": "", "zh-hant": "-zh", "ur": "-ur"}

Words = dict[str, str]
Body = list[dict[str, Any]]
# Title, text, and the key of the page or post that says more.
Points = list[dict[str, str]]


class SampleError(CommandError):
    """Something in the sample's files is wrong: one sentence with the file and the key."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing of the sample: its key, and the file that it was read from."""

    key: str
    file: str


@dataclass(frozen=True, kw_only=True)
class Picture(Entry):
    title: str
    description: str
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class Document(Entry):
    title: str
    date: datetime.date
    language: str


@dataclass(frozen=True, kw_only=True)
class Named(Entry):
    """A category or an author: the key is the slug; words by language."""

    name: Words
    description: Words


@dataclass(frozen=True, kw_only=True)
class Partner(Entry):
    name: str
    url: str
    logo: str
    kind: str
    order: int
    description: Words


@dataclass(frozen=True, kw_only=True)
class ReusableText(Entry):
    locale: str
    title: str
    text: str
    translation_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Page(Entry):
    """A plain page. `lead_picture` holds picture and caption; `parent` is another page's key."""

    title: str
    slug: str
    locale: str
    body: Body
    translation_of: str = ""
    excerpt: str = ""
    lead_picture: dict[str, str] = field(default_factory=dict)
    parent: str = ""
    last_checked: datetime.date | None = None
    is_out_of_date: bool = False
    out_of_date_note: str = ""
    is_important: bool = False


@dataclass(frozen=True, kw_only=True)
class Post(Page):
    date: datetime.date
    categories: list[str]
    byline: str = ""
    featured: bool = False
    related: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Home(Entry):
    locale: str
    title: str
    welcome_heading: str
    welcome_text: str
    welcome_picture: str
    welcome_button: str
    welcome_page: str
    sections: Body
    asks: Points = field(default_factory=list)
    ways_to_help: Points = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class News(Entry):
    locale: str
    title: str
    intro: str


@dataclass(frozen=True, kw_only=True)
class Menus(Entry):
    """Name, menu and footer of one language; the key is the language code."""

    site_name: str
    tagline: str
    menu: list[dict[str, str]]
    footer: list[dict[str, Any]]
    footer_text: str
    address: str
    opening_hours: str


@dataclass(frozen=True, kw_only=True)
class Settings(Entry):
    logo: str
    email: str
    phone: str
    social: list[dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Synonyms(Entry):
    """Words that mean the same, in any languages."""

    words: list[str]


@dataclass(frozen=True, kw_only=True)
class Promotion(Entry):
    """What stands first for each of some words: the key of a page, or that of a post."""

    words: list[str]
    page: str = ""
    post: str = ""


@dataclass(frozen=True)
class Sample:
    """All of it, by key; homes and news stand under the keys that links use: home, news-zh."""

    folder: Path
    pictures: dict[str, Picture]
    documents: dict[str, Document]
    categories: dict[str, Named]
    authors: dict[str, Named]
    partners: dict[str, Partner]
    reusable_texts: dict[str, ReusableText]
    homes: dict[str, Home]
    news: dict[str, News]
    pages: dict[str, Page]
    posts: dict[str, Post]
    menus: dict[str, Menus]
    synonyms: dict[str, Synonyms]
    promotions: dict[str, Promotion]
    settings: Settings
