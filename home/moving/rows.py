"""Rows as the archive describes them, written without what happens at a save."""

import json
from collections.abc import Container
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, Model
from django.utils.dateparse import parse_datetime
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, TranslatableMixin

from cms.media.models import Document, Image
from cms.moving import Kind
from home.moving.bodies import Turn
from home.moving.keys import MovingError
from home.moving.places import Places
from home.moving.things import back, draft_back, fields_of, text_of

FOLDERS = {Image: "original_images", Document: "documents"}


def checked(kind: Kind, thing: dict[str, Any], members: Container[str]) -> dict[str, Any]:
    """The same thing. Raises MovingError where it is not made as this release makes one."""
    model = model_of(kind, thing)
    fields = thing.get("fields")
    known = {field.name for field in fields_of(kind, model)}
    if not isinstance(fields, dict):
        raise MovingError("has no “fields”.")
    if unknown := fields.keys() - known:
        raise MovingError(f"has a field {min(unknown)!r} that this release does not know.")
    if missing := known - fields.keys():
        raise MovingError(f"lacks the field {min(missing)!r}.")
    folder = FOLDERS.get(kind.model)
    if folder and fields["file"] != f"{folder}/{thing['key']}":
        raise MovingError("does not name its own file.")
    if folder and f"media/{fields['file']}" not in members:
        raise MovingError("says what a picture or document is, but the file of it is not in the archive.")
    tags = thing.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) and 0 < len(tag) <= 100 for tag in tags):
        raise MovingError("has “tags” that are none.")
    own = f"{fields.get('translation_key')}.{fields.get('locale')}"
    if issubclass(model, TranslatableMixin) and thing["key"] != own:
        raise MovingError("has another key than its translations and its language say.")
    return thing


def model_of(kind: Kind, thing: dict[str, Any]) -> type[Model]:
    try:
        model = apps.get_model(text_of(thing, "type"))
    except (LookupError, ValueError):
        raise MovingError(f"is a {thing['type']!r}, which this release does not know.") from None
    is_right = issubclass(model, kind.model) and (model is not Page) and not model._meta.abstract
    if not is_right:
        raise MovingError(f"is a {thing['type']!r}, which is none of {kind.name}.")
    return model


def values_of(kind: Kind, thing: dict[str, Any], turn: Turn) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """What goes into columns, by attname, and what goes into tables between."""
    columns: dict[str, Any] = {}
    between: dict[str, list[Any]] = {}
    for field in fields_of(kind, model_of(kind, thing)):
        said = thing["fields"][field.name]
        if field.name in kind.narrowed and kind.narrowed[field.name](said) != said:
            raise MovingError(f"holds in “{field.name}” what is no such value.")
        value = back(field, said, turn)
        if isinstance(field, ManyToManyField):
            between[field.name] = value
        else:
            columns[field.attname] = value
    return columns, between


def write(kind: Kind, thing: dict[str, Any], turn: Turn, places: Places) -> None:
    model = model_of(kind, thing)
    columns, between = values_of(kind, thing, turn)
    columns |= places.get((kind.name, thing["key"]), {})
    if issubclass(model, Image | Document):
        columns["is_hidden"] = True  # until everything is there that says otherwise
    if issubclass(model, Page):
        columns["content_type_id"] = ContentType.objects.get_for_model(model).pk
    row = model(pk=thing["number"], **columns)
    # Signals come with the save after all is there: what listens looks at other rows.
    for part in [*model._meta.get_parent_list(), model]:
        setattr(row, part._meta.pk.attname, thing["number"])
        manager: Any = part._base_manager
        manager._insert([row], fields=part._meta.local_concrete_fields, raw=True)
    for name, ids in between.items():
        field: Any = model._meta.get_field(name)
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        through = field.remote_field.through
        through.objects.bulk_create(through(**{f"{own}_id": row.pk, f"{other}_id": pk}) for pk in ids)
    if isinstance(row, Image | Document):
        row.tags.set(thing.get("tags", []))


def drafts_of(kind: Kind, thing: dict[str, Any], turn: Turn) -> list[dict[str, Any]]:
    """The fields of each draft as a revision holds them. Raises MovingError for what cannot be one."""
    drafts = thing.get("drafts", [])
    for draft in drafts:
        for moment in ("created_at", "goes_live_at"):
            if (said := draft[moment]) is None and moment == "goes_live_at":
                continue
            if not (read := parse_datetime(said)) or read.tzinfo is None:
                raise MovingError(f"has a draft whose “{moment}” is no moment.")
    return [draft_back(kind, model_of(kind, thing), draft["fields"], turn) for draft in drafts]


def write_drafts(kind: Kind, thing: dict[str, Any], turn: Turn) -> None:
    """What is not shown yet, as revisions of a page that is written."""
    for draft, fields in zip(thing.get("drafts", []), drafts_of(kind, thing, turn), strict=True):
        page = Page.objects.get(pk=thing["number"]).specific
        content = {**page.serializable_data(), **fields}
        revision = Revision.objects.create(
            content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=str(page.pk),
            created_at=parse_datetime(draft["created_at"]),
            approved_go_live_at=parse_datetime(draft["goes_live_at"]) if draft["goes_live_at"] else None,
            object_str=str(page),
            content=json.loads(json.dumps(content, default=str)),
        )
        Page.objects.filter(pk=page.pk).update(latest_revision=revision)


def save_as_written(thing: Model) -> None:
    """A save with all that happens at one, after which bodies are stored as they were exported."""
    exact = {
        field.attname: field.to_python(json.dumps(list(getattr(thing, field.attname).raw_data)))
        for field in thing._meta.concrete_fields
        if isinstance(field, StreamField)
    }
    if isinstance(thing, Page):
        thing.save(clean=False)
    else:
        thing.save()
    if exact:
        type(thing)._base_manager.filter(pk=thing.pk).update(**exact)


def measure_again(upload: Image | Document) -> None:
    """Size and sum of a file that was cleaned."""
    if isinstance(upload, Document):
        upload._set_document_file_metadata()
    else:
        upload.file_size = upload.file.size
        upload._set_file_hash()
