"""The screens on which pictures are answered for and withdrawn, and those that refuse to publish them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.images.views.images import EditView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.media.consent.forms import STALE
from cms.media.consent.listing import PicturesView
from cms.media.consent.publishing import refusal, waiting_pictures, what_to_do
from cms.media.consent.withdrawal import versions_with, withdraw
from cms.media.copies import copies_of, links_to, own_copies_of
from cms.media.covering.uploads import CoverableCreateView, cover_button
from cms.media.models import Image


class TellMixin:
    """Says after saving whether the picture waits, and for what."""

    request: HttpRequest
    object: Image

    def save_action(self) -> HttpResponse:
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        if self.object.reason_to_wait:
            words = format_html(
                gettext("The picture <bdi>{}</bdi> is not shown yet. {}"),
                self.object.title,
                what_to_do(self.object),
            )
            edit = messages.button(reverse("wagtailimages:edit", args=[self.object.pk]), gettext("Edit"))
            cover = cover_button(self.object)
            messages.warning(self.request, words, buttons=[cover, edit])
        return response


class PictureCreateView(TellMixin, CoverableCreateView):
    pass


class PictureEditView(TellMixin, EditView):
    """Takes no answers from a form that shows what was stored before somebody else's change."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            Image.objects.select_for_update().filter(pk=kwargs["image_id"]).first()
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.has_error(NON_FIELD_ERRORS, "stale"):
            messages.error(self.request, STALE)
            return redirect(self.request.get_full_path())
        response: HttpResponse = super().form_invalid(form)
        return response


class WithdrawView(DetailView):
    """Asks once, with every place where the picture is shown."""

    pk_url_kwarg = "image_id"
    template_name = "consent/withdraw.html"
    context_object_name = "image"

    def get_queryset(self) -> "QuerySet[Image]":
        return Image.objects.all()

    def get_object(self, queryset: "QuerySet[Any] | None" = None) -> Image:
        image: Image = super().get_object(queryset)
        policy = policy_registry.get_by_type(Image)
        if not policy.user_has_permission_for_instance(self.request.user, "change", image):
            raise PermissionDenied
        return image

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holders = [holder for holder, _references in self.object.get_usage()]
        return super().get_context_data(**kwargs) | {
            "holders": [(holder, holder._meta.verbose_name) for holder in holders],
            "version_count": versions_with(self.object),
            "copies": own_copies_of(self.object, self.request.user),
            "page_title": _("Withdraw this picture"),
            "page_subtitle": self.object.title,
            "header_icon": "image",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        image = self.get_object()
        own, copies = own_copies_of(image, request.user), copies_of(image)
        chosen = [copy for copy in own if str(copy.pk) in request.POST.getlist("copies")]
        copies = copies.exclude(pk__in=[copy.pk for copy in chosen])
        left = [name for each in (image, *chosen) for name in withdraw(each, request.user)]
        if left:
            words = gettext("A file of the picture could not be deleted. Tell whoever runs the site at once.")
            messages.error(request, words)
        if copies.exists():
            self._tell_of([copy for copy in own if copy not in chosen])
        elif not left:
            words = gettext("The picture was withdrawn. Nothing of it is left on this site.")
            messages.success(request, words)
        return redirect("wagtailimages:edit", image.pk)

    def _tell_of(self, left: list[Image]) -> None:
        words = gettext(
            "The picture was withdrawn, but the same photograph is still here as another picture."
            " Withdraw that, too, or ask somebody who may. {}"
        )
        messages.warning(self.request, format_html(words, links_to(left)))


@require_admin_access
def approve(request: HttpRequest, page_id: int, action_name: str, task_state_id: int) -> HttpResponseBase:
    """Wagtail's approval from lists and modal windows, which knows no form of the page."""
    if request.method == "POST" and action_name == "approve":
        page = get_object_or_404(Page, pk=page_id)
        # Whoever may not open the page is refused by Wagtail, and learns nothing of what it holds.
        may_open = page.permissions_for_user(request.user).can_edit()
        if may_open and (images := waiting_pictures(page.get_latest_revision_as_object())):
            _tell(request, refusal(images, is_html=True))
            editor = reverse("wagtailadmin_pages:edit", args=[page_id])
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                return JsonResponse({"step": "success", "redirect": editor})
            return redirect(editor)
    view = page_viewset_registry.as_view("workflow_action", page_id_kwarg="page_id")
    answer: HttpResponseBase = view(
        request, page_id=page_id, action_name=action_name, task_state_id=task_state_id
    )
    return answer


def refuse_many(
    request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any
) -> HttpResponse | None:
    """The list's way of publishing many pages at once."""
    if action_type != "publish":
        return None
    held = [page for page in pages if isinstance(page, Page)]
    images = {
        image.pk: image for page in held for image in waiting_pictures(page.get_latest_revision_as_object())
    }
    if not images:
        return None
    _tell(request, refusal(list(images.values()), is_html=True))
    return redirect(action.next_url)


def _tell(request: HttpRequest, problem: ValidationError) -> None:
    words = gettext("Nothing was published.")
    messages.error(request, format_html("{} {}", words, format_html_join(" ", "{}", ((m,) for m in problem))))


# Stand before those of wagtail.images, under the same addresses.
picture_urls = [
    path("images/", PicturesView.as_view()),
    path("images/results/", PicturesView.as_view(results_only=True)),
    path("images/add/", PictureCreateView.as_view()),
    path("images/<int:image_id>/", PictureEditView.as_view()),
    path("images/<int:image_id>/withdraw/", WithdrawView.as_view(), name="withdraw_picture"),
]
# The admin's own addresses come before those of apps: cms/urls.py puts this one before the admin.
approval = path("pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", approve)
