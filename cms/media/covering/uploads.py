"""The way from an upload to its covers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.views.images import CreateView

from cms.media.models import Image


def cover_button(image: Image) -> Any:
    """A link for a message of the admin."""
    return messages.button(reverse("cover_picture", args=[image.pk]), _("Cover faces"))


class CoverableCreateView(CreateView):
    """Offers to cover faces right after an upload."""

    def get_success_buttons(self) -> list[Any]:
        return [cover_button(self.object), *super().get_success_buttons()]
