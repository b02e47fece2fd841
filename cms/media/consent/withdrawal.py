"""Takes a picture back for good: everywhere at once, and nothing of it stays."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from cms.consent import People
from cms.media.consent.placeholder import placeholder
from cms.media.deleting import delete_on_commit
from cms.media.models import Image
from cms.media.privacy import picture_withdrawn, tell_moved

LOG_ACTION = "cms.withdraw_picture"
# How fields and parts of blocks that hold a picture are named.
NAMES = ("picture", "image", "logo", "icon")


def withdraw(image: Image, user: Any = None) -> list[str]:
    """Puts a neutral picture in its place and forgets what was known of it. Cannot be undone.

    Returns the names of files that could not be deleted.

    Whoever keeps more of it, such as an encrypted original, listens to `picture_withdrawn`.
    """
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        image = Image.objects.select_for_update().get(pk=image.pk)
        # Before all else that waits for the commit: nothing that fails may keep the file.
        made = image.renditions.values_list("file", flat=True)
        left = delete_on_commit(image.file.storage, image.file.name, *made)
        _forget(image)
        image.file = placeholder(image.width, image.height)
        image.save()
        _forget_tags(image)
        _forget_name_in_log(image)
        picture_withdrawn.send(sender=Image, image=image)
        log(image, LOG_ACTION, user=user)
        # What pages say of it goes, too.
        tell_moved(image)
    return left


def _forget(image: Image) -> None:
    image.title = gettext("Withdrawn picture") + f" {image.pk}"
    image.description = gettext("This picture was withdrawn.")
    image.credit = ""
    image.people, image.is_recognizable, image.is_covered = People.NOBODY, None, False
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = None
    image.withdrawn_at = timezone.now()


def _forget_tags(image: Image) -> None:
    """A tag may be a name: one that nothing else has goes, too."""
    tags = list(image.tags.all())
    image.tags.clear()
    for tag in tags:
        uses = (
            relation.related_model._default_manager.filter(**{relation.field.name: tag})
            for relation in tag._meta.related_objects
        )
        if not any(found.exists() for found in uses):
            tag.delete()


def _forget_name_in_log(image: Image) -> None:
    """Each line of the log repeats the title that the picture had then."""
    kind = ContentType.objects.get_for_model(Image)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(image.pk))
    entries.update(label=image.title)


def versions_with(image: Image) -> int:
    """How many versions of pages, drafts and old ones, name a picture and show what stands in its place."""
    stored = Revision.page_revisions.annotate(text=Cast("content", TextField()))
    candidates = stored.filter(text__contains=str(image.pk)).values_list("content", flat=True)
    return sum(image.pk in set(_pictures(content)) for content in candidates.iterator())


def _pictures(content: Any, name: str = "") -> Iterator[int]:
    """The numbers that stand in a page's stored content where pictures are named."""
    if isinstance(content, dict):
        name = content.get("type", name) if "value" in content else name
        for key, value in content.items():
            yield from _pictures(value, name if key == "value" else key)
    elif isinstance(content, list):
        for value in content:
            yield from _pictures(value, name)
    elif isinstance(content, int) and name.endswith(NAMES):
        yield content
    elif isinstance(content, str) and content.startswith("["):  # a body is a text within the text
        try:
            body = json.loads(content)
        except ValueError:
            return
        yield from _pictures(body)
