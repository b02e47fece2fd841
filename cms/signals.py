"""What changes the content version and the search index, as far as the frame knows it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.db.transaction import on_commit
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms import purging
from cms.addresses import absolute
from cms.indexing import index_again, pages_changed, pages_with, watch
from cms.media.models import Document, Image
from cms.media.privacy import files_gone, uploads_moved
from cms.media.tasks import renditions_made
from cms.models import SilencedPage
from cms.pages import BasePage
from cms.versions import follow, raise_version, raise_version_for_page

follow(Collection, CollectionViewRestriction, Document, Image, Locale, PageViewRestriction, Site)
# Cards and index are written after the change: what was made in between was made of the old ones.
for signal in (page_slug_changed, post_page_move, pages_changed):
    signal.connect(raise_version, dispatch_uid="version")
pages_changed.connect(purging.note_changed_pages, dispatch_uid="purging")
for signal in (post_save, post_delete):
    signal.connect(raise_version_for_page, dispatch_uid="version.pages")

# The title is searched in its language, and the text of private documents is not.
watch(Document, ["title", "language", "collection_id"], pages_with)
SHOWN = ["title", "description", "credit", "focal_point_x", "focal_point_y"]
watch(Image, [*SHOWN, "is_hidden", "withdrawn_at", "agreed_social"], pages_with)


@receiver(renditions_made, sender=Image)
def prepare_what_shows_a_picture(image: Image, **kwargs: Any) -> None:
    """A picture whose files were not there yet, or that were made anew, can be shown now."""
    index_again(pages_with(image))


@receiver(uploads_moved)
def follow_moved_uploads(uploads: Sequence[Model], **kwargs: Any) -> None:
    """Pictures or documents were hidden, or shown again: so is what pages say about them."""
    pages = pages_with(*uploads)
    silence(pages)
    raise_version()
    for page in Page.objects.filter(pk__in=pages.values("pk")).specific():
        if isinstance(page, BasePage):
            page.make_excerpt_again()
    index_again(pages)


def silence(pages: QuerySet[Page]) -> None:
    """Has phones drop the copies of pages from before."""
    silenced = [SilencedPage(page_id=pk, at=timezone.now()) for pk in pages.values_list("pk", flat=True)]
    SilencedPage.objects.bulk_create(
        silenced, update_conflicts=True, unique_fields=["page"], update_fields=["at"]
    )


@receiver(pre_delete, sender=Image)
@receiver(pre_delete, sender=Document)
def silence_what_names_an_upload(instance: Model, **kwargs: Any) -> None:
    """What pages say of a picture or a document goes from phones with it."""
    pages = list(pages_with(instance).values_list("pk", flat=True))
    on_commit(lambda: silence(Page.objects.filter(pk__in=pages)), robust=True)


@receiver(files_gone)
def forget_files(urls: list[str], **kwargs: Any) -> None:
    """A cache before the site may keep them for a year."""
    purging.note(absolute(url) for url in urls)
