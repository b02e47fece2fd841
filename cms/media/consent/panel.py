"""The dashboard's panel of pictures that wait, or will not be shown for long."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.consent import Wait
from cms.media.models import Image, ImageQuerySet

SHOWN = 6


class PicturesPanel(Component):
    """How many wait, first those that published pages would show."""

    name = "pictures"
    template_name = "consent/panel.html"
    order = 55

    def __init__(self, request: HttpRequest) -> None:
        policy = policy_registry.get_by_type(Image)
        own = policy.instances_user_has_permission_for(request.user, "change")
        self.pictures: ImageQuerySet = Image.objects.filter(pk__in=own.values("pk"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = _missed_first(self.pictures.waiting())
        soon = self.pictures.running_out().order_by("consent_until")
        index = reverse("wagtailimages:index")
        return {
            "waiting": waiting[:SHOWN],
            "waiting_count": waiting.count(),
            "missed_count": waiting.filter(is_missed=True).count(),
            "waiting_url": f"{index}?consent=waiting",
            "soon": soon[:SHOWN],
            "soon_count": soon.count(),
            "soon_url": f"{index}?consent=running_out",
            "ended": Wait.ENDED,
        }


def _missed_first(pictures: ImageQuerySet) -> ImageQuerySet:
    """Those that published pages name come first: readers see a gap there."""
    pages = Page.objects.live().annotate(name=Cast("pk", CharField())).values("name")
    holders = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Image),
        to_object_id=Cast(OuterRef("pk"), CharField()),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages,
    )
    return pictures.annotate(is_missed=Exists(holders)).order_by("-is_missed", "-created_at", "-pk")
