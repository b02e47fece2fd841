"""The moderators' queue: what waits, and what can be done with it."""

from typing import Any, ClassVar
from urllib.parse import urlencode

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

from blog.comments import moderation, scoring
from blog.comments.forms import AnswerForm, ReferForm, WordsForm
from blog.comments.models import Comment
from blog.comments.states import State
from cms.lists import CarefulListMixin, Tab, current_of, marked

CHANGE = "comments.change_comment"
INDEX = "comments_comment_modeladmin_index"
FIRST = f"?state__exact={State.WAITING.value}"
REPORTED, URGENT = "?reports__isnull=False", "?is_urgent__exact=1"
TABBED = ("state__exact", "reports__isnull", "is_urgent__exact")
# What the list may be asked: search, page, order and tabs. modeladmin would take any lookup.
KNOWN = {"q", "p", "o", "ot", *TABBED}
LISTS = {REPORTED, URGENT, *(f"?state__exact={state.value}" for state in State)}
DECISIONS = {"approve": State.APPROVED, "reject": State.REJECTED, "spam": State.SPAM}
MOST_AT_ONCE = 100


class QueueView(CarefulListMixin, IndexView):
    """The comments of one state, urgent ones first; without a choice those that wait."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = set(request.GET)
        is_nonsense = any(
            "\x00" in str(value) for value in request.GET.values()
        )  # which PostgreSQL does not take
        if (not asked or asked - KNOWN or is_nonsense) and request.user.has_perm(CHANGE):
            return redirect(f"{self.index_url}{FIRST}")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        current = current_of(self.params, TABBED)
        for comment in context["object_list"]:
            url = self.model_admin.url_helper.get_action_url("edit", comment.pk)
            describe(comment, f"{url}?{urlencode({'list': current})}")
        is_spam = self.params.get("state__exact") == State.SPAM
        aside = Comment.objects.set_aside().count() if is_spam else 0
        return context | {"tabs": tabs(current), "current": current, "aside": aside}


def tabs(current: str) -> list[Tab]:
    """Where there is something to look at first; then the states. `current` is a query."""
    first = [
        Tab(_("Urgent"), URGENT, Comment.objects.urgent().count(), is_first=True),
        Tab(_("Reported"), REPORTED, Comment.objects.reported().count(), is_first=True),
    ]
    counts = dict(Comment.objects.order_by().values_list("state").annotate(models.Count("pk")))
    states = [
        Tab(str(state.label), f"?state__exact={state.value}", counts.get(state.value, 0))
        for state in State
        if state != State.ERASED
    ]
    shown = [*(tab for tab in first if tab.count or tab.query == current), *states]
    return marked(shown, current)


def describe(comment: Any, url: str) -> None:
    """Adds what the screens say of a comment."""
    comment.screen_url = url
    comment.score_in_words = scoring.in_words(comment.score)
    comment.is_likely_spam = comment.score >= scoring.LIKELY
    comment.may_tell_who = scoring.may_tell_who(f"{comment.name} {comment.text}")
    reasons = [report.get_reason_display() for report in comment.reports.all()]
    comment.reasons = [(reason, reasons.count(reason)) for reason in dict.fromkeys(reasons)]


class DecideView(View):
    """Approves, rejects or calls spam: one comment by its own button, or all that were ticked."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        if "aside" in request.POST:
            return self.reject_aside(request)
        decision, _dash, single = request.POST.get("one", "").partition("-")
        ids = [single] if single else request.POST.getlist("comment")
        state = DECISIONS.get(decision or request.POST.get("all", ""))
        wanted = [int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 19][:MOST_AT_ONCE]
        found = (
            Comment.objects.filter(pk__in=wanted).exclude(state=State.ERASED).select_related("post", "parent")
        )
        if state is None or not wanted:
            messages.warning(request, _("Nothing was chosen: tick comments first."))
            return self.back(request)
        for comment in found:
            moderation.decide(comment, state, request.user)
        self.say(request, len(found), state)
        return self.back(request)

    def reject_aside(self, request: HttpRequest) -> HttpResponse:
        if "sure" in request.POST:
            self.say(request, moderation.reject_aside(request.user), State.REJECTED)
        else:
            messages.warning(request, _("Please tick that somebody has looked through them."))
        return self.back(request)

    def say(self, request: HttpRequest, done: int, state: State) -> None:
        said = ngettext("%(count)d comment: %(state)s.", "%(count)d comments: %(state)s.", done)
        messages.success(request, said % {"count": done, "state": state.label})

    def back(self, request: HttpRequest) -> HttpResponse:
        """To the list in which the button stood."""
        return redirect(f"{reverse(INDEX)}{known_list(request.POST.get('list', ''))}")


def known_list(query: str) -> str:
    """The query of a list, if it is one of ours; else that of what waits."""
    return query if query in LISTS else FIRST


class CommentView(InstanceSpecificView):
    """One comment: take something out, ask for help, answer."""

    page_title = gettext_lazy("Comment")
    form_classes: ClassVar[dict[str, type[forms.Form]]] = {
        "edit": WordsForm,
        "refer": ReferForm,
        "answer": AnswerForm,
    }

    def check_action_permitted(self, user: Any) -> bool:
        return bool(user.has_perm(CHANGE)) and self.instance.state != State.ERASED

    def get_page_subtitle(self) -> str:
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        if action not in self.form_classes:
            return redirect(self.here)
        form = self.bound(action, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{f"{action}_form": form}))
        said = form.cleaned_data
        if action == "edit":
            moderation.edit(self.instance, said["name"], said["text"], request.user)
        elif action == "refer":
            moderation.refer(self.instance, said["is_urgent"], said["referral"], request.user)
        else:
            moderation.answer(self.instance, said["words"], request.user)
        messages.success(request, _("Saved."))
        return redirect(self.here)

    @property
    def list_query(self) -> str:
        """The list from which somebody came; else that of the comment's state."""
        asked = self.request.GET.get("list", "")
        return asked if asked in LISTS else f"?state__exact={self.instance.state}"

    @property
    def here(self) -> str:
        return f"{self.edit_url}?{urlencode({'list': self.list_query})}"

    def bound(self, action: str, data: Any = None) -> forms.Form:
        comment = self.instance
        initial = {
            "edit": {"name": comment.name, "text": comment.text},
            "refer": {"is_urgent": comment.is_urgent, "referral": comment.referral},
        }
        form: forms.Form = self.form_classes[action](data, initial=initial.get(action))
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        describe(self.instance, self.here)
        shown = {f"{name}_form": self.bound(name) for name in self.form_classes}
        context: dict[str, Any] = super().get_context_data(
            **{
                **shown,
                "comment": self.instance,
                "list_query": self.list_query,
                **kwargs,
            }
        )
        return context

    def get_template_names(self) -> list[str]:
        return ["modeladmin/comments/comment/edit.html"]
