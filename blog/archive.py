"""The archive of the news: which posts a year, a category and a keyword leave."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Page as PageOfPosts
from django.core.paginator import Paginator
from django.http import HttpRequest

from blog.forms import KEYWORD_LENGTH, ArchiveForm
from blog.models.categories import Category
from cms.versions import version_of

if TYPE_CHECKING:
    from blog.models.index import BlogIndexPage
    from blog.models.posts import BlogPageQuerySet

POSTS_PER_PAGE = 10
SECONDS = 60 * 60 * 24


@dataclass(frozen=True)
class Archive:
    """One view of the news. Values that make no sense lead to no posts, never to an error."""

    index: "BlogIndexPage"
    year: str = ""
    category_slug: str = ""
    keyword: str = ""
    page: str = ""
    version: str = ""

    @classmethod
    def from_request(
        cls, index: "BlogIndexPage", request: HttpRequest, year: str = "", category: str = ""
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

    @cached_property
    def _choices(self) -> tuple[list[Category], list[int]]:
        """What the form offers, kept under the content version."""

        def read() -> tuple[list[Category], list[int]]:
            categories = Category.objects.filter(locale_id=self.index.locale_id)
            return list(categories), self.all_posts.years()

        key = f"archive.{self.index.pk}.{self.version}"
        choices: tuple[list[Category], list[int]] = cache.get_or_set(key, read, SECONDS) or read()
        return choices

    @property
    def categories(self) -> list[Category]:
        """The categories of the index's language."""
        return self._choices[0]

    @property
    def years(self) -> list[int]:
        """The years that have posts, newest first."""
        return self._choices[1]

    @cached_property
    def category(self) -> Category | None:
        return next((item for item in self.categories if item.slug == self.category_slug), None)

    @cached_property
    def all_posts(self) -> "BlogPageQuerySet":
        return self.index.posts()

    @cached_property
    def posts(self) -> "BlogPageQuerySet":
        """The posts that year and category leave, newest first."""
        posts = self.all_posts
        if self.year:
            is_year = self.year.isascii() and self.year.isdigit() and 1 <= int(self.year[:5]) <= 9999
            posts = posts.in_year(int(self.year)) if is_year else posts.none()
        if self.category_slug:
            posts = posts.in_category(self.category) if self.category else posts.none()
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
        return ArchiveForm(initial=data, years=self.years, categories=self.categories)

    @property
    def cache_seconds(self) -> int:
        """How long the list may be kept: not at all for words that visitors make up."""
        is_known = (not self.category_slug or self.category) and (
            not self.year or self.year in map(str, self.years)
        )
        return SECONDS if is_known and not self.keyword else 0

    @property
    def is_filtered(self) -> bool:
        return bool(self.year or self.category_slug or self.keyword)

    def url(self, page: int = 1) -> str:
        """The address of a page of this archive; one category or one year alone has a path."""
        base = self.index.get_url() or ""
        query = {"year": self.year, "category": self.category_slug, "keyword": self.keyword}
        if self.category and not self.year and not self.keyword:
            base += self.index.reverse_subpage("category", args=[self.category_slug])
            query = {}
        elif self.year.isdigit() and not self.category_slug and not self.keyword:
            base += self.index.reverse_subpage("year", args=[int(self.year)])
            query = {}
        parameters = {name: value for name, value in query.items() if value}
        if page > 1:
            parameters["page"] = str(page)
        return f"{base}?{urlencode(parameters)}" if parameters else base
