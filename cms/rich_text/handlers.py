"""Links inside texts where Wagtail's own template filter resolves them: by the rules of the API's texts."""

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from cms.rich_text.links import Attributes, opening_tags
from cms.targets import Targets


class VisiblePageLinkHandler(PageLinkHandler):
    """A link to a page leads to its translation in the reader's language, where there is one.

    A page that not everybody may see loses its address, which could tell what it is about;
    the words stay. Two queries for a whole text, however many links it has.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return opening_tags(Targets(attrs_list), attrs_list)


class VisibleDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document of a private collection loses its address, which names the file."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return opening_tags(Targets(attrs_list), attrs_list)
