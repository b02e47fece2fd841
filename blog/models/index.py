from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from blog.archive import Archive
from blog.metadata import view_of
from blog.models.posts import BlogPage, BlogPageQuerySet
from cms.pages import BasePage
from cms.writing import writable


class BlogIndexPage(RoutablePageMixin, BasePage):
    """The news: the archive of its posts, by category, year, author and keyword."""

    # Which pages it may stand below, those say themselves: this app does not know them.
    subpage_types = ["blog.BlogPage"]
    is_searched = False
    max_count_per_parent = 1

    intro = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*BasePage.content_panels, "intro"]
    passage_fields = [*BasePage.passage_fields, "intro"]
    api_fields = [*BasePage.api_fields, *writable("intro")]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Never at the root of the tree, beside the home pages: nobody would reach it there."""
        return not parent.is_root() and bool(super().can_exist_under(parent))

    def posts(self) -> BlogPageQuerySet:
        """The index's posts that everybody may see."""
        return BlogPage.objects.child_of(self).visible().newest_first()

    @path("", name="archive")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """All posts, or those that the form's year, category and keyword leave."""
        return self._render(request, Archive.from_request(self, request))

    @path("category/<str:slug>/", name="category")
    def category_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The posts of one category. Raises Http404 for a category that there is not."""
        archive = Archive.from_request(self, request, category=slug)
        if archive.category is None:
            raise Http404(_("There is no such category."))
        return self._render(request, archive)

    @path("<int:year>/", name="year")
    def year_archive(self, request: HttpRequest, year: int) -> HttpResponse:
        """The posts of one year; one without posts gets an honest "nothing here".

        Raises Http404 for years before the first post, and for those to come after the last one.
        """
        archive = Archive.from_request(self, request, year=str(year))
        if not archive.reaches(year):
            raise Http404(_("There are no posts of this year."))
        return self._render(request, archive)

    @path("author/<str:slug>/", name="author")
    def author_archive(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The posts under one name. Raises Http404 for a name that stands above no visible post."""
        archive = Archive.at(self, request, author=slug)
        if archive.author is None:
            raise Http404(_("There is no such author."))
        return self._render(request, archive)

    @path("petitions/", name="petitions")
    def petition_archive(self, request: HttpRequest) -> HttpResponse:
        """The posts that hold a petition, with its state."""
        archive = Archive.at(self, request, is_petitions=True)
        return self._render(request, archive, template="blog/petitions.html")

    def _render(
        self, request: HttpRequest, archive: Archive, template: str = "blog/blog_index_page.html"
    ) -> HttpResponse:
        context = {"archive": archive, "view": view_of(archive)}
        return self.render(request, template=template, context_overrides=context)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Finds a post in one query, with what its page shows."""
        if len(path_components) == 1:
            posts = BlogPage.objects.child_of(self).filter(slug=path_components[0])
            if post := posts.select_related("locale", "lead_picture", "byline").first():
                post._cached_parent_obj = self
                return post.route(request, [])
        return super().route(request, path_components)
