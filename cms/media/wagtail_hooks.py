from typing import Any

from wagtail import hooks

from cms.media.viewsets import document_urls


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def register_documents() -> list[Any]:
    return document_urls
