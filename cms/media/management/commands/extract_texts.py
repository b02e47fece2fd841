from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cms.media.models import Document
from cms.media.texts import read_document
from cms.settings.services import SECONDS


class Command(BaseCommand):
    help = "Reads the text of documents that wait for it, or where more time or a new program may help."

    def handle(self, **options: Any) -> None:
        documents = Document.objects.to_read().order_by("pk")
        changed = 0
        for document in tqdm(documents, disable=None, leave=False):
            changed += read_document(document, SECONDS["database"])
        self.stdout.write(f"Documents read: {len(documents)}, changed: {changed}.")
        for document in documents:
            if document.text_note:
                self.stderr.write(f"“{document.title}”: {document.text_note}")
