"""Blocks of words. Each can name its language, since posts alternate between languages."""

from collections.abc import Iterator
from typing import Any, Literal, cast

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, StructValue
from wagtail.blocks import TextBlock as PlainTextBlock

from cms import passages, shapes
from cms.blocks.targets import Context, targets_of
from cms.languages import Direction, language_choices
from cms.rich_text import rich_text

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class WordsShape(TypedDict):
    """Words that name their language; null where it is that of the page."""

    lang: str | None
    dir: Direction | None


class HeadingShape(WordsShape):
    """A heading; `id` is its anchor in the body, empty where it stands alone or has no words."""

    text: str
    level: Literal[2, 3]
    id: str


class TextShape(WordsShape):
    """Paragraphs with links and lists."""

    text: shapes.RichText


class QuotationShape(WordsShape):
    """Somebody's words, as plain text; an empty line is between paragraphs."""

    text: str
    speaker: str


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
        return shapes.language_attributes(self.get("language") or "")

    @property
    def lang(self) -> str | None:
        return self.attributes.get("lang")

    @property
    def dir(self) -> Direction | None:
        return cast("Direction | None", self.attributes.get("dir"))


class WordsBlock(StructBlock):
    """The base of blocks that name their language."""

    language = LanguageBlock()

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

    api_shape = HeadingShape

    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        label = _("Heading")
        description = _("Divides a long text, so that readers find what they look for")
        form_layout = ["text", "level", "language"]
        preview_value = {"text": "What we ask for", "level": "2"}

    def get_api_representation(self, value: WordsValue, context: Context = None) -> Any:
        level: Literal[2, 3] = 3 if value.get("level") == "3" else 2
        text = value.get("text") or ""
        return HeadingShape(text=text, level=level, id="", lang=value.lang, dir=value.dir)


class TextBlock(WordsBlock):
    """Paragraphs with links and lists."""

    text = RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    api_shape = TextShape

    class Meta:
        icon = "pilcrow"
        template = "blocks/text.html"
        label = _("Text")
        description = _("Paragraphs and lists; use one block for each language")
        form_layout = ["text", "language"]
        preview_value = {"text": "<p>We speak for ourselves. <b>Nothing about us without us.</b></p>"}

    def get_api_representation(self, value: WordsValue, context: Context = None) -> Any:
        source = value["text"].source if value["text"] else ""
        text = rich_text(source, targets_of(self, value, context))
        return TextShape(text=text, lang=value.lang, dir=value.dir)


class QuotationBlock(WordsBlock):
    """Somebody's words, set large."""

    text = PlainTextBlock(label=_("Words"), max_length=600)
    speaker = CharBlock(
        label=_("Speaker"),
        required=False,
        max_length=120,
        help_text=_("A name that may be shown, or “A member”. Never a name that puts somebody at risk."),
    )

    api_shape = QuotationShape

    class Meta:
        icon = "openquote"
        template = "blocks/quotation.html"
        label = _("Quotation")
        description = _("Somebody's words, set large")
        form_layout = ["text", "speaker", "language"]
        preview_value = {"text": "We speak for ourselves.", "speaker": "A member"}

    def get_api_representation(self, value: WordsValue, context: Context = None) -> Any:
        text, speaker = value["text"] or "", value["speaker"] or ""
        return QuotationShape(text=text, speaker=speaker, lang=value.lang, dir=value.dir)
