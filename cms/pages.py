"""What every page of the site shares."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ReadOnlyField
from wagtail.admin.panels import MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from cms import shapes
from cms.excerpts import excerpt_of
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
    is_searched: ClassVar[bool] = True

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """The excerpt that was written, else the one made from the body."""
        return self.excerpt or self.made_excerpt

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (body := getattr(self, "body", None)) is not None:
            self.made_excerpt = excerpt_of(body)
        super().save(*args, **kwargs)

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
