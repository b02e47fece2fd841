"""What may change what readers see, as far as the frame knows it."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.indexing import FIELDS_OF_DRAFTS
from cms.media.models import Document, Image
from cms.visibility import pages_showing
from cms.webhooks.events import take_stock
from cms.webhooks.models import Webhook
from cms.webhooks.noticing import note_branch, note_page, tell_of


@receiver(post_save)
def note_a_saved_page(
    sender: type[Model], instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """A page was saved; a draft only updates some fields and is not seen."""
    if issubclass(sender, Page) and not raw and not (update_fields and {*update_fields} <= FIELDS_OF_DRAFTS):
        note_page(instance.pk)


@receiver(post_delete)
def note_a_deleted_page(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        note_page(instance.pk)


@receiver(page_published)
def note_a_published_page(instance: Page, **kwargs: Any) -> None:
    note_page(instance.pk, is_published=True)


@receiver(page_unpublished)
def note_a_withdrawn_page(instance: Page, **kwargs: Any) -> None:
    note_page(instance.pk)


@receiver([post_page_move, page_slug_changed])
def note_a_moved_branch(instance: Page, **kwargs: Any) -> None:
    note_branch(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_a_section_that_became_private_or_public(instance: PageViewRestriction, **kwargs: Any) -> None:
    note_branch(instance.page.path)


@receiver([post_save, post_delete], sender=Site)
def note_a_site_of_another_root(instance: Site, **kwargs: Any) -> None:
    note_branch("")


@receiver(post_save, sender=Webhook)
def begin_to_compare(instance: Webhook, raw: bool = False, **kwargs: Any) -> None:
    """While no webhook was active, nobody noted what is public."""
    if instance.is_active and not raw and not Webhook.objects.active().exclude(pk=instance.pk).exists():
        take_stock()


def _is_shown(upload: Model) -> bool:
    return pages_showing(upload).exists()


tell_of(Image, is_public=_is_shown)
tell_of(Document, is_public=_is_shown)
tell_of(Site)
