"""Where the archives of a category or an author were: their old addresses, and their feeds', lead on."""

from django.db.models import F, Value
from django.db.models.functions import Replace
from wagtail.contrib.redirects.models import Redirect

from blog.feeds.formats import FORMATS
from blog.models import BlogIndexPage


def lead_on(kind: str, locale_id: int, old: str, new: str) -> None:
    """Has /news/<kind>/<old>/ lead to /news/<kind>/<new>/ in all news of a language.

    What led to the old address leads to the new one at once.
    """
    before, after = f"/{kind}/{old}/", f"/{kind}/{new}/"
    for news in BlogIndexPage.objects.filter(locale_id=locale_id):
        if url := news.get_url():
            root = url.rstrip("/")
            earlier = Redirect.objects.filter(redirect_page=news, redirect_page_route_path=before)
            earlier.update(redirect_page_route_path=after)
            earlier = Redirect.objects.filter(redirect_link__startswith=f"{root}{before}feed.")
            earlier.update(redirect_link=Replace(F("redirect_link"), Value(before), Value(after)))
            _lead(f"{root}{before}", redirect_page=news, redirect_page_route_path=after)
            for feed in FORMATS:
                _lead(f"{root}{before}feed.{feed}", redirect_link=f"{root}{after}feed.{feed}")


def _lead(old: str, **target: object) -> None:
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old), site=None, defaults={**target, "automatically_created": True}
    )
