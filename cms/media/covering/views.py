"""The screen on which faces are covered. Works by mouse, finger and keyboard, and as a form of numbers."""

from hashlib import blake2b
from io import BytesIO
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic.base import TemplateView
from PIL import Image as Pillow
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from cms.accounts.models import User
from cms.consent import People
from cms.media.consent.forms import PEOPLE
from cms.media.copies import links_to, own_copies_of
from cms.media.covering.burning import Cover
from cms.media.covering.forms import (
    EMPTY_ROWS,
    MOST_COVERS,
    BaseCoverFormSet,
    CoverFormSet,
    Shape,
    Style,
    rows,
)
from cms.media.covering.proposals import faces
from cms.media.covering.replacing import ACTION, StaleError, cover
from cms.media.covering.texts import texts
from cms.media.models import Image
from cms.media.renditions import readable

MOST_SIDE = 1_600
SHOWN = [(value, label) for value, label in PEOPLE if value in (People.ADULTS, People.CHILDREN)]
STALE = gettext_lazy(
    "Somebody else changed this picture meanwhile. Here it is as it is now: cover what is left to cover."
)


def picture_to_change(request: HttpRequest, pk: int) -> Image:
    """A picture that whoever asks may change. Raises Http404 and PermissionDenied."""
    image = get_object_or_404(Image, pk=pk)
    policy = policy_registry.get_by_type(Image)
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    return image


@never_cache
def shown(request: HttpRequest, image_id: int) -> HttpResponse:
    """The picture as one draws on it, made for this answer alone: a rendition would be one file more."""
    image = picture_to_change(request, image_id)
    content = BytesIO()
    try:
        with image.open_file() as file:
            picture = Pillow.open(file)
            picture.draft(None, (MOST_SIDE, MOST_SIDE))
            small = readable(picture)
    except OSError:
        raise Http404("The file is lost.") from None
    small.thumbnail((MOST_SIDE, MOST_SIDE), reducing_gap=2)
    if small.mode == "RGBA":
        small = Pillow.alpha_composite(Pillow.new("RGBA", small.size, "white"), small).convert("RGB")
    small.save(content, "JPEG", quality=80)
    return HttpResponse(content.getvalue(), content_type="image/jpeg")


@never_cache
def found(request: HttpRequest, image_id: int) -> JsonResponse:
    """Where a machine thinks that faces are, as {"faces": [{left, top, width, height}]} in percent."""
    return JsonResponse({"faces": rows(_proposals(picture_to_change(request, image_id)))})


def _proposals(image: Image) -> list[Cover]:
    try:
        with image.open_file() as file:
            return [Cover(*box) for box in faces(file.file)]
    except OSError:
        return []


@method_decorator(never_cache, name="dispatch")
class CoverView(WagtailAdminTemplateMixin, TemplateView):
    """Draws covers over a picture, and burns them in."""

    template_name = "covering/cover.html"
    page_title = gettext_lazy("Cover faces")
    header_icon = "no-view"
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.image = picture_to_change(request, kwargs["image_id"])
        self.problem, self.note = "", ""
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def edit_url(self) -> str:
        return reverse("wagtailimages:edit", args=[self.image.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(self._formset([]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        formset = CoverFormSet(request.POST, prefix="covers")
        if not formset.is_valid():
            self.problem = _("Some of the numbers cannot be right.")
            return self._answer(formset)
        if "find" in request.POST:
            proposals = _proposals(self.image)
            self.note = _told(len(proposals))
            return self._answer(self._formset([*formset.covers, *proposals][:MOST_COVERS]))
        if "more" in request.POST:
            return self._answer(self._formset(formset.covers))
        if not formset.covers:
            self.problem = _("Draw at least one cover.")
            return self._answer(self._formset([]))
        if "is_all" in request.POST and not (self.image.people or self._people):
            self.problem = _("Choose who is shown, adults or children: only then the picture may be shown.")
            return self._answer(formset)
        return self._cover(formset)

    @property
    def _people(self) -> str:
        """Who is shown, as somebody says here because nobody said it before."""
        people = self.request.POST.get("people", "")
        return people if people in dict(SHOWN) else ""

    def _cover(self, formset: BaseCoverFormSet) -> HttpResponse:
        try:
            if self.request.POST.get("state") != self.image.file_hash:
                raise StaleError
            is_all = "is_all" in self.request.POST
            user = cast(User, self.request.user)
            context = LogContext(user)
            context.uuid = _mark_of(self.request)
            with context:
                left = cover(self.image, formset.covers, user, is_all=is_all, people=self._people)
        except StaleError:
            if self._is_done():
                self._tell(len(formset.covers), [])
                return redirect(self.edit_url)
            self.image.refresh_from_db()
            self.problem = str(STALE)
            return self._answer(self._formset([]))
        except ValidationError as refusal:
            self.problem = " ".join(refusal.messages)
            return self._answer(formset)
        except OSError:
            self.problem = _("The picture could not be stored. Nothing was changed: try again later.")
            return self._answer(formset)
        self._tell(len(formset.covers), left)
        return redirect(self.edit_url)

    def _is_done(self) -> bool:
        """Whether this very form was taken already, as by a double click, and nothing came after it."""
        last = ModelLogEntry.objects.for_instance(self.image).order_by("-timestamp", "-pk").first()
        return last is not None and (last.action, last.uuid) == (ACTION, _mark_of(self.request))

    def _tell(self, count: int, left: list[str]) -> None:
        said = ngettext("One place is covered for good.", "%(count)s places are covered for good.", count) % {
            "count": count
        }
        messages.success(self.request, said)
        if left:
            messages.error(
                self.request,
                _("The uncovered picture could not be deleted. Tell whoever runs the site at once."),
            )
        if copies := own_copies_of(self.image, self.request.user):
            words = _("The same photograph is still here, uncovered, as another picture. Cover that, too: {}")
            messages.warning(self.request, format_html(words, links_to(copies)))

    def _formset(self, covers: list[Cover]) -> BaseCoverFormSet:
        """The rows of a new form, and some empty ones for those who write numbers."""
        formset = CoverFormSet(initial=rows(covers), prefix="covers")
        formset.extra = min(EMPTY_ROWS, MOST_COVERS - len(covers))
        return formset

    def _answer(self, formset: BaseCoverFormSet) -> HttpResponse:
        drawn = formset.initial or []
        status = 422 if self.problem else 200
        return self.render_to_response(self.get_context_data(formset=formset, drawn=drawn), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailimages:index"), "label": _("Pictures")},
            {"url": self.edit_url, "label": self.image.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "image": self.image,
            "edit_url": self.edit_url,
            "problem": self.problem,
            "note": self.note,
            "shapes": Shape.choices,
            "styles": Style.choices,
            "people": [] if self.image.people else SHOWN,
            "said": self.request.POST,
            "texts": texts(),
        }


def _mark_of(request: HttpRequest) -> UUID:
    """The same for the same form of the same person, and for no other: the token in it is of chance."""
    sent = [request.user.pk, *sorted(request.POST.lists())]
    return UUID(bytes=blake2b(repr(sent).encode(), digest_size=16).digest())


def _told(count: int) -> str:
    """What is said of proposals where there is no JavaScript to say it."""
    if not count:
        return str(texts()["none"])
    return ngettext(
        "The machine found one face: look whether its numbers are right, and whether it missed one.",
        "The machine found %(count)s faces: look whether the numbers are right, and whether it missed one.",
        count,
    ) % {"count": count}
