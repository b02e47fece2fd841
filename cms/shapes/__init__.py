"""One shape for each thing: what a picture, a document or a link looks like, in pages and API.

Each function takes the stored object, or None where it is gone, and gives plain data that JSON
can hold. Templates of blocks and pages read the same data, so that both always agree.
"""

from cms.shapes.documents import DocumentShape, document, public_document
from cms.shapes.links import (
    Link,
    LinkKind,
    broken_link,
    link_to_address,
    link_to_document,
    link_to_page,
    page_link,
)
from cms.shapes.pictures import (
    FocalPoint,
    Picture,
    SizedSource,
    Source,
    SourceSet,
    icon,
    picture,
    share_picture,
)
from cms.shapes.texts import (
    BlockNode,
    InlineNode,
    IsoDate,
    LineBreakNode,
    LinkNode,
    ListItem,
    ListNode,
    ParagraphNode,
    RichText,
    TextNode,
    language_attributes,
)

__all__ = [
    "BlockNode",
    "DocumentShape",
    "FocalPoint",
    "InlineNode",
    "IsoDate",
    "LineBreakNode",
    "Link",
    "LinkKind",
    "LinkNode",
    "ListItem",
    "ListNode",
    "ParagraphNode",
    "Picture",
    "RichText",
    "SizedSource",
    "Source",
    "SourceSet",
    "TextNode",
    "broken_link",
    "document",
    "icon",
    "language_attributes",
    "link_to_address",
    "link_to_document",
    "link_to_page",
    "page_link",
    "picture",
    "public_document",
    "share_picture",
]
