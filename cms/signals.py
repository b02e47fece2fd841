"""What changes the content version and the search index, as far as the frame knows it."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms.indexing import pages_with, watch
from cms.media.models import Document, Image
from cms.versions import follow, raise_version, raise_version_for_page

follow(Document, Image, Locale, PageViewRestriction, Site)
for signal in (page_slug_changed, post_page_move):
    signal.connect(raise_version, dispatch_uid="version")
for signal in (post_save, post_delete):
    signal.connect(raise_version_for_page, dispatch_uid="version.pages")

# The title is searched in its language, and the text of private documents is not.
watch(Document, ["title", "language", "collection_id"], pages_with)
watch(Image, ["description"], pages_with)
