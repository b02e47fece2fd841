from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from cms.blocks import LinkBlock


class MenuBlock(StreamBlock):
    """The links of a menu."""

    link = LinkBlock()


class FooterColumnBlock(StructBlock):
    """One column of the footer."""

    title = CharBlock(label=_("Title"), max_length=60)
    links = ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")


class FooterBlock(StreamBlock):
    """The columns of the footer."""

    column = FooterColumnBlock()


class Navigation(TranslatableMixin, models.Model):
    """The site's name, menu, footer and address in one language."""

    site_name = models.CharField(_("name of the site"), max_length=80)
    tagline = models.CharField(
        _("tagline"), max_length=160, blank=True, help_text=_("A few words beside the name.")
    )
    menu = StreamField(MenuBlock(max_num=8), verbose_name=_("menu"), blank=True)
    footer = StreamField(FooterBlock(max_num=4), verbose_name=_("footer"), blank=True)
    footer_text = models.TextField(_("words in the footer"), blank=True, max_length=400)

    address = models.TextField(
        _("address"), max_length=300, blank=True, help_text=_("As readers of this language write it.")
    )
    opening_hours = models.CharField(_("opening hours"), max_length=160, blank=True)

    panels = ["site_name", "tagline", "menu", "footer", "footer_text", "address", "opening_hours"]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("name and menus")
        verbose_name_plural = _("names and menus")

    def __str__(self) -> str:
        return f"{self.site_name} ({self.locale})"
