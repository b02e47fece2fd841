"""What the blocks of a body lead to and show, fetched for all of them together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignKey, Model, prefetch_related_objects
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.blocks.choosers import ChooserMixin, Objects, fetched
from cms.targets import Targets, tags_of

Context = dict[str, Any] | None


class BulkBlock(StreamBlock):
    """A stream that fetches what its blocks lead to and show for all of them together.

    At most a query for each kind of thing: pages, their translations, documents, pictures, the files of
    these, and each kind of snippet.
    """

    def get_api_representation(self, value: StreamValue, context: Context = None) -> Any:
        if "targets" in (context or {}):
            return super().get_api_representation(value, context=context)
        with self.fetched_for([value]) as targets:
            return super().get_api_representation(value, context={**(context or {}), "targets": targets})

    @contextmanager
    def fetched_for(self, values: Iterable[StreamValue]) -> Iterator[Targets]:
        """What bodies of one language lead to and show, for who puts it into their context as `targets`."""
        found = Found()
        for value in values:
            found.look(self, list(value.raw_data) if value else [])
        snippets = found.snippets()
        targets = found.targets(snippets)
        images = get_image_model().objects.in_bulk(found.ids[get_image_model()])
        prefetch_related_objects([*images.values(), *_pictures_of(snippets)], "renditions")
        uploads = {get_document_model(): targets.documents, get_image_model(): images}
        objects: Objects = {**snippets, **uploads, Page: targets.pages}
        with fetched(objects):
            yield targets


def targets_of(block: Block, value: Any, context: Context) -> Targets:
    """What a block's links lead to: known from the body that it stands in, else looked up for it alone."""
    known: Targets | None = (context or {}).get("targets")
    if known:
        return known
    found = Found.within(block, block.get_prep_value(value))
    return found.targets(found.snippets())


@dataclass
class Found:
    """What stored blocks name: the ids of things by their models, and texts."""

    ids: dict[type[Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    texts: list[str] = field(default_factory=list)

    @classmethod
    def within(cls, block: Block, raw: Any) -> "Found":
        found = cls()
        found.look(block, raw)
        return found

    def look(self, block: Block, raw: Any) -> None:
        """Notes what a block names, as it is stored, and what all its parts name."""
        if not raw:
            return
        if isinstance(block, StreamBlock):
            for item in raw:
                if item["type"] in block.child_blocks:
                    self.look(block.child_blocks[item["type"]], item["value"])
        elif isinstance(block, ListBlock):
            for item in raw:
                is_wrapped = isinstance(item, dict) and item.get("type") == "item"
                self.look(block.child_block, item["value"] if is_wrapped else item)
        elif isinstance(block, StructBlock):
            for name, part in block.child_blocks.items():
                self.look(part, raw.get(name))
        elif isinstance(block, RichTextBlock):
            self.texts.append(raw)
        elif isinstance(block, ChooserMixin):
            self.ids[block.model_class].add(raw)

    def snippets(self) -> dict[type[Model], dict[Any, Model]]:
        """What is neither page nor upload; a model says with `in_full` what its objects need."""
        known = {Page, get_document_model(), get_image_model()}
        return {
            model: getattr(model._default_manager, "in_full", model._default_manager.all)().in_bulk(ids)
            for model, ids in self.ids.items()
            if model not in known
        }

    def targets(self, snippets: dict[type[Model], dict[Any, Model]]) -> Targets:
        """What is linked, in blocks and in texts, those of snippets among them."""
        texts = [*self.texts, *(text for each in snippets.values() for text in _texts_of(each))]
        return Targets(
            tags=[attrs for text in texts for attrs in tags_of(text)],
            pages=self.ids[Page],
            documents=self.ids[get_document_model()],
        )


def _pictures_of(snippets: dict[type[Model], dict[Any, Model]]) -> list[Model]:
    """The pictures that came with snippets, such as logos."""
    return [
        picture
        for model, objects in snippets.items()
        for each in model._meta.concrete_fields
        if isinstance(each, ForeignKey) and each.related_model is get_image_model()
        for item in objects.values()
        if each.is_cached(item) and (picture := getattr(item, each.name))
    ]


def _texts_of(objects: dict[Any, Model]) -> list[str]:
    return [
        getattr(item, each.name)
        for item in objects.values()
        for each in item._meta.fields
        if isinstance(each, RichTextField)
    ]
