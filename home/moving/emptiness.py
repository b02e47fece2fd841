"""Whether anybody wrote anything here yet: a whole site goes into an empty one alone."""

from django.db.models import Model
from wagtail.contrib.settings.models import AbstractSetting

from cms.moving import kinds
from home.models import HomePage, SampleItem
from home.moving.keys import MovingError

# Two of a kind that a site without content has: its home page and its address.
MADE_BY_MIGRATIONS = {"pages": 1, "sites": 1}
WHAT_TO_DO = "Take a new DATA_DIR (or a new database), run migrate and import_site there, and then make site."


def refuse_what_is_not_empty() -> None:
    """Raises MovingError where anybody has written anything here."""
    if content := what_is_here():
        raise MovingError(f"This site has {content}: only an empty one can take it in. {WHAT_TO_DO}")


def what_is_here() -> str:
    """What somebody wrote here, in a word or two; empty where nobody has."""
    for kind in kinds.values():
        rows = [row for row in kind.rows()[:2] if not _is_untouched(row)]
        if len(rows) > MADE_BY_MIGRATIONS.get(kind.name, 0):
            return "the sample content" if SampleItem.objects.exists() else kind.name.replace("_", " ")
    return "" if all(home.is_bare for home in HomePage.objects.all()) else "a home page with content"


def _is_untouched(row: Model) -> bool:
    """Whether these are settings that were opened once and never changed."""
    return isinstance(row, AbstractSetting) and all(
        field.value_from_object(row) in (field.get_default(), *field.empty_values)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name != "site"
    )
