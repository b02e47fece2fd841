"""The same photograph, uploaded more than once: what is done to one of them should be done to all."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.permissions import policy_registry

from cms.media.models import Image


def copies_of(image: Image) -> "QuerySet[Image]":
    """Other pictures with the very same file."""
    same = Image.objects.exclude(pk=image.pk).filter(file_hash=image.file_hash, withdrawn_at__isnull=True)
    return same.order_by("pk") if image.file_hash and not image.withdrawn_at else same.none()


def own_copies_of(image: Image, user: Any) -> list[Image]:
    """Those of them that somebody may change."""
    own = policy_registry.get_by_type(Image).instances_user_has_permission_for(user, "change")
    return list(copies_of(image).filter(pk__in=own.values("pk")))


def links_to(copies: Iterable[Image]) -> SafeString:
    """To their forms, one after the other."""
    addresses = ((reverse("wagtailimages:edit", args=[copy.pk]), copy.title) for copy in copies)
    return format_html_join(", ", '<a href="{}"><bdi>{}</bdi></a>', addresses)
