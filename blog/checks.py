"""What an operator is told when the site starts, and by `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError

from blog.cards import VERSION
from blog.models import BlogPage

# What mends it: `manage.py site` runs it by itself.
COMMAND = "prepare_posts"


@checks.register(checks.Tags.database, "start")
def cards_are_prepared(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Says that some posts are in no list of the API, or as another release showed them."""
    if not databases:
        return []
    try:
        is_ready = not BlogPage.objects.visible().exclude(card__version=VERSION).exists()
    except DatabaseError:  # the migrations have not run yet, or there is no database: others say so
        return []
    if is_ready:
        return []
    return [
        checks.Warning(
            "Some posts are not prepared for lists: the API does not show them.",
            hint="Run `manage.py prepare_posts`; the site can stay up meanwhile.",
            obj=COMMAND,
            id="blog.W001",
        )
    ]
