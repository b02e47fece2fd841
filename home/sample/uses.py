"""Who uses a thing, and who has edited it."""

from django.db.models import Model
from wagtail.log_actions import registry as log_registry
from wagtail.models import ReferenceIndex

from blog.models import Category

EDITS = ("wagtail.edit", "wagtail.revert")


def users_of(item: Model) -> list[Model]:
    """The pages and snippets that show a thing, as they are stored now."""
    if isinstance(item, Category):
        return list(item.posts.all())
    found = []
    for reference in ReferenceIndex.get_references_to(item):
        model = reference.base_content_type.model_class()
        user = model._default_manager.filter(pk=reference.object_id).first() if model else None
        if user is not None and user not in found:
            found.append(user)
    return found


def is_edited(item: Model) -> bool:
    """Whether a person has changed it in the admin; load_sample itself leaves no name."""
    logs = log_registry.get_logs_for_instance(item)
    return bool(logs.filter(action__in=EDITS, user__isnull=False).exists())
