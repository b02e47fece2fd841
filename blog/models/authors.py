from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import TranslatableMixin
from wagtail.search import index

from blog.models.slugs import SlugInLocaleMixin


class Author(SlugInLocaleMixin, TranslatableMixin, index.Indexed, models.Model):
    """A name to show above a post. Never a login, and it may be a pseudonym."""

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("The name to show. If the real name could put somebody at risk, use another."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("For web addresses; small letters and hyphens."),
    )
    description = models.TextField(
        _("about"), blank=True, max_length=400, help_text=_("One or two sentences, if they wish.")
    )

    panels = [
        TitleFieldPanel("name", placeholder=False, classname=""),
        FieldPanel("slug", widget=SlugInput),
        "description",
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="blog_author_slug_in_locale")]

    def __str__(self) -> str:
        return self.name
