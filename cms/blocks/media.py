"""Blocks that show pictures and documents from the library."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms import passages, shapes
from cms.blocks.choosers import DocumentChooserBlock, ImageChooserBlock
from cms.blocks.targets import Context, targets_of


class GalleryShape(TypedDict):
    """Several pictures side by side."""

    title: str
    pictures: list[shapes.Picture]


class DocumentBlockShape(TypedDict):
    """A document and what it says in a sentence; null where it is gone or not public."""

    document: shapes.DocumentShape | None
    summary: str


def passages_of_document(document: Any, language: str) -> Iterator[passages.Passage]:
    """The title of a document in its own language; nothing where it is gone or private."""
    if document and not document.is_hidden:
        yield from passages.of_text(document.title, document.language or language)


class PictureValue(StructValue):
    @property
    def alternative_text(self) -> str:
        """What those read who do not see the picture; nothing for decoration and where nobody sees it."""
        picture = self.get("picture")
        if picture is None or picture.is_silent or self.get("decorative"):
            return ""
        return self.get("alt") or picture.default_alt_text or ""

    @property
    def shape(self) -> shapes.Picture | None:
        return shapes.picture(
            self["picture"],
            alt=self.get("alt") or "",
            caption=self.get("caption") or "",
            decorative=bool(self.get("decorative")),
        )


class PictureBlock(StructBlock):
    """A picture with its caption; the credit stands with the picture in the library."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)
    alt = CharBlock(
        label=_("Alternative text here"),
        required=False,
        max_length=255,
        help_text=_("Only if the picture's own alternative text does not fit in this place."),
    )
    decorative = BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("Tick if the picture says nothing that the text does not say."),
    )

    api_shape = shapes.Picture | None

    class Meta:
        icon = "image"
        template = "blocks/picture.html"
        label = _("Picture")
        description = _("One picture with a caption and a credit")
        value_class = PictureValue

    def clean(self, value: PictureValue) -> PictureValue:
        cleaned = super().clean(value)
        if cleaned["decorative"] and cleaned["alt"]:
            problem = _("Either write an alternative text or tick “Only decoration”, not both.")
            raise StructBlockValidationError(block_errors={"decorative": ValidationError(problem)})
        if not (cleaned["decorative"] or cleaned["alt"].strip() or cleaned["picture"].default_alt_text):
            problem = _("This picture has no alternative text: write one here, or tick “Only decoration”.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(problem)})
        return cleaned

    def get_api_representation(self, value: PictureValue, context: Context = None) -> Any:
        return value.shape

    def get_passages(self, value: PictureValue, language: str) -> Iterator[passages.Passage]:
        """The alternative text and the caption; nothing where nobody may see the picture."""
        picture = value.get("picture")
        if picture and not picture.is_silent:
            yield from passages.of_text(value.alternative_text, language)
            yield from passages.of_text(value.get("caption") or "", language)

    def get_preview_value(self) -> Any:
        newest = get_image_model().objects.order_by("-created_at").first()
        return self.normalize({"picture": newest, "caption": "The centre in the morning"})


class GalleryValue(StructValue):
    @property
    def picture_shapes(self) -> list[shapes.Picture]:
        """Not named `pictures`: a template would find the block of that name first."""
        found = (item.shape for item in self["pictures"])
        return [shape for shape in found if shape]


class GalleryBlock(StructBlock):
    """Several pictures side by side."""

    title = CharBlock(label=_("Title"), required=False, max_length=120)
    pictures = ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    api_shape = GalleryShape

    class Meta:
        icon = "grip"
        template = "blocks/gallery.html"
        label = _("Gallery")
        description = _("Several pictures side by side")
        value_class = GalleryValue

    def get_api_representation(self, value: GalleryValue, context: Context = None) -> Any:
        return GalleryShape(title=value["title"] or "", pictures=value.picture_shapes)

    def get_preview_value(self) -> Any:
        newest = get_image_model().objects.order_by("-created_at")[:3]
        return self.normalize({"title": "", "pictures": [{"picture": image} for image in newest]})


class DocumentValue(StructValue):
    @property
    def shape(self) -> shapes.DocumentShape | None:
        return shapes.document(self["document"])


class DocumentBlock(StructBlock):
    """One PDF with its title, size, pages and date."""

    document = DocumentChooserBlock(label=_("Document"))
    summary = CharBlock(
        label=_("Summary"),
        required=False,
        max_length=400,
        help_text=_("One or two sentences for readers who will not open the PDF."),
    )

    api_shape = DocumentBlockShape

    class Meta:
        icon = "doc-full"
        template = "blocks/document.html"
        label = _("Document")
        description = _("A PDF to read or download")
        value_class = DocumentValue

    def get_api_representation(self, value: DocumentValue, context: Context = None) -> Any:
        document = targets_of(self, value, context).document(value["document"])
        return DocumentBlockShape(document=document, summary=value["summary"] or "")

    def get_passages(self, value: DocumentValue, language: str) -> Iterator[passages.Passage]:
        """The summary, and the title in the language of the document."""
        yield from passages.of_text(value.get("summary") or "", language)
        yield from passages_of_document(value["document"], language)

    def get_preview_value(self) -> Any:
        newest = get_document_model().objects.order_by("-created_at").first()
        return self.normalize({"document": newest, "summary": "What we ask for, on two pages."})
