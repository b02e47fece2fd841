"""Choosers whose objects a body can fetch for all of its blocks together.

In migrations they are Wagtail's own: nothing that is stored differs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from wagtail.blocks import PageChooserBlock as WagtailPageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

Objects = Mapping[type[Model], Mapping[Any, Model]]
_fetched: ContextVar[Objects | None] = ContextVar("fetched", default=None)


@contextmanager
def fetched(objects: Objects) -> Iterator[None]:
    """Choosers that are read inside take their objects from here, by model and primary key."""
    token = _fetched.set(objects)
    try:
        yield
    finally:
        _fetched.reset(token)


class ChooserMixin:
    """A chooser that asks the database only for what was not fetched before."""

    if TYPE_CHECKING:
        model_class: type[Model]

    def bulk_to_python(self, values: list[Any]) -> list[Model | None]:
        objects = (_fetched.get() or {}).get(self.model_class)
        if objects is None:
            found: list[Model | None] = super().bulk_to_python(values)  # type: ignore[misc]  # of Wagtail's class
            return found
        return [objects.get(value) for value in values]


class PageChooserBlock(ChooserMixin, WagtailPageChooserBlock):
    canonical_module_path = "wagtail.blocks.PageChooserBlock"


class DocumentChooserBlock(ChooserMixin, WagtailDocumentChooserBlock):
    canonical_module_path = "wagtail.documents.blocks.DocumentChooserBlock"


class ImageChooserBlock(ChooserMixin, WagtailImageChooserBlock):
    canonical_module_path = "wagtail.images.blocks.ImageChooserBlock"


class SnippetChooserBlock(ChooserMixin, WagtailSnippetChooserBlock):
    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"
