"""What names what, for many things at once: Wagtail writes it down thing by thing, at each save."""

from collections.abc import Iterable
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ReferenceIndex

CHUNK = 100


def refer(things: Iterable[Model]) -> None:
    """Stores the references of things that have none yet; parts of others come with those."""
    rows = (
        ReferenceIndex(
            content_type=ContentType.objects.get_for_model(thing),
            base_content_type=ReferenceIndex._get_base_content_type(thing),
            object_id=thing.pk,
            to_content_type_id=kind,
            to_object_id=pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for thing in things
        if ReferenceIndex.is_indexed(type(thing))
        for kind, pk, model_path, content_path in set(ReferenceIndex._extract_references_from_object(thing))
    )
    while some := list(islice(rows, CHUNK)):
        ReferenceIndex.objects.bulk_create(some)
