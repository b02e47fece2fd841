"""What scripts write through Wagtail's API v3, and bodies in the form in which they do."""

from typing import Any

from wagtail import blocks
from wagtail.api import APIField
from wagtail.fields import StreamField


def writable(*names: str) -> list[APIField]:
    """Fields of a page that a script may read and write."""
    return [APIField(name, writable=True) for name in names]


def stored(block: blocks.Block, value: Any) -> Any:
    """The value of a block as v3 takes it: that of the database, but lists without their wrappers.

    Pictures, documents and pages are ids. What is read can be sent back as it is.
    """
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": child.block_type, "value": stored(child.block, child.value), "id": child.id}
            for child in value
        ]
    if isinstance(block, blocks.ListBlock):
        return [stored(block.child_block, child) for child in value]
    if isinstance(block, blocks.StructBlock):
        return {name: stored(part, value.get(name)) for name, part in block.child_blocks.items()}
    return block.get_prep_value(value)


def give_stored_streams() -> None:
    """Has v3 give bodies as they are stored, not in the shapes that readers get.

    Must come before Wagtail makes its schemas, which it does when its apps are ready.
    """
    from wagtail.api.v3.schemas.generators import read_generator

    def read(generator: Any, field: StreamField) -> tuple[Any, list[Any], Any]:
        def resolve(page: Any, context: dict[str, Any]) -> Any:
            value = getattr(page, field.name)
            return stored(value.stream_block, value)

        return list[Any], [], staticmethod(resolve)

    read_generator.register_field_schema(StreamField, read)
