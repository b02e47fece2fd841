from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from blog.blocks import BodyBlock
from blog.models import BlogIndexPage, BlogPage, Partner
from blog.models.posts import BlogPageQuerySet
from cms import shapes
from cms.articles import ArticleMixin
from cms.blocks.text import RICH_TEXT_FEATURES
from cms.pages import BasePage, LeadPictureMixin
from cms.writing import writable
from home.blocks import PointsBlock

LATEST_POSTS = 6
FEATURED_POSTS = 3
PETITIONS = 4


class HomePage(BasePage):
    """The front door: who we are, what is new, who stands with us."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.BlogIndexPage", "home.StandardPage"]

    welcome_heading = models.CharField(_("heading"), max_length=120, blank=True)
    welcome_text = RichTextField(_("words"), features=RICH_TEXT_FEATURES, blank=True)
    welcome_picture = models.ForeignKey(
        "media.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    welcome_button = models.CharField(_("words on the button"), max_length=60, blank=True)
    welcome_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page behind the button"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asks = StreamField(
        PointsBlock(max_num=6),
        verbose_name=_("what we ask for"),
        blank=True,
        default=list,
        help_text=_("Our demands, the heaviest first: three or four are read, six are skimmed."),
    )
    sections = StreamField(BodyBlock(), verbose_name=_("sections"), blank=True)
    shows_petitions = models.BooleanField(
        _("show the petitions"),
        default=True,
        help_text=_("The newest letters and petitions, each with its state."),
    )
    ways_to_help = StreamField(
        PointsBlock(max_num=4),
        verbose_name=_("how to help"),
        blank=True,
        default=list,
        help_text=_("What a reader can do: with things, with time, with money, with a voice."),
    )
    shows_partners = models.BooleanField(
        _("show the partners"), default=True, help_text=_("The wall of all partners at the end of the page.")
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            ["welcome_heading", "welcome_text", "welcome_picture", "welcome_button", "welcome_page"],
            _("Welcome"),
        ),
        "asks",
        "sections",
        "shows_petitions",
        "ways_to_help",
        "shows_partners",
        "excerpt",
    ]
    api_fields = [
        *BasePage.api_fields,
        *writable("welcome_heading", "welcome_text", "welcome_picture", "welcome_button", "welcome_page"),
        *writable("asks", "sections", "shows_petitions", "ways_to_help", "shows_partners"),
    ]
    passage_fields = [
        *BasePage.passage_fields,
        "welcome_heading",
        "welcome_text",
        "asks",
        "sections",
        "ways_to_help",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Finds the news and its posts in one query a step, where Wagtail asks twice."""
        if path_components:
            news = BlogIndexPage.objects.child_of(self).filter(slug=path_components[0])
            if found := news.select_related("locale").first():
                return found.route(request, path_components[1:])
        return super().route(request, path_components)

    # What follows is asked for by the template, inside a part that is cached.

    @cached_property
    def news(self) -> BlogIndexPage | None:
        """The news of the home page's language."""
        return BlogIndexPage.objects.child_of(self).visible().first()

    @cached_property
    def _posts(self) -> BlogPageQuerySet:
        return BlogPage.objects.descendant_of(self).visible().newest_first().for_cards()

    @cached_property
    def featured_posts(self) -> list[BlogPage]:
        return list(self._posts.featured()[:FEATURED_POSTS])

    @cached_property
    def latest_posts(self) -> list[BlogPage]:
        """The newest posts that are not featured."""
        featured = [post.pk for post in self.featured_posts]
        return list(self._posts.exclude(pk__in=featured)[:LATEST_POSTS])

    @cached_property
    def petitions(self) -> list[BlogPage]:
        """The newest posts with a petition, with all that a row shows."""
        if not self.shows_petitions:
            return []
        posts = BlogPage.objects.descendant_of(self).visible().petitions().newest_first()
        return list(posts.defer_streamfields().select_related("locale", "content_type")[:PETITIONS])

    @property
    def is_bare(self) -> bool:
        """Whether nobody has written anything for the front door yet."""
        return not (self.welcome_text or self.asks or self.sections or self.ways_to_help or self.news)

    @cached_property
    def partners(self) -> list[Partner]:
        return list(Partner.objects.shown().in_locale(self.locale_id)) if self.shows_partners else []

    @cached_property
    def welcome_picture_shape(self) -> shapes.Picture | None:
        return shapes.picture(self.welcome_picture)

    @cached_property
    def welcome_link(self) -> shapes.Link | None:
        return shapes.page_link(self.welcome_page, title=self.welcome_button)


class StandardPage(ArticleMixin, LeadPictureMixin, BasePage):
    """A plain page: about us, contact, privacy."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        "excerpt",
        LeadPictureMixin.lead_picture_panel,
        "body",
        ArticleMixin.freshness_panel,
    ]
    passage_fields = ArticleMixin.passage_fields
    api_fields = [*BasePage.api_fields, *LeadPictureMixin.api_fields, *ArticleMixin.api_fields]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
