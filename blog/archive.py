"""The archive of the news: which posts a year, a category, an author and a keyword leave."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfPosts
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.choices import SECONDS, Choices, choices_of
from blog.forms import KEYWORD_LENGTH, ArchiveForm
from blog.models.authors import Author
from blog.models.categories import Category
from cms.versions import version_of

if TYPE_CHECKING:
    from blog.models.index import BlogIndexPage
    from blog.models.posts import BlogPageQuerySet

POSTS_PER_PAGE = 10


@dataclass(frozen=True)
class Archive:
    """One view of the news. Values that make no sense lead to no posts, never to an error."""

    index: "BlogIndexPage"
    year: str = ""
    category_slug: str = ""
    author_slug: str = ""
    keyword: str = ""
    is_petitions: bool = False
    page: str = ""
    version: str = ""

    @classmethod
    def from_request(
        cls,
        index: "BlogIndexPage",
        request: HttpRequest,
        year: str = "",
        category: str = "",
    ) -> "Archive":
        """What a visitor asked for: the path's year or category go before the query's."""
        query = request.GET
        keyword = query.get("keyword", "").replace("\x00", " ").strip()
        return cls(
            index=index,
            year=year or query.get("year", "").strip(),
            category_slug=category or query.get("category", "").strip(),
            keyword=keyword[:KEYWORD_LENGTH],
            page=query.get("page", ""),
            version=version_of(request),
        )

    @classmethod
    def at(
        cls, index: "BlogIndexPage", request: HttpRequest, author: str = "", is_petitions: bool = False
    ) -> "Archive":
        """The posts of an author, or the petitions: what the form does not ask for."""
        page, version = request.GET.get("page", ""), version_of(request)
        return cls(index, author_slug=author, is_petitions=is_petitions, page=page, version=version)

    @cached_property
    def _choices(self) -> Choices:
        return choices_of(self.index, self.version)

    @property
    def subjects(self) -> list[Category]:
        """The categories of the index's language that have posts, with their number as post_count."""
        return self._choices.subjects

    @property
    def years(self) -> list[int]:
        """The years that have posts, newest first."""
        return self._choices.years

    def reaches(self, year: int) -> bool:
        """Whether a year lies between the first post and today, or the last post."""
        now = timezone.localdate().year
        return min([*self.years, now]) <= year <= max([*self.years, now])

    @property
    def authors(self) -> list[Author]:
        """Whose names stand above posts of this index."""
        return self._choices.authors

    @cached_property
    def category(self) -> Category | None:
        if not self.category_slug:  # most addresses name none, and need not know which there are
            return None
        return next((item for item in self.subjects if item.slug == self.category_slug), None)

    @cached_property
    def author(self) -> Author | None:
        if not self.author_slug:
            return None
        return next((item for item in self.authors if item.slug == self.author_slug), None)

    @cached_property
    def all_posts(self) -> "BlogPageQuerySet":
        return self.index.posts()

    @cached_property
    def posts(self) -> "BlogPageQuerySet":
        """The posts that the archive leaves, newest first."""
        posts = self.all_posts.petitions() if self.is_petitions else self.all_posts
        if self.year:
            is_year = self.year.isascii() and self.year.isdigit() and 1 <= int(self.year[:5]) <= 9999
            posts = posts.in_year(int(self.year)) if is_year else posts.none()
        if self.category_slug:
            posts = posts.in_category(self.category) if self.category else posts.none()
        if self.author_slug:
            posts = posts.by_author(self.author) if self.author else posts.none()
        return posts

    @cached_property
    def page_of_posts(self) -> PageOfPosts:
        """The ten posts of the asked page; a page that there is not becomes the nearest one."""
        posts = self.posts.for_cards()
        found = posts.with_keyword(self.keyword) if self.keyword else posts
        return Paginator(found, POSTS_PER_PAGE).get_page(self.page)

    @cached_property
    def form(self) -> ArchiveForm:
        data = {"year": self.year, "category": self.category_slug, "keyword": self.keyword}
        return ArchiveForm(initial=data, years=self.years, categories=self.subjects)

    @property
    def cache_seconds(self) -> int:
        """How long the list may be kept: not at all for words that visitors make up."""
        is_known = (not self.category_slug or self.category) and (
            not self.year or self.year in map(str, self.years)
        )
        return SECONDS if is_known and not self.keyword else 0

    @property
    def is_filtered(self) -> bool:
        return bool(self.year or self.category_slug or self.keyword or self.author_slug or self.is_petitions)

    @property
    def is_indexed(self) -> bool:
        """Whether search engines shall list it: not what is empty, or put together by a visitor."""
        is_mixed = bool(self.keyword or (self.year and self.category_slug))
        return not is_mixed and (not self.is_filtered or self.page_of_posts.paginator.count > 0)

    @property
    def title(self) -> str:
        """What the archive is called in lists and tabs."""
        if self.is_petitions:
            return _("Petitions")
        named = self.category or self.author
        return named.name if named else self.year or self.index.title

    @property
    def description(self) -> str:
        """One or two sentences about it; empty where nobody wrote any."""
        if self.is_petitions:
            return _("The letters that we sent, to whom, and what came of them.")
        named = self.category or self.author
        return named.description if named else ""

    @property
    def has_own_feed(self) -> bool:
        """Whether it has a feed beside that of the whole news."""
        has_noun = bool(self.category or self.author or self.is_petitions)
        return has_noun and not self.year and not self.keyword

    def feed_url(self, kind: str) -> str:
        """The address of its feed: kind is atom or json."""
        return f"{self.url()}feed.{kind}"

    def url(self, page: int = 1) -> str:
        """The address of a page of this archive; what stands alone has a path."""
        base = self.index.get_url() or ""
        query = {"year": self.year, "category": self.category_slug, "keyword": self.keyword}
        if self.is_petitions:
            base += self.index.reverse_subpage("petitions")
        elif self.author_slug:
            base += self.index.reverse_subpage("author", args=[self.author_slug])
        elif self.category and not self.year and not self.keyword:
            base += self.index.reverse_subpage("category", args=[self.category_slug])
            query = {}
        elif self.year.isdigit() and not self.category_slug and not self.keyword:
            base += self.index.reverse_subpage("year", args=[int(self.year)])
            query = {}
        parameters = {name: value for name, value in query.items() if value}
        if page > 1:
            parameters["page"] = str(page)
        return f"{base}?{urlencode(parameters)}" if parameters else base
