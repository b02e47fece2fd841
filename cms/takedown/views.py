"""What people do with takedown requests: send one, and with its code see it, answer, take it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.anonymous.cleaning import plain_line
from cms.anonymous.codes import hash_of
from cms.anonymous.doors import for_readers, said, too_often
from cms.anonymous.fields import CodeForm
from cms.counting import Limit
from cms.lite import full_path
from cms.takedown import working
from cms.takedown.forms import CODES, MessageForm, TakedownForm, fresh_token
from cms.takedown.models import LONGEST_ADDRESS, TakedownRequest
from cms.takedown.taking import FullError, take

GUESSES = Limit("takedown.codes", 30, 10 * 60)


@for_readers
def takedown_form(request: HttpRequest) -> HttpResponse:
    """The form, and what takes it. `?page=` says which page somebody came from."""
    if request.method != "POST":
        place = plain_line(request.GET.get("page", "")[:LONGEST_ADDRESS])
        is_own = full_path(place).startswith(full_path(reverse("takedown")))
        return _form_page(request, TakedownForm(initial={"place": "" if is_own else place}), 200)
    form = TakedownForm(request.POST)
    try:
        taken = take(form, request)
    except FullError as error:
        response = _form_page(request, form, 429, wait=error.seconds // 60 + 1)
        response["Retry-After"] = str(error.seconds)
        return response
    if taken is None:
        return _form_page(request, form, 422)
    return render(request, "takedown/thanks.html", {"taken": taken})


@for_readers
def yours(request: HttpRequest) -> HttpResponse:
    """With its code: how far a request is, questions of moderators, and the way to take it back."""
    form = CodeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return render(request, "takedown/yours.html", {"form": form}, status=422 if form.errors else 200)
    if wait := GUESSES.wait(request):
        return too_often(request, wait)
    code = form.cleaned_data["code"]
    digest = hash_of(code, CODES)
    found = TakedownRequest.objects.filter(code_hash=digest).first() if digest else None
    if found is None:
        form.add_error("code", _("There is no request with this code. Its words may have been deleted."))
        return render(request, "takedown/yours.html", {"form": form}, status=422)
    if "take_back" in request.POST:
        working.take_back(found)
        return said(request, 200, _("Your words are deleted"), _("Nobody of the union can read them now."))
    message = MessageForm(request.POST if "answer" in request.POST else None)
    is_sent = message.is_bound and message.is_valid() and working.answer(found, message.cleaned_data["text"])
    if message.is_bound and message.is_valid() and not is_sent:
        message.add_error("text", _("Nothing more can be added here. Please send a new request."))
    context = {
        "code": code,
        "found": found,
        "messages_of_both": found.messages.all(),
        "message": MessageForm() if is_sent else message,
        "is_sent": is_sent,
    }
    return render(request, "takedown/yours.html", context, status=422 if message.errors else 200)


def _form_page(request: HttpRequest, form: TakedownForm, status: int, wait: int = 0) -> HttpResponse:
    context = {"form": form, "token": fresh_token(), "is_tried": form.is_bound, "wait": wait}
    return render(request, "takedown/form.html", context, status=status)
