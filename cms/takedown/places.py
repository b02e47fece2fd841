"""What an address means that somebody typed: a page, a picture, a document. Only moderators learn it."""

import re
from copy import copy
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site

from cms.lite import full_path

MOST_FILES = 50
# Where the home page of each language stands in the tree.
HOME_DEPTH = 2


def page_at(typed: str, request: HttpRequest) -> Page | None:
    """The page that is published at an address of this site, however it was pasted."""
    path = path_of(typed)
    if not path:
        return None
    if permanent := re.fullmatch(r"/p/(\d{1,18})/?", path):
        return Page.objects.filter(pk=int(permanent[1])).first()
    code = get_language_from_path(path)
    rest = path.removeprefix(f"/{code}") if code else path
    bare: Any = copy(request)
    vars(bare).pop("_wagtail_route_for_request", None)
    with override(code or settings.LANGUAGE_CODE):
        return Page.find_for_request(bare, rest)


def is_frame(page: Page) -> bool:
    """Whether others stand under a page, or will: a language's home page, the news. They would go with it."""
    is_the_only_one = page.specific_class.max_count_per_parent == 1
    return page.depth <= HOME_DEPTH or page.numchild > 0 or is_the_only_one


def path_of(typed: str) -> str:
    """The path of the full form; empty for words, and for other sites."""
    typed = typed.strip()
    if not typed or re.search(r"\s", typed):
        return ""
    parts = _split(typed if "//" in typed or typed.startswith("/") else f"//{typed}")
    if parts is None or "\x00" in unquote(parts.path):
        return ""
    if not parts.netloc:
        return full_path(unquote(parts.path))
    return full_path(unquote(parts.path)) if _is_ours(parts) else ""


def files_at(typed: str) -> list[Any]:
    """The picture or the document that an address leads to."""
    path = path_of(typed)
    media = path.removeprefix(settings.MEDIA_URL) if path.startswith(settings.MEDIA_URL) else ""
    if media:
        pictures = get_image_model().objects
        return [
            *pictures.filter(file=media),
            *pictures.filter(renditions__file=media),
            *get_document_model().objects.filter(file=media),
        ][:1]
    try:
        found = resolve(path) if path else None
    except Resolver404:
        found = None
    number = (found.kwargs.get("document_id") or found.kwargs.get("pk")) if found else None
    if found is None or "document" not in str(found.url_name or found.view_name) or not number:
        return []
    return list(get_document_model().objects.filter(pk=number))


def files_of(page: Page) -> list[Any]:
    """The pictures and documents that a page uses, as it stands and in its draft."""
    models = {
        ContentType.objects.get_for_model(model): model for model in (get_image_model(), get_document_model())
    }
    used = ReferenceIndex.get_references_for_object(page).filter(to_content_type__in=models)
    ids: dict[Any, list[str]] = {}
    for content_type, pk in used.values_list("to_content_type", "to_object_id").distinct():
        ids.setdefault(content_type, []).append(pk)
    return [
        found
        for content_type, model in models.items()
        for found in model.objects.filter(pk__in=ids.get(content_type.pk, []))[:MOST_FILES]
    ]


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_ours(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    known = {urlsplit(settings.SITE_URL).hostname, urlsplit(settings.FRONTEND_URL).hostname}
    known |= {host for host in settings.ALLOWED_HOSTS if host != "*"}
    return host in known or Site.objects.filter(hostname=host).exists()
