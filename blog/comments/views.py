"""What readers do with comments: write one, report one, see and erase their own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.comments import moderation
from blog.comments.forms import CommentForm, ReportForm
from blog.comments.models import Comment
from blog.comments.opening import comments_open
from blog.comments.taking import LIMIT, FullError, take
from blog.comments.threads import AT_ONCE, first_comments, with_replies
from blog.comments.tokens import new_token
from blog.models import BlogPage
from cms.anonymous.codes import hash_of
from cms.anonymous.doors import HIGHEST_ID, for_readers, said, too_often
from cms.anonymous.fields import CodeForm
from cms.counting import Limit

REPORTS = Limit("comments.reports", 20, 10 * 60)
CODES = Limit("comments.codes", 30, 10 * 60)
ONE_HOUR = 60 * 60


@for_readers
def comment_form(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment under a post: the form on a page of its own, and what takes it."""
    post = _post(pk)
    if not comments_open(post):
        return said(
            request,
            404 if request.method != "POST" else 409,
            _("Comments are closed"),
            _("Under this post nothing can be written any more."),
            post=post,
        )
    if request.method != "POST":
        return _form_page(request, post, None, 200, request.GET.get("to", ""))
    wait = LIMIT.wait(request)
    form = CommentForm(request.POST, post=post)
    if wait:
        return _try_later(request, post, form, wait)
    try:
        taken = take(form)
    except FullError as error:
        return _try_later(request, post, form, error.seconds)
    if taken is None:
        return _form_page(request, post, form, 422, str(form["parent"].value() or ""))
    return render(request, "comments/thanks.html", {"post": post, "code": taken.code})


@require_safe
def comments_of_post(request: HttpRequest, pk: int) -> HttpResponse:
    """All comments under a post, in pages; those that do not exist lead to the nearest."""
    post = _post(min(pk, HIGHEST_ID))
    numbered = Paginator(first_comments(post), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "post": post,
        "numbered": numbered,
        "threads": with_replies(numbered.object_list),
        "is_open": comments_open(post),
    }
    return render(request, "comments/all.html", context)


@for_readers
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Tells moderators that something is wrong with a comment."""
    comment = get_object_or_404(
        Comment.objects.visible().filter(is_from_union=False).select_related("post"), pk=pk
    )
    form = ReportForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        context = {"comment": comment, "form": form, "post": comment.post}
        return render(request, "comments/report.html", context, status=422 if form.errors else 200)
    if wait := REPORTS.wait(request):
        return too_often(request, wait)
    # The same visitor counts once an hour.
    if not Limit(f"comments.reports.{comment.pk}", 1, ONE_HOUR).wait(request):
        moderation.report(comment, form.cleaned_data["reason"])
    return said(request, 200, _("Thank you"), _("Somebody of the union will look at it."), post=comment.post)


@for_readers
def yours(request: HttpRequest) -> HttpResponse:
    """With its code: a comment's state, all that is kept of it, and the way to erase it."""
    form = CodeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return render(request, "comments/yours.html", {"form": form}, status=422 if form.errors else 200)
    if wait := CODES.wait(request):
        return too_often(request, wait)
    code = form.cleaned_data["code"]
    digest = hash_of(code)
    comment = Comment.objects.filter(code_hash=digest).select_related("post").first() if digest else None
    if comment is None:
        form.add_error("code", _("There is no comment with this code. It may have been erased."))
        return render(request, "comments/yours.html", {"form": form}, status=422)
    if "erase" in request.POST:
        moderation.erase(comment)
        return said(request, 200, _("Your comment is erased"), _("Nothing of it is kept here."))
    if "download" in request.POST:
        answer = JsonResponse(kept_of(comment), json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = 'attachment; filename="comment.json"'
        return answer
    return render(request, "comments/yours.html", {"form": form, "comment": comment, "code": code})


def kept_of(comment: Comment) -> dict[str, Any]:
    """All that is kept of a comment, but whom moderators ask for help: a false cry must not learn it."""
    return {
        "post": comment.post.permalink,
        "name": comment.name,
        "text": comment.text,
        "language": comment.language,
        "state": comment.state,
        "created_at": comment.created_at.isoformat(),
        "is_edited": comment.is_edited,
        "is_urgent": comment.is_urgent,
        "score": comment.score,
        "answers": comment.parent_id,
        "reports": comment.reports.count(),
    }


def _post(pk: int) -> BlogPage:
    """A post that has comments and that everybody may see. Raises Http404."""
    found: BlogPage | None = BlogPage.objects.visible().filter(pk=pk, has_comments=True).first()
    if found is None:
        raise Http404
    return found


def _try_later(request: HttpRequest, post: BlogPage, form: CommentForm, seconds: int) -> HttpResponse:
    """The form with its words, for later."""
    parent = str(form["parent"].value() or "")
    response = _form_page(request, post, form, 429, parent, wait=seconds // 60 + 1)
    response["Retry-After"] = str(seconds)
    return response


def _form_page(
    request: HttpRequest, post: BlogPage, form: CommentForm | None, status: int, parent: str, wait: int = 0
) -> HttpResponse:
    known = Comment.objects.visible().filter(post=post.pk)
    is_number = parent.isascii() and parent.isdigit() and len(parent) < 19
    answered = known.filter(pk=int(parent)).first() if is_number else None
    context = {
        "post": post,
        "form": form or CommentForm(post=post),
        "is_tried": form is not None,
        "wait": wait,
        "answered": answered,
        "token": new_token(post),
    }
    return render(request, "comments/form_page.html", context, status=status)
