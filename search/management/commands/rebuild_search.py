"""Builds the whole index of the search anew while readers go on searching."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from modelsearch.management.commands.rebuild_modelsearch_index import group_models_by_index
from tqdm import tqdm

from cms.media.models import Document
from search import documents, vocabulary
from search.indexing import note_version

CHUNK = 200


class Command(BaseCommand):
    help = (
        "Builds the index of the search anew: after an update that changed how words are compared,"
        " or when something cannot be found that should be. Readers can search all the while."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_quiet = options["verbosity"] == 0
        self._analyse_documents()
        with vocabulary.rewritten():
            for index, models in group_models_by_index(get_search_backend(), get_indexed_models()).items():
                self._rebuild(index, models)
        note_version()
        if not self.is_quiet:
            self.stdout.write("The index of the search is built anew.")

    def _analyse_documents(self) -> None:
        ids = list(Document.objects.filter(text_pages__isnull=False).distinct().values_list("pk", flat=True))
        for number in self._bar(ids, "documents", len(ids)):
            documents.analyse([number])

    def _rebuild(self, index: Any, models: list[Any]) -> None:
        rebuilder = index.backend.rebuilder_class(index)
        index = rebuilder.start()
        for model in models:
            index.add_model(model)
        for model in models:
            objects = model.get_indexed_objects().order_by("pk")
            keys = list(objects.values_list("pk", flat=True))
            with self._bar(None, str(model._meta.verbose_name_plural), len(keys)) as bar:
                for start in range(0, len(keys), CHUNK):
                    some = keys[start : start + CHUNK]
                    with transaction.atomic():  # in one piece, or each entry would wait for the disk
                        index.add_items(model, list(objects.filter(pk__in=some)))
                    bar.update(len(some))
        rebuilder.finish()

    def _bar(self, things: Any, name: str, total: int) -> Any:
        return tqdm(
            things, desc=f"{name:24}", total=total, disable=self.is_quiet or not total, file=self.stdout
        )
