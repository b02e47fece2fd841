"""One row as plain data with keys for references, and back."""

import datetime
import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Field, FileField, ForeignKey, JSONField, ManyToManyField, Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Collection, Page, Revision

from cms.moving import Kind
from home.moving.bodies import Turn, turned
from home.moving.keys import Keys, MovingError
from home.moving.typed import typed_field

OF_TREES = frozenset({"path", "depth", "numchild", "url_path"})


def fields_of(kind: Kind, model: type[Model]) -> Iterator[Field[Any, Any]]:
    """What goes along of each thing; who did something stays behind, and so do histories."""
    left = {*kind.without, *(OF_TREES if issubclass(model, Page | Collection) else ())}
    behind = {settings.AUTH_USER_MODEL, Revision._meta.label}
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if field.primary_key or field.name in left or getattr(field.remote_field, "parent_link", False):
            continue
        if field.related_model and field.related_model._meta.label in behind:
            continue
        if isinstance(field, ManyToManyField) and field.related_model._meta.label == "taggit.Tag":
            continue
        if field.concrete and not hasattr(field, "through") and field.name != "tags":
            yield field


def out(field: Field[Any, Any], thing: Model, keys: Keys, place: str) -> Any:
    """A field's value as JSON holds it."""
    turn = outward(keys)
    if isinstance(field, ManyToManyField):
        rows = getattr(thing, field.name).values_list("pk", flat=True)
        return sorted(key for pk in rows if (key := keys.key(field.related_model, pk)))
    value = field.value_from_object(thing)
    if isinstance(field, ForeignKey):
        return None if value is None else keys.key(field.related_model, value)
    if isinstance(field, StreamField):
        return turned(field.stream_block, list(value.raw_data), turn, f"{place}/{field.name}")
    if isinstance(field, RichTextField):
        return turn.text(value, field.features, field.name)
    if isinstance(field, FileField):
        return value.name
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | uuid.UUID):
        return value.isoformat() if isinstance(value, datetime.date) else str(value)
    return value


def back(field: Field[Any, Any], value: Any, turn: Turn) -> Any:
    """What a row holds, by the field's attname. Raises MovingError for what nothing has the key of, and for
    what no editor could have typed."""
    if isinstance(field, ManyToManyField):
        return [turn.there(field.related_model, key) for key in value]
    if isinstance(field, ForeignKey):
        return None if value is None else turn.there(field.related_model, value)
    if isinstance(field, StreamField):
        return field.to_python(json.dumps(turned(field.stream_block, value, turn, field.name)))
    if isinstance(field, RichTextField):
        return turn.text(value, field.features, field.name)
    if isinstance(field, JSONField):
        return value
    return typed_field(field, value)


def outward(keys: Keys) -> Turn:
    def there(model: type[Model], pk: Any) -> Any:
        return keys.key(model, int(pk)) if str(pk).isdecimal() else None

    return Turn(there)


def inward(keys: Keys) -> Turn:
    return Turn(keys.row, is_inward=True)


def draft_out(kind: Kind, model: type[Model], content: dict[str, Any], keys: Keys, place: str) -> Any:
    """What a revision holds of the fields that go along, as `out` would say it."""
    return _draft(kind, model, content, outward(keys), place)


def draft_back(kind: Kind, model: type[Model], content: dict[str, Any], turn: Turn) -> Any:
    return _draft(kind, model, content, turn, "drafts")


def _draft(kind: Kind, model: type[Model], content: dict[str, Any], turn: Turn, place: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in fields_of(kind, model):
        if field.name not in content:
            continue
        value = content[field.name]
        if isinstance(field, ManyToManyField):
            value = [key for each in value if (key := turn.there(field.related_model, each)) is not None]
        elif isinstance(field, ForeignKey):
            value = None if value is None else turn.there(field.related_model, value)
        elif isinstance(field, StreamField):
            parts = json.loads(value) if isinstance(value, str) else value
            parts = turned(field.stream_block, parts, turn, f"{place}/{field.name}")
            value = json.dumps(parts) if turn.is_inward else parts
        elif isinstance(field, RichTextField):
            value = turn.text(value, field.features, field.name)
        elif turn.is_inward and not isinstance(field, JSONField):
            typed_field(field, value)
        said[field.name] = value
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME or name not in content:
            continue
        inner = Kind(name, relation.related_model._meta.label, without=(relation.field.name,))
        said[name] = [
            {"pk": child.get("pk"), **_draft(inner, inner.model, child, turn, name)}
            for child in content[name]
        ]
    return said


def text_of(thing: dict[str, Any], name: str) -> str:
    """Raises MovingError where a thing lacks what all must have."""
    if not isinstance(value := thing.get(name), str):
        raise MovingError(f"lacks “{name}”.")
    return value
