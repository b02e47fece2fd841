from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms.blocks.text import RICH_TEXT_FEATURES


class ReusableText(TranslatableMixin, index.Indexed, models.Model):
    """A text that comes back in many posts, such as “About us”. Changed once, changed everywhere."""

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("Stands above the text, and in the list that you choose from."),
    )
    text = RichTextField(_("text"), features=RICH_TEXT_FEATURES)

    panels = ["title", "text"]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("reusable text")
        verbose_name_plural = _("reusable texts")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
