"""Blocks of words. Each can name its language, since posts alternate between languages."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, StructValue
from wagtail.blocks import TextBlock as PlainTextBlock

from cms import passages
from cms.languages import language_choices
from cms.shapes import language_attributes

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class LanguageBlock(ChoiceBlock):
    """The language of a part, where it is not the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        options = {
            "choices": language_choices,
            "required": False,
            "label": _("Language"),
            "help_text": _("Only where it differs from the language of the page."),
            "search_index": False,
        }
        super().__init__(**{**options, **kwargs})


class WordsValue(StructValue):
    """A value with a language: knows its lang and dir."""

    @property
    def attributes(self) -> dict[str, str]:
        return language_attributes(self.get("language") or "")


class WordsBlock(StructBlock):
    """The base of blocks that name their language; adds lang and dir to the JSON."""

    language = LanguageBlock()

    def get_api_representation(
        self, value: WordsValue, context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        shape: dict[str, Any] = super().get_api_representation(value, context)
        shape.pop("language", None)
        return {**shape, "lang": value.attributes.get("lang"), "dir": value.attributes.get("dir")}

    def get_passages(self, value: WordsValue, language: str) -> Iterator[passages.Passage]:
        """Its words, in the language that it names."""
        return passages.of_parts(self, value, value.get("language") or language)

    class Meta:
        value_class = WordsValue


class HeadingBlock(WordsBlock):
    """A heading inside the body; the page's title stands above it."""

    text = CharBlock(label=_("Heading"), max_length=200)
    level = ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Subheading"))],
        default="2",
        label=_("Size"),
        search_index=False,
    )

    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        label = _("Heading")
        description = _("Divides a long text, so that readers find what they look for")
        form_layout = ["text", "level", "language"]
        preview_value = {"text": "What we ask for", "level": "2"}

    def get_api_representation(
        self, value: WordsValue, context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        shape = super().get_api_representation(value, context)
        return {**shape, "level": int(shape["level"] or 2)}


class TextBlock(WordsBlock):
    """Paragraphs with links and lists."""

    text = RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        template = "blocks/text.html"
        label = _("Text")
        description = _("Paragraphs and lists; use one block for each language")
        form_layout = ["text", "language"]
        preview_value = {"text": "<p>We speak for ourselves. <b>Nothing about us without us.</b></p>"}


class QuotationBlock(WordsBlock):
    """Somebody's words, set large."""

    text = PlainTextBlock(label=_("Words"), max_length=600)
    speaker = CharBlock(
        label=_("Speaker"),
        required=False,
        max_length=120,
        help_text=_("A name that may be shown, or “A member”. Never a name that puts somebody at risk."),
    )

    class Meta:
        icon = "openquote"
        template = "blocks/quotation.html"
        label = _("Quotation")
        description = _("Somebody's words, set large")
        form_layout = ["text", "speaker", "language"]
        preview_value = {"text": "We speak for ourselves.", "speaker": "A member"}
