"""Menus are read anew when something that stands in them changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import Navigation, SiteSettings
from home.navigation import forget


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
@receiver([post_save, post_delete], sender=Navigation)
@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(post_delete, sender=Page)
def read_menus_anew(**kwargs: Any) -> None:
    forget()
