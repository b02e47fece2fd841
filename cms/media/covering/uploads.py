"""The way from an upload to its covers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.views.images import CreateView


class CoverableCreateView(CreateView):
    """Offers to cover faces right after an upload."""

    def get_success_buttons(self) -> list[Any]:
        address = reverse("cover_picture", args=[self.object.pk])
        return [messages.button(address, _("Cover faces")), *super().get_success_buttons()]
