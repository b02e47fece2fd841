"""The schemas of the blocks, made from their classes: closed, complete, and true."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from blog.blocks import BodyBlock
from blog.shapes import PetitionState
from cms import shapes
from cms.api.blocks import block_schemas, shape_schemas
from home.blocks import PointsBlock
from tests.api.schemas import problems

REFERENCE = "#/components/schemas/"


@pytest.fixture(scope="module")
def components():
    return block_schemas(BodyBlock())


def stream(**parts):
    """A stream with blocks that no page has."""
    return type("OwnBlock", (blocks.StreamBlock,), parts)()


def test_the_union_tells_the_blocks_apart_by_their_type(components):
    union = components["BodyBlock"]
    mapping = union["discriminator"]["mapping"]
    assert union["discriminator"]["propertyName"] == "type"
    assert set(mapping) == set(BodyBlock().child_blocks)
    assert mapping["call_to_action"] == f"{REFERENCE}CallToActionBlock"
    assert {option["$ref"] for option in union["oneOf"]} == set(mapping.values())
    for kind, address in mapping.items():
        assert components[address.removeprefix(REFERENCE)]["properties"]["type"]["const"] == kind


def test_every_object_has_all_its_keys_and_no_others(components):
    objects = {name: schema for name, schema in components.items() if schema.get("type") == "object"}
    assert len(objects) > 30
    assert [name for name, schema in objects.items() if schema["additionalProperties"] is not False] == []
    assert [
        name for name, schema in objects.items() if schema["required"] != list(schema["properties"])
    ] == []


def test_what_may_be_missing_is_null_and_says_so(components):
    document = components["PetitionShape"]["properties"]["document"]
    assert document == {"anyOf": [{"$ref": f"{REFERENCE}DocumentShape"}, {"type": "null"}]}


def test_the_states_of_a_petition_are_those_of_its_block(components):
    assert components["PetitionState"]["enum"] == PetitionState.values


def test_a_body_with_an_unknown_key_is_not_valid(components):
    heading = {"text": "Rent", "level": 2, "id": "s-rent", "lang": None, "dir": None}
    block = {"type": "heading", "value": heading, "id": "1"}
    assert problems("BodyBlock", block, components) == []
    assert problems("BodyBlock", {**block, "value": {**heading, "size": "large"}}, components)
    assert problems("BodyBlock", {**block, "value": {**heading, "level": 4}}, components)


def test_the_points_of_the_home_page_are_typed_too():
    found = block_schemas(PointsBlock())
    assert set(found) == {"PointsBlock", "PointBlock", "PointShape", "Link"}


def test_a_shape_brings_what_it_is_made_of():
    assert set(shape_schemas(shapes.Picture)) == {"Picture", "FocalPoint", "Source", "SourceSet"}
    assert set(shape_schemas(shapes.Link, shapes.FocalPoint)) == {"Link", "FocalPoint"}


def test_a_block_of_plain_parts_has_the_shape_of_its_parts():
    class FactBlock(blocks.StructBlock):
        """One fact."""

        title = blocks.CharBlock()
        is_new = blocks.BooleanBlock()
        links = blocks.ListBlock(blocks.URLBlock())

    found = block_schemas(stream(fact=FactBlock(), words=blocks.TextBlock()))
    value = FactBlock().get_api_representation(
        FactBlock().normalize({"title": "37", "is_new": True, "links": ["https://example.org/"]})
    )
    assert problems("FactShape", value, found) == []
    assert problems("FactShape", {**value, "links": [1]}, found)


class DerivedFromNothing(blocks.StructBlock):
    title = blocks.CharBlock()

    def get_api_representation(self, value, context=None):
        return {"words": value["title"]}


@pytest.mark.parametrize(
    "block",
    [
        ImageChooserBlock(),
        blocks.RichTextBlock(),
        DerivedFromNothing(),
        blocks.ListBlock(blocks.PageChooserBlock()),
        blocks.StructBlock([("picture", ImageChooserBlock())]),
    ],
    ids=["chooser", "rich text", "own JSON", "list", "struct"],
)
def test_a_block_that_does_not_say_its_shape_stops_the_schema(block):
    with pytest.raises(ImproperlyConfigured, match="api_shape"):
        block_schemas(stream(thing=block))
