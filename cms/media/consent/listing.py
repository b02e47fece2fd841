"""The library's list of pictures: which of them wait, and one answer for many."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import ChoiceFilter
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction
from wagtail.images.views.images import ImagesFilterSet, IndexView

from cms.consent import People
from cms.media.models import Image, ImageQuerySet
from cms.media.privacy import settle

STATES = [
    ("unanswered", _("Nobody has looked yet")),
    ("waiting", _("Waits: unanswered, or nobody agreed")),
    ("running_out", _("Consent ends within 30 days")),
    ("withdrawn", _("Withdrawn")),
]


class PicturesFilterSet(ImagesFilterSet):
    consent = ChoiceFilter(label=_("People in it"), choices=STATES, method="filter_consent")

    def filter_consent(self, pictures: ImageQuerySet, name: str, value: str) -> ImageQuerySet:
        if value == "unanswered":
            return pictures.filter(people=People.UNANSWERED)
        found: ImageQuerySet = getattr(pictures, value)()
        return found


class PicturesView(IndexView):
    filterset_class = PicturesFilterSet


class NobodyIsShown(ImageBulkAction):
    """Answers for pictures of things and places; what was answered otherwise stays."""

    display_name = _("Nobody is shown")
    action_type = "nobody_is_shown"
    aria_label = _("Say that nobody is shown in the selected pictures")
    template_name = "consent/confirm_nobody.html"
    action_priority = 10

    def check_perm(self, image: Image) -> bool:
        policy = self.permission_policy
        return bool(policy.user_has_permission_for_instance(self.request.user, "change", image))

    def get_all_objects_in_listing_query(self, parent_id: int | None) -> "QuerySet[Any]":
        """Wagtail's own takes no notice of the filters above the list."""
        unanswered = Image.objects.filter(people=People.UNANSWERED).values_list("pk", flat=True)
        listed = super().get_all_objects_in_listing_query(parent_id)
        if isinstance(listed, QuerySet):
            return listed.filter(pk__in=unanswered)
        return unanswered.filter(pk__in=[getattr(found, "pk", found) for found in listed])

    @classmethod
    def execute_action(cls, images: Iterable[Image], **kwargs: Any) -> tuple[int, int]:
        pictures = Image.objects.filter(pk__in=[image.pk for image in images])
        answered = pictures.filter(people=People.UNANSWERED).update(people=People.NOBODY)
        settle(pictures)
        return answered, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d picture may be shown now. Pictures that were answered before stay as they were.",
            "%(count)d pictures may be shown now. Pictures that were answered before stay as they were.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
