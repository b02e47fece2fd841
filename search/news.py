"""The news of the reader's language: where to go on for whoever found nothing."""

from typing import Any, TypedDict
from urllib.parse import quote

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language

from blog.archive import Archive
from blog.models import BlogIndexPage
from cms.versions import version_of

SECONDS = 60 * 60 * 24


class News(TypedDict):
    """years and subjects as (name, address): newest first, and the categories that have posts."""

    title: str
    url: str
    years: list[tuple[int, str]]
    subjects: list[tuple[str, str]]


def news_of(request: HttpRequest) -> News | None:
    """What the reader can browse; None where there is no news in the language. Kept under the version."""
    language = get_language()
    version = version_of(request)

    def read() -> dict[str, Any]:
        indexes = BlogIndexPage.objects.visible().filter(locale__language_code=language)
        index = indexes.order_by("path").first()
        if index is None:
            return {}
        url = index.get_url(request) or ""
        archive = Archive(index, version=version)
        years = [(year, f"{url}{year}/") for year in archive.years]
        subjects = [(item.name, f"{url}category/{quote(item.slug)}/") for item in archive.subjects]
        return {"news": News(title=index.title, url=url, years=years, subjects=subjects)}

    kept: dict[str, Any] = cache.get_or_set(f"search.news.{language}.{version}", read, SECONDS) or {}
    return kept.get("news")
