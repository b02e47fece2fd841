import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import ExtractYear
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch.backends.base import BaseSearchResults as SearchResults
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from blog.blocks import BodyBlock
from blog.forms import BlogPageForm
from blog.models.authors import Author
from blog.models.categories import Category
from blog.models.dated import DatedQuerySet
from blog.petitions import opening_petition
from cms.articles import ArticleMixin
from cms.pages import BasePage, LeadPictureMixin
from cms.visibility import VisiblePageManager, VisiblePageQuerySet
from cms.writing import writable

RELATED_POSTS = 3
# What the news index answers itself below its address, beside four digits for a year.
# Beyond it a date is a slip of the hand, and would head the news for years.
FURTHEST = timedelta(days=366)
FIRST_YEAR = 1950
RESERVED_SLUGS = ("author", "category", "petitions")


class BlogPageQuerySet(DatedQuerySet, VisiblePageQuerySet):
    """The questions that are asked about posts."""

    def newest_first(self) -> "BlogPageQuerySet":
        """By columns that the search can order by too."""
        return self.order_by("-date", "-id")

    def in_year(self, year: int) -> "BlogPageQuerySet":
        return self.filter(date__year=year)

    def in_category(self, category: Category) -> "BlogPageQuerySet":
        """Posts of a category, whichever language's name of it they carry."""
        same = Category.objects.filter(translation_key=category.translation_key)
        return self.filter(
            pk__in=BlogPage.categories.through.objects.filter(category__in=same).values("blogpage_id")
        )

    def by_author(self, author: Author) -> "BlogPageQuerySet":
        """Posts under an author's name, in whichever language the name is written."""
        return self.filter(byline__translation_key=author.translation_key)

    def in_each_category(self) -> dict[uuid.UUID, int]:
        """How many of the posts each category has, by its translation key, whatever the language."""
        links = BlogPage.categories.through.objects.filter(blogpage__in=self.order_by().values("pk"))
        number = models.Count("blogpage", distinct=True)
        counts = links.values("category__translation_key").annotate(posts=number)
        return dict(counts.values_list("category__translation_key", "posts"))

    def petitions(self) -> "BlogPageQuerySet":
        """Posts that are petitions: see blog.petitions."""
        return self.filter(petition__isnull=False)

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

    def ids_with_keyword(self, keyword: str) -> list[int]:
        """The ids of posts with all the words, whether everybody may see them or not."""
        ids: Any = self.order_by().values_list("pk", flat=True)
        return list(ids.search(keyword, operator="and", order_by_relevance=False))

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


class BlogPage(ArticleMixin, LeadPictureMixin, BasePage):
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
    has_comments = models.BooleanField(
        _("readers can write comments"),
        default=False,
        help_text=_(
            "A moderator reads each before others do. They close by themselves some weeks after the post was"
            " published. Switched off again, no comment is shown any more."
        ),
    )
    keywords = models.CharField(
        _("keywords"),
        max_length=400,
        blank=True,
        help_text=_(
            "Words that people look for and that do not stand in the text. Only the search sees them."
        ),
    )
    # What lists show of a post that is a petition: see blog.petitions.
    petition = models.JSONField(null=True, editable=False)

    objects = BlogPageManager()
    base_form_class = BlogPageForm

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["date", "byline", "is_featured"], _("About this post")),
        FieldPanel("categories", widget=CheckboxSelectMultiple, required_on_save=False),
        "excerpt",
        LeadPictureMixin.lead_picture_panel,
        "body",
        InlinePanel("related_posts", heading=_("Related posts"), label=_("Post"), max_num=RELATED_POSTS),
        ArticleMixin.freshness_panel,
        MultiFieldPanel(["has_comments"], _("Comments")),
    ]
    promote_panels = [*BasePage.promote_panels, "keywords"]
    api_fields = [
        *BasePage.api_fields,
        *LeadPictureMixin.api_fields,
        *ArticleMixin.api_fields,
        *writable("date", "byline", "categories", "is_featured"),
    ]
    # What a post is about, beside what it says.
    name_fields = ["byline", "categories", "keywords"]
    search_fields = [
        *BasePage.search_fields,
        index.RelatedFields("categories", [index.FilterField("slug")]),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def clean(self) -> None:
        super().clean()
        if self.slug and ((self.slug.isdigit() and len(self.slug) == 4) or self.slug in RESERVED_SLUGS):
            problem = _("This address belongs to an archive of the news. Choose another slug.")
            raise ValidationError({"slug": problem})
        if self.date and self.date > timezone.localdate() + FURTHEST:
            raise ValidationError({"date": _("This day is more than a year from now. Is the year right?")})
        if self.date and self.date.year < FIRST_YEAR:
            raise ValidationError({"date": _("This day is long ago. Is the year right?")})

    @property
    def byline_url(self) -> str:
        """The address of all posts under this one's byline; empty where the union speaks."""
        news = (self.get_url() or "").rstrip("/").rpartition("/")[0]
        return f"{news}/author/{quote(self.byline.slug)}/" if news and self.byline else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._take_categories_of_own_language()
        self.petition = opening_petition(self.body)
        super().save(*args, **kwargs)

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

    # What follows is asked for by the template, inside a part that is cached.

    def older(self) -> "BlogPage | None":
        """The post before this one in the same news."""
        return self._neighbours().older_than(self).first()

    def newer(self) -> "BlogPage | None":
        """The post after this one in the same news."""
        return self._neighbours().newer_than(self).first()

    def _neighbours(self) -> BlogPageQuerySet:
        news = self.get_parent()
        return BlogPage.objects.child_of(news).visible().defer_streamfields().select_related("locale")

    def related(self) -> list["BlogPage"]:
        """The posts that an editor chose, else the newest that share most categories."""
        from blog.related import beside, cards_of  # stands on this module

        near = beside(self)
        visible = BlogPage.objects.visible()
        shown = cards_of(near.wanted()).filter(post__in=visible.order_by().values("pk"))
        ids = near.chosen or [card.pk for card in near.among(shown)]
        found = visible.for_cards().in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]


class RelatedPost(Orderable):
    """A post that an editor set beside another."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="related_posts")
    post = models.ForeignKey(BlogPage, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("post", "blog.BlogPage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "post"], name="blog_related_post_once")]
