"""What follows a change elsewhere: the content version, and the index of what documents say."""

from typing import Any

from django.dispatch import receiver
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

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
