from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import ExtractYear
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch.backends.base import BaseSearchResults as SearchResults
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.archive import Archive
from blog.blocks import BodyBlock
from blog.forms import BlogPageForm
from blog.models.categories import Category
from cms.api.fields import CardsField, ReferenceField, ReferencesField
from cms.pages import BasePage, LeadPictureMixin
from cms.visibility import VisiblePageManager, VisiblePageQuerySet

RELATED_POSTS = 3


class BlogPageQuerySet(VisiblePageQuerySet):
    """The questions that are asked about posts."""

    def newest_first(self) -> "BlogPageQuerySet":
        return self.order_by("-date", "-id")

    def in_year(self, year: int) -> "BlogPageQuerySet":
        return self.filter(date__year=year)

    def in_category(self, category: Category) -> "BlogPageQuerySet":
        """Posts of a category, whichever language's name of it they carry."""
        same = Category.objects.filter(translation_key=category.translation_key)
        return self.filter(
            pk__in=BlogPage.categories.through.objects.filter(category__in=same).values("blogpage_id")
        )

    def featured(self) -> "BlogPageQuerySet":
        return self.filter(is_featured=True)

    def with_keyword(self, keyword: str) -> SearchResults:
        """Posts with a word in title or text, in the order of the queryset. Can be paginated."""
        ids = self.order_by().values("pk")
        return (
            self.model.objects.filter(pk__in=ids)
            .newest_first()
            .for_cards()
            .search(keyword, operator="and", order_by_relevance=False)
        )

    def years(self) -> list[int]:
        """The years that have posts, newest first."""
        years = self.order_by().annotate(year=ExtractYear("date")).values_list("year", flat=True)
        return sorted(set(years.distinct()), reverse=True)

    def for_cards(self) -> "BlogPageQuerySet":
        """Posts with all that a card shows, in a fixed number of queries."""
        return (
            self.defer_streamfields()
            .select_related("locale", "content_type", "lead_picture", "byline")
            .prefetch_related("categories", "lead_picture__renditions")
        )


BlogPageManager = VisiblePageManager.from_queryset(BlogPageQuerySet)


class BlogIndexPage(RoutablePageMixin, BasePage):
    """The news: the archive of its posts, by category, year and keyword."""

    # Which pages it may stand below, those say themselves: this app does not know them.
    subpage_types = ["blog.BlogPage"]
    is_searched = False
    max_count_per_parent = 1

    intro = models.TextField(
        _("introduction"), blank=True, max_length=400, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*BasePage.content_panels, "intro"]
    api_fields = [*BasePage.api_fields, "intro"]

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
        """The posts of one year; a year without posts gets an honest "nothing here"."""
        return self._render(request, Archive.from_request(self, request, year=str(year)))

    def _render(self, request: HttpRequest, archive: Archive) -> HttpResponse:
        return self.render(
            request, template="blog/blog_index_page.html", context_overrides={"archive": archive}
        )

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Finds a post in one query, with what its page shows."""
        if len(path_components) == 1:
            posts = BlogPage.objects.child_of(self).filter(slug=path_components[0])
            if post := posts.select_related("locale", "lead_picture", "byline").first():
                post._cached_parent_obj = self
                return post.route(request, [])
        return super().route(request, path_components)


class BlogPage(LeadPictureMixin, BasePage):
    """One post."""

    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("The day that readers see; it may be in the past."),
    )
    byline = models.ForeignKey(
        "blog.Author",
        verbose_name=_("byline"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text=_("The name above the post. Left empty, the union speaks."),
    )
    categories = ParentalManyToManyField("blog.Category", verbose_name=_("categories"), related_name="posts")
    is_featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Shown at the head of the home page.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = BlogPageManager()
    base_form_class = BlogPageForm

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["date", "byline", "is_featured"], _("About this post")),
        FieldPanel("categories", widget=CheckboxSelectMultiple),
        "excerpt",
        LeadPictureMixin.lead_picture_panel,
        "body",
        InlinePanel("related_posts", heading=_("Related posts"), label=_("Post"), max_num=RELATED_POSTS),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("lead_picture_caption"),
        index.RelatedFields("byline", [index.SearchField("name")]),
        index.RelatedFields("categories", [index.SearchField("name"), index.FilterField("slug")]),
        index.FilterField("date"),
    ]
    api_fields = [
        "date",
        *BasePage.api_fields,
        LeadPictureMixin.lead_picture_api_field,
        APIField("categories", serializer=ReferencesField("id", "slug", "name")),
        APIField("byline", serializer=ReferenceField("name", "slug")),
        "body",
        APIField("related", serializer=CardsField()),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def clean(self) -> None:
        super().clean()
        if self.slug and ((self.slug.isdigit() and len(self.slug) == 4) or self.slug == "category"):
            problem = _("This address belongs to an archive of the news. Choose another slug.")
            raise ValidationError({"slug": problem})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._take_categories_of_own_language()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            # The index was fed while the categories were not yet stored.
            index.insert_or_update_object(self)

    def _take_categories_of_own_language(self) -> None:
        """A translated post carries the translated categories, as far as there are any."""
        foreign = [category for category in self.categories.all() if category.locale_id != self.locale_id]
        if not foreign:
            return
        own = {
            category.translation_key: category
            for category in Category.objects.filter(
                locale_id=self.locale_id,
                translation_key__in=[category.translation_key for category in foreign],
            )
        }
        self.categories = [own.get(category.translation_key, category) for category in self.categories.all()]

    def related(self) -> list["BlogPage"]:
        """The posts that an editor chose, else the newest that share most categories."""
        visible = BlogPage.objects.visible().for_cards()
        chosen = [related.post_id for related in self.related_posts.all()]
        if chosen:
            found = {post.pk: post for post in visible.filter(pk__in=chosen)}
            return [found[pk] for pk in chosen if pk in found]
        categories = [category.pk for category in self.categories.all()]
        return list(
            visible.filter(locale_id=self.locale_id, categories__in=categories)
            .exclude(pk=self.pk)
            .annotate(shared=models.Count("pk"))
            .order_by("-shared", "-date", "-pk")[:RELATED_POSTS]
        )


class RelatedPost(Orderable):
    """A post that an editor set beside another."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="related_posts")
    post = models.ForeignKey(BlogPage, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("post", "blog.BlogPage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "post"], name="blog_related_post_once")]
