"""The moderators' queue of takedown requests, and the screen of one."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail_modeladmin.views import IndexView, InstanceSpecificView

from cms.lists import CarefulListMixin, Tab, current_of, marked
from cms.takedown import places, working
from cms.takedown.forms import CloseForm, MessageForm
from cms.takedown.models import TakedownRequest
from cms.takedown.states import CLOSED, OPEN, State

CHANGE = "takedown.change_takedownrequest"
INDEX = "takedown_takedownrequest_modeladmin_index"
FIRST = f"?state__in={','.join(state.value for state in OPEN)}"
# What the list may be asked: search, page, order and tabs. modeladmin would take any lookup.
TABBED = ("state__in", "state__exact", "has_answer__exact")
KNOWN = {"q", "p", "o", "ot", *TABBED}
MOST_AT_ONCE = 100


class QueueView(CarefulListMixin, IndexView):
    """Some of the requests, urgent ones first, then by the day on which they are due."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = set(request.GET)
        is_nonsense = any("\x00" in str(value) for value in request.GET.values())  # not for PostgreSQL
        if (not asked or asked - KNOWN or is_nonsense) and request.user.has_perm(CHANGE):
            return redirect(f"{self.index_url}{FIRST}")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self, request: HttpRequest | None = None) -> Any:
        found = super().get_queryset(request)
        is_closed = self.params.get("state__exact") in CLOSED
        return found.order_by("-closed_on", "-pk") if is_closed else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for found in context["object_list"]:
            found.screen_url = self.model_admin.url_helper.get_action_url("edit", found.pk)
        current = current_of(self.params, TABBED)
        is_aside = self.params.get("state__exact") == State.ASIDE
        aside = TakedownRequest.objects.aside().count() if is_aside else 0
        return context | {"tabs": tabs(current), "current": current, "is_aside": is_aside, "aside": aside}


def tabs(current: str) -> list[Tab]:
    """What is to be done first; then how things ended. `current` is a query."""
    to_do, answered = TakedownRequest.objects.to_do(), TakedownRequest.objects.answered().count()
    counts = dict(TakedownRequest.objects.order_by().values_list("state").annotate(models.Count("pk")))
    states = [
        Tab(str(state.label), f"?state__exact={state.value}", counts.get(state.value, 0))
        for state in State
        if state not in OPEN
    ]
    first = [
        Tab(_("To do"), FIRST, to_do.count()),
        Tab(_("Answered"), "?has_answer__exact=1", answered, is_first=True),
    ]
    return marked([*(tab for tab in first if tab.count or tab.query in (FIRST, current)), *states], current)


class SortView(View):
    """What is done with those that were set aside: back into the queue, or thrown away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        action = request.POST.get("action", "")
        ids = [pk for pk in request.POST.getlist("request") if pk.isascii() and pk.isdigit() and len(pk) < 19]
        ticked = TakedownRequest.objects.aside().filter(pk__in=[int(pk) for pk in ids[:MOST_AT_ONCE]])
        chosen = TakedownRequest.objects.aside() if action == "throw_all" else ticked
        if action == "throw_all" and "sure" not in request.POST:
            messages.warning(request, _("Please tick that somebody has looked through them."))
        elif action not in ("back", "throw", "throw_all") or not chosen.exists():
            messages.warning(request, _("Nothing was chosen: tick requests first."))
        elif action == "back":
            found = list(chosen)
            for each in found:
                working.put_back(each, request.user)
            said = ngettext(
                "%(count)d request is in the queue.", "%(count)d requests are in the queue.", len(found)
            )
            messages.success(request, said % {"count": len(found)})
        else:
            count = working.throw_away(chosen, request.user)
            said = ngettext(
                "%(count)d request was thrown away.", "%(count)d requests were thrown away.", count
            )
            messages.success(request, said % {"count": count})
        return redirect(f"{reverse(INDEX)}?state__exact={State.ASIDE.value}")


class RequestView(InstanceSpecificView):
    """One request: where it leads, a question, and how it ends."""

    page_title = gettext_lazy("Takedown request")
    form_classes: ClassVar[dict[str, type[forms.Form]]] = {"ask": MessageForm, "close": CloseForm}

    def check_action_permitted(self, user: Any) -> bool:
        return bool(user.has_perm(CHANGE))

    def get_page_subtitle(self) -> str:
        return str(self.instance)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        found: TakedownRequest = self.instance
        form_class = self.form_classes.get(action)
        if form_class is None:
            if action == "begin" and found.state != State.BACK:
                working.begin(found, request.user)
            elif action == "aside" and found.is_open:
                working.put_aside(found, request.user)
            return redirect(self.edit_url)
        form = form_class(request.POST)
        if not found.is_open or (action == "ask" and not found.has_words):
            messages.warning(request, _("It was closed in the meantime."))
            return redirect(self.edit_url)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{f"{action}_form": form}))
        if action == "ask":
            working.ask(found, form.cleaned_data["text"], request.user)
        else:
            working.close(found, form.cleaned_data["outcome"], form.cleaned_data["note"], request.user)
        messages.success(request, _("Saved."))
        return redirect(self.edit_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: TakedownRequest = self.instance
        page = found.page.specific if found.page else None
        context: dict[str, Any] = super().get_context_data(
            **{
                "found": found,
                "page_of_it": page,
                "is_frame": bool(page) and places.is_frame(page),
                "files": [_described(file) for file in _files(found, page)],
                "first_query": FIRST,
                **{f"{name}_form": form() for name, form in self.form_classes.items()},
                **kwargs,
            }
        )
        return context

    def get_template_names(self) -> list[str]:
        return ["modeladmin/takedown/takedownrequest/edit.html"]


def _files(found: TakedownRequest, page: Any) -> list[Any]:
    """What the address leads to first, then what the page uses."""
    files = [*places.files_at(found.place), *(places.files_of(page) if page else [])]
    return list(dict.fromkeys(files))


def _described(file: Any) -> dict[str, Any]:
    is_picture = hasattr(file, "get_rendition")
    name = "wagtailimages:edit" if is_picture else "wagtaildocs:edit"
    return {"file": file, "is_picture": is_picture, "url": reverse(name, args=[file.pk])}
