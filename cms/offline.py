"""Reading without a connection: the page that explains it, its service worker, what may be kept.

Off until a reader turns it on, since phones are searched. The worker is cms/static/cms/js/sw.js.
"""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.articles import ArticleMixin
from cms.kept import answer
from cms.models import SilencedPage
from cms.pages import BasePage

MOST_IMPORTANT = 100


class ImportantPage(TypedDict):
    """A page to keep on phones; changed in milliseconds since 1970."""

    id: int
    url: str
    language: str
    changed: int


class Keepable(TypedDict):
    """What phones may keep: the ids of all articles that everybody may read, and what to fetch.

    `silenced` holds, by id, the milliseconds since 1970 when something that an article shows was last hidden
    or withdrawn: older copies go.
    """

    public: list[int]
    important: list[ImportantPage]
    silenced: dict[str, int]


@cache
def _worker() -> str:
    return (Path(__file__).parent / "static/cms/js/sw.js").read_text()


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root, so that it may serve the whole site."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page with the switch; a language that the site does not speak leads to one that it does."""
    if not Locale.objects.filter(language_code=get_language()).exists():
        with override(settings.LANGUAGE_CODE):
            return redirect("offline")
    return render(request, "offline.html")


def keepable() -> Keepable:
    """What phones may keep now, read from every kind of article."""
    public: list[int] = []
    important: list[ImportantPage] = []
    for model in apps.get_models():
        if not (issubclass(model, ArticleMixin) and issubclass(model, BasePage)):
            continue
        pages = model.objects.visible()
        public += pages.order_by("pk").values_list("pk", flat=True)
        chosen = pages.filter(is_important=True).order_by("-last_published_at", "-pk")
        important += [
            ImportantPage(
                id=page.pk,
                url=page.get_url() or "",
                language=page.locale.language_code,
                changed=_milliseconds(page.last_published_at) if page.last_published_at else 0,
            )
            for page in chosen.defer_streamfields().select_related("locale")[:MOST_IMPORTANT]
        ]
    everybody = set(public)
    silenced = {
        str(pk): _milliseconds(at)
        for pk, at in SilencedPage.objects.order_by("pk").values_list("pk", "at")
        if pk in everybody
    }
    return Keepable(public=sorted(public), important=important, silenced=silenced)


def _milliseconds(at: datetime.datetime) -> int:
    return int(at.timestamp() * 1000)


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """What phones may keep, as JSON. Says nothing of one reader, and asks nothing of them."""
    return answer(request, "application/json", lambda: json.dumps(keepable()).encode())
