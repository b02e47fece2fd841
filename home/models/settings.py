from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.blocks import ChoiceBlock, StreamBlock, StructBlock, URLBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from cms.media.consent.publishing import refuse_a_snippet

SERVICES = [
    ("bluesky", "Bluesky"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("mastodon", "Mastodon"),
    ("telegram", "Telegram"),
    ("threads", "Threads"),
    ("whatsapp", "WhatsApp"),
    ("x", "X"),
    ("youtube", "YouTube"),
]

ICON_PIXELS = 512
# A picture that was cut by hand is seldom square to the pixel.
MOST_OBLONG = 1.05


class ProfileBlock(StructBlock):
    """One profile of the union on another service."""

    service = ChoiceBlock(choices=SERVICES, label=_("Service"))
    url = URLBlock(label=_("Web address"))

    class Meta:
        icon = "site"
        label = _("Profile")


class ProfilesBlock(StreamBlock):
    """The union's profiles."""

    profile = ProfileBlock()


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """What is the same in every language: logo, e-mail address, telephone, profiles."""

    logo = models.ForeignKey(
        "media.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    icon = models.ForeignKey(
        "media.Image",
        verbose_name=_("icon"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("A square picture of at least 512 pixels, for tabs and home screens."),
    )
    share_picture = models.ForeignKey(
        "media.Image",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown by other services beside a link to a page without a picture of its own."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    profiles = StreamField(ProfilesBlock(), verbose_name=_("social links"), blank=True)

    panels = [
        MultiFieldPanel(["logo", "icon", "share_picture"], _("Pictures")),
        MultiFieldPanel(["email", "phone"], _("Contact")),
        "profiles",
    ]

    class Meta:
        verbose_name = _("site settings")

    def clean(self) -> None:
        super().clean()
        refuse_a_snippet(self, "logo", "icon", "share_picture")
        if not self.icon:
            return
        short, long = sorted([self.icon.width, self.icon.height])
        if short < ICON_PIXELS or long > short * MOST_OBLONG:
            problem = _(
                "The icon must be square, with at least %(pixels)d pixels on each side."
                " This picture has %(width)d × %(height)d."
            )
            sizes = {"pixels": ICON_PIXELS, "width": self.icon.width, "height": self.icon.height}
            raise ValidationError({"icon": ValidationError(problem, params=sizes)})
