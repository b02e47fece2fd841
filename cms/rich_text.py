"""Links inside texts, resolved for readers."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.visibility import visible


class VisiblePageLinkHandler(PageLinkHandler):
    """A link to a page leads to its translation in the reader's language, where there is one.

    A page that not everybody may see loses its address, which could tell what it is about;
    the words stay. Two queries for a whole text, however many links it has.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = [attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdigit()]
        pages = {str(page.pk): page for page in visible(Page.objects.filter(pk__in=ids))}
        keys = [page.translation_key for page in pages.values()]
        own = visible(Page.objects.filter(translation_key__in=keys, locale__language_code=get_language()))
        translations = {page.translation_key: page for page in own}
        tags = []
        for attrs in attrs_list:
            page = pages.get(str(attrs.get("id")))
            url = translations.get(page.translation_key, page).get_url() if page else None
            tags.append(f'<a href="{escape(url)}">' if url else "<a>")
        return tags
