"""The English home page: made by the first migration, filled by the sample, emptied again."""

from typing import Any

from wagtail.models import Site

from home.models import HomePage
from home.sample.entries import SampleError

EMPTY: dict[str, Any] = {
    "title": "Home",
    "draft_title": "Home",
    "excerpt": "",
    "welcome_heading": "Welcome",
    "welcome_text": "",
    "welcome_picture": None,
    "welcome_button": "",
    "welcome_page": None,
    "asks": [],
    "sections": [],
    "shows_petitions": True,
    "ways_to_help": [],
    "shows_partners": True,
    "latest_revision": None,
    "live_revision": None,
    "first_published_at": None,
    "last_published_at": None,
    "latest_revision_created_at": None,
    "has_unpublished_changes": False,
}


def english_home() -> HomePage:
    """The first page of the site. Raises SampleError where it is none of ours."""
    home = Site.objects.get(is_default_site=True).root_page.specific
    if not isinstance(home, HomePage) or home.locale.language_code != "en":
        raise SampleError("The site's first page is not an English home page: nothing was loaded.")
    return home


def is_untouched(home: HomePage) -> bool:
    """Whether nobody has edited the home page since the first migration made it."""
    return (
        home.title == EMPTY["title"]
        and home.welcome_heading == EMPTY["welcome_heading"]
        and not home.sections
        and home.latest_revision_id is None
    )


def make_empty(home: HomePage) -> None:
    """Brings the home page back into its first state."""
    home.revisions.all().delete()
    home.refresh_from_db()
    for name, value in EMPTY.items():
        setattr(home, name, value)
    home.save()
