"""StreamField blocks that know no other app, one file for each family."""

from cms.blocks.embeds import EmbedBlock
from cms.blocks.figures import FiguresBlock
from cms.blocks.headings import OutlinedBlock
from cms.blocks.links import CallToActionBlock, LinkBlock
from cms.blocks.media import DocumentBlock, GalleryBlock, PictureBlock
from cms.blocks.tables import TableBlock
from cms.blocks.text import HeadingBlock, QuotationBlock, TextBlock

__all__ = [
    "CallToActionBlock",
    "DocumentBlock",
    "EmbedBlock",
    "FiguresBlock",
    "GalleryBlock",
    "HeadingBlock",
    "LinkBlock",
    "OutlinedBlock",
    "PictureBlock",
    "QuotationBlock",
    "TableBlock",
    "TextBlock",
]
