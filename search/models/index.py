"""What search keeps beside the engine's index of words; all of it can be rebuilt from the content."""

from collections.abc import Sequence

from django.db import models
from wagtail.models import Page

# Rows of long texts that are stored with one statement.
BATCH = 100


class IndexedPage(models.Model):
    """What results are chosen, counted and ordered by. Whether a page may be seen is never asked here."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="indexed")
    kind = models.CharField(max_length=20)
    date = models.DateField(null=True)
    # The ids of its categories with commas between them: "3,17".
    categories = models.TextField(default="")
    is_out_of_date = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"


class IndexedText(models.Model):
    """What excerpts of results are cut from."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="indexed_text")
    # [[language, text], ...] in the order of the page.
    passages = models.JSONField(default=list)
    # The documents that the page shows, in its order.
    documents = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Text of {self.page_id}"


class IndexedDocumentPage(models.Model):
    """The analysed words of one page of a document, kept since a long document takes a second to analyse."""

    page = models.OneToOneField(
        "media.DocumentPage", primary_key=True, on_delete=models.CASCADE, related_name="indexed"
    )
    words = models.TextField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Words of {self.page_id}"


class Word(models.Model):
    """A word that some page holds or held: what spelling is corrected with.

    Drafts are among them: a word is only ever shown after a search found it on a page that everybody may see.
    """

    word = models.CharField(max_length=64, unique=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.word


class IndexState(models.Model):
    """Which analysis the index was built with; one row."""

    version = models.PositiveIntegerField()
    built_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Version {self.version}"


def replace(rows: Sequence[models.Model]) -> None:
    """Stores rows of one of these models, each in the place of an older one of the same page."""
    model = type(rows[0]) if rows else None
    if model:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["page"], update_fields=fields, batch_size=BATCH
        )
