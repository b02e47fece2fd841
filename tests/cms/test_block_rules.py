"""The rules that the forms of general blocks hold."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from cms import blocks
from cms.blocks.links import LinkBlock
from tests.factories import ImageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def errors_of(block, **value: object) -> list[str]:
    """The fields that a form of the block would mark."""
    try:
        block.clean(block.normalize({**block.get_default(), **value}))
    except ValidationError as error:
        return sorted(error.block_errors)
    return []


def test_a_picture_has_an_alternative_text_or_is_decoration_but_not_both():
    image, block = ImageFactory(), blocks.PictureBlock()
    assert errors_of(block, picture=image) == []
    assert errors_of(block, picture=image, alt="A boat") == []
    assert errors_of(block, picture=image, decorative=True) == []
    assert errors_of(block, picture=image, alt="A boat", decorative=True) == ["decorative"]


def test_a_picture_without_words_in_the_library_needs_them_in_its_place():
    image, block = ImageFactory(description=""), blocks.PictureBlock()
    assert errors_of(block, picture=image, alt=" ") == ["alt"]
    assert errors_of(block, picture=image, alt="A boat") == []
    assert errors_of(block, picture=image, decorative=True) == []


@pytest.mark.parametrize(
    ("block", "words"),
    [(LinkBlock(), {"label": "Us"}), (blocks.CallToActionBlock(), {"title": "Help", "button": "Us"})],
    ids=["link", "call"],
)
def test_a_link_leads_to_a_page_or_to_an_address_and_to_one_of_them(block, words):
    page = StandardPageFactory()
    assert errors_of(block, **words, page=page) == []
    assert errors_of(block, **words, url="https://example.org/") == []
    assert errors_of(block, **words) == ["page"]
    assert errors_of(block, **words, page=page, url="https://example.org/") == ["page"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "example"])
def test_an_address_that_could_run_something_is_refused(address):
    assert errors_of(blocks.EmbedBlock(), url=address, title="x") == ["url"]


def test_a_gallery_has_two_pictures_or_more():
    one = blocks.GalleryBlock()
    assert errors_of(one, pictures=[{"picture": ImageFactory(), "alt": "", "decorative": False}]) == [
        "pictures"
    ]


def test_text_is_required():
    assert errors_of(blocks.TextBlock(), text=RichText("")) == ["text"]
