"""What an operator is told when the site starts, and by `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError

from cms.media.models import Document, Image
from cms.media.privacy import misplaced

# What mends it: `manage.py site` runs it by itself.
COMMAND = "make_renditions"


@checks.register(checks.Tags.database, "start")
def uploads_are_where_they_belong(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Says that uploads are public which were so before there was a rule that hides them."""
    if not databases:
        return []
    try:
        is_settled = not any(misplaced(model._default_manager.all()).exists() for model in (Image, Document))
    except DatabaseError:  # the migrations have not run yet, or there is no database: others say so
        return []
    if is_settled:
        return []
    return [
        checks.Warning(
            "Some uploads are public though the gate keeps them back, or the other way round.",
            hint="Run `manage.py make_renditions`; the site can stay up meanwhile.",
            obj=COMMAND,
            id="media.W001",
        )
    ]
