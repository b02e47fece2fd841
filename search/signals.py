"""What follows a change elsewhere: the content version, and the index of what documents say."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import CollectionViewRestriction

from cms.indexing import index_again, pages_with
from cms.media.models import Document
from cms.media.signals import document_text_changed
from cms.versions import follow
from search import documents
from search.models import Synonyms

follow(Synonyms, SearchPromotion, Query)


@receiver(document_text_changed, sender=Document)
def index_what_a_document_says(document: Document, **kwargs: Any) -> None:
    """Its words, and then the pages that show it."""
    documents.analyse([document.pk])
    index_again(pages_with(document))


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def index_what_a_collection_hides(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """The pages that show documents of a collection which became private, or public again."""
    below = instance.collection.get_descendants(inclusive=True)
    hidden = Document.objects.filter(collection__in=below, text_pages__isnull=False).distinct()
    index_again(pages_with(*hidden))
