"""The library's list of pictures: which of them wait, and one answer for many."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import ChoiceFilter
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction
from wagtail.images.views.images import ImagesFilterSet, IndexView
from wagtail.log_actions import log

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
        """Wagtail's own takes no notice of the filters above the list, nor of what was looked at."""
        unanswered = Image.objects.filter(people=People.UNANSWERED).values_list("pk", flat=True)
        if self.request.method == "POST":
            looked_at = self.request.POST.get("looked_at", "").split(",")
            unanswered = unanswered.filter(pk__in=[pk for pk in looked_at if pk.isdecimal()])
        filters = PicturesFilterSet(
            QueryDict(urlsplit(self.next_url).query), queryset=Image.objects.all(), request=self.request
        )
        if filters.is_valid():
            unanswered = unanswered.filter(pk__in=filters.qs.values("pk"))
        listed = super().get_all_objects_in_listing_query(parent_id)
        if isinstance(listed, QuerySet):
            return unanswered.filter(pk__in=listed)
        return unanswered.filter(pk__in=[getattr(found, "pk", found) for found in listed])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"looked_at": ",".join(str(item["item"].pk) for item in context["items"])}

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, images: Iterable[Image], **kwargs: Any) -> tuple[int, int]:
        """Within Wagtail's transaction."""
        pictures = Image.objects.filter(pk__in=[image.pk for image in images])
        answered = list(pictures.filter(people=People.UNANSWERED).select_for_update())
        Image.objects.filter(pk__in=[image.pk for image in answered]).update(people=People.NOBODY)
        for image in answered:
            log(image, "wagtail.edit", user=kwargs["user"])
        settle(pictures)
        return len(answered), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d picture may be shown now. Pictures that were answered before stay as they were.",
            "%(count)d pictures may be shown now. Pictures that were answered before stay as they were.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
