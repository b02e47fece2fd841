from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index

from blog.shapes import PartnerKind, PartnerShape
from cms import shapes
from cms.media.consent.publishing import refuse_a_snippet


class PartnerQuerySet(models.QuerySet["Partner"]):
    def shown(self) -> "PartnerQuerySet":
        """The partners that readers see, in their order."""
        shown = self.filter(is_shown=True).in_full()
        return shown.prefetch_related("logo__renditions").order_by("order", "name", "pk")

    def in_full(self) -> "PartnerQuerySet":
        """With their logos; the files of these are fetched together with those of other pictures."""
        return self.select_related("logo", "locale")

    def in_locale(self, locale_id: int) -> "PartnerQuerySet":
        return self.filter(locale_id=locale_id)


class Partner(TranslatableMixin, index.Indexed, models.Model):
    """An organisation that works with the union."""

    Kind = PartnerKind

    name = models.CharField(_("name"), max_length=160)
    logo = models.ForeignKey(
        "media.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    url = models.URLField(_("web address"), blank=True)
    description = models.TextField(_("what they do"), blank=True, max_length=400)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CHARITY)
    order = models.PositiveIntegerField(
        _("order"), default=100, help_text=_("Small numbers stand first; equal ones by name.")
    )
    is_shown = models.BooleanField(
        _("shown"), default=True, help_text=_("Untick to hide the partner everywhere without deleting it.")
    )

    objects = PartnerQuerySet.as_manager()

    panels = ["name", "logo", "url", "description", "kind", "order", "is_shown"]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("description"),
        index.FilterField("is_shown"),
        index.FilterField("kind"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        refuse_a_snippet(self, "logo")

    @property
    def shape(self) -> PartnerShape:
        """The partner as pages and API show it."""
        return PartnerShape(
            id=self.pk,
            name=self.name,
            url=self.url,
            description=self.description,
            kind=PartnerKind(self.kind),
            logo=shapes.picture(self.logo, alt=self.name),
        )
