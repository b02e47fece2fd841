"""The archives of this site that stand for those of the old one."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from blog.archive import Archive
from blog.forms import KEYWORD_LENGTH
from blog.models import Author, BlogIndexPage, BlogPage, Category
from cms.versions import version_of
from home.wordpress.links.meanings import Listed
from home.wordpress.models import ImportedItem, Kind

FEED = "atom"


@dataclass(frozen=True)
class List:
    """One list of posts in the news `index`."""

    index: BlogIndexPage
    asked: Listed
    category: Category | None = None
    author: Author | None = None
    # The name of a tag that became a word.
    keyword: str = ""

    @classmethod
    def of(cls, asked: Listed, term: ImportedItem | None, source: str, request: HttpRequest) -> "List | None":
        """The list that is asked for; None where it holds nothing that everybody may read."""
        usual, thing = _index_of(source), _thing(term) if term else None
        index = usual
        if thing and (index is None or thing.locale_id != index.locale_id):
            index = _indexes().filter(locale_id=thing.locale_id).first()
        if thing and index:
            archive = Archive(index, version=version_of(request))
            if isinstance(thing, Author) and thing in archive.authors:
                return cls(index, asked, author=thing)
            if isinstance(thing, Category) and thing in archive.subjects:
                return cls(index, asked, category=thing)
        if usual is None:
            return None
        if not asked.kind:
            return cls(usual, asked)
        # Whatever the name of an author is: else one could ask which accounts there were.
        if asked.kind == Kind.AUTHOR:
            return cls(usual, Listed(is_feed=asked.is_feed))
        if term and term.kind == Kind.TAG and thing is None and _stands_at_a_post(term.title):
            return cls(usual, asked, keyword=term.title)
        return None

    @property
    def language(self) -> str:
        return str(self.index.locale.language_code)

    @property
    def only_words(self) -> str:
        """What the search is asked; empty where a year, a category or a feed is asked for too."""
        is_narrow = self.asked.year or self.category or self.author or self.asked.is_feed
        return "" if is_narrow else (self.keyword or self.asked.words)[:KEYWORD_LENGTH]

    def address(self, request: HttpRequest) -> str:
        """Where it stands; empty where there is nothing in it."""
        version = version_of(request)
        year, keyword = self.asked.year, (self.keyword or self.asked.words)[:KEYWORD_LENGTH]
        archive = Archive(self.index, version=version)
        if year and int(year) not in archive.years:
            return ""
        if self.author and not year:
            archive = Archive(self.index, author_slug=self.author.slug, version=version)
        elif self.category or year or keyword:
            slug = self.category.slug if self.category else ""
            archive = Archive(self.index, year, slug, keyword=keyword, version=version)
        if self.asked.is_feed:
            return (archive if archive.has_own_feed else Archive(self.index, version=version)).feed_url(FEED)
        return archive.url(self.asked.page)


def _thing(term: ImportedItem) -> Any:
    """The category or byline that a term became."""
    model = Author if term.kind == Kind.AUTHOR else Category
    return model._default_manager.filter(pk=term.object_id).first() if term.object_id else None


def _stands_at_a_post(keyword: str) -> bool:
    """Whether a post that everybody may see bears a keyword: that of a draft may be a secret."""
    posts = BlogPage.objects.visible().filter(keywords__icontains=keyword).order_by()
    wanted = f", {keyword},".casefold()
    return any(wanted in f", {keywords},".casefold() for keywords in posts.values_list("keywords", flat=True))


def _index_of(source: str) -> BlogIndexPage | None:
    """The news to which the posts of a site came, else those of the site's language."""
    posts = ImportedItem.objects.of(source, Kind.POST).placed().order_by("key")
    first = posts.values_list("object_id", flat=True).first()
    path = Page.objects.filter(pk=first).values_list("path", flat=True).first() if first else ""
    if path and (found := _indexes().filter(path=path[: -Page.steplen]).first()):
        return found
    return _indexes().filter(locale__language_code=settings.LANGUAGE_CODE).first()


def _indexes() -> Any:
    return BlogIndexPage.objects.visible().select_related("locale").order_by("path")
