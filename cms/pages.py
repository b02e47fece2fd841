"""What every page of the site shares."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ReadOnlyField
from wagtail.admin.panels import MultiFieldPanel
from wagtail.api import APIField
from wagtail.compat import HTTPMethod
from wagtail.models import Page
from wagtail.search import index

from cms import shapes
from cms.addresses import permalink_of
from cms.excerpts import excerpt_of
from cms.lite import full_form
from cms.visibility import VisiblePageManager


class BasePage(Page):
    """The abstract page: an excerpt, the gate, and the language that belongs to its address."""

    excerpt = models.TextField(
        _("excerpt"),
        blank=True,
        max_length=400,
        help_text=_(
            "One or two sentences for lists, search engines and shared links."
            " Left empty, it is made from the text."
        ),
    )
    made_excerpt = models.TextField(blank=True, default="", editable=False)

    objects = VisiblePageManager()

    search_fields = [*Page.search_fields, index.SearchField("summary")]
    api_fields = [APIField("excerpt", serializer=ReadOnlyField(source="summary"))]
    promote_panels = [
        MultiFieldPanel(["slug", "seo_title", "search_description"], _("For search engines")),
    ]
    # Pages are read; what takes something in has an address of its own.
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    is_searched: ClassVar[bool] = True
    # Whether the phone of a reader who asked for it may keep the page: see cms/offline.py.
    is_kept_offline: ClassVar[bool] = False

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """The excerpt that was written, else the one made from the body."""
        return self.excerpt or self.made_excerpt

    @property
    def permalink(self) -> str:
        """An absolute address that leads to the page wherever it moves. Empty before the first save."""
        return permalink_of(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (body := getattr(self, "body", None)) is not None:
            self.made_excerpt = excerpt_of(body)
        super().save(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page; one that phones may keep says so, with its id."""
        response = super().serve(request, *args, **kwargs)
        if self.is_kept_offline:
            response["Offline-Reading"] = str(self.pk)
        return response

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The address with the site's name in it: always that of the full form."""
        with full_form():
            url: str | None = super().get_full_url(request)
        return url

    full_url = property(get_full_url)

    def visible_translations(self) -> models.QuerySet["Page"]:
        """The page's translations that everybody may see, with their locales."""
        return (
            self._meta.model.objects.visible()
            .filter(translation_key=self.translation_key)
            .exclude(pk=self.pk)
            .select_related("locale")
        )


class LeadPictureMixin(models.Model):
    """A page that opens with a picture."""

    lead_picture = models.ForeignKey(
        "media.Image",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Stands above the text and in lists."),
    )
    lead_picture_caption = models.CharField(_("caption"), max_length=300, blank=True)

    lead_picture_panel: ClassVar = MultiFieldPanel(
        ["lead_picture", "lead_picture_caption"], _("Lead picture")
    )
    lead_picture_api_field: ClassVar = APIField(
        "lead_picture", serializer=ReadOnlyField(source="lead_picture_shape")
    )

    class Meta:
        abstract = True

    def lead_picture_shape(self) -> shapes.Picture | None:
        """The lead picture's shape, with the page's caption."""
        return shapes.picture(self.lead_picture, caption=self.lead_picture_caption)
