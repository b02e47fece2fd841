"""Where the archive of a category was: its old address, and that of its feeds, lead on."""

from django.db.models import F, Value
from django.db.models.functions import Replace
from wagtail.contrib.redirects.models import Redirect

from blog.feeds.formats import FORMATS
from blog.models import BlogIndexPage

# Its feeds stand below the address of an archive.
FEEDS = [f"feed.{feed}" for feed in FORMATS]


def lead_on(locale_id: int, old: str, new: str) -> None:
    """Has /news/category/<old>/ lead to /news/category/<new>/ in all news of a language.

    What led to the old address leads to the new one at once; what led away from the new one is gone.
    """
    before, after = f"/category/{old}/", f"/category/{new}/"
    for news in BlogIndexPage.objects.filter(locale_id=locale_id):
        if url := news.get_url():
            root = url.rstrip("/")
            earlier = Redirect.objects.filter(redirect_page=news, redirect_page_route_path=before)
            earlier.update(redirect_page_route_path=after)
            earlier = Redirect.objects.filter(redirect_link__startswith=f"{root}{before}feed.")
            earlier.update(redirect_link=Replace(F("redirect_link"), Value(before), Value(after)))
            feeds = {f"{root}{before}{feed}": f"{root}{after}{feed}" for feed in FEEDS}
            taken = [f"{root}{after}".rstrip("/"), *feeds.values()]
            Redirect.objects.filter(old_path__in=taken).delete()
            _lead(f"{root}{before}", redirect_page=news, redirect_page_route_path=after)
            for was, now in feeds.items():
                _lead(was, redirect_link=now)


def _lead(old: str, **target: object) -> None:
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old), site=None, defaults={**target, "automatically_created": True}
    )
