"""The resource comments/: read what is approved, write by the same rules as the form."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from blog.comments.forms import CommentForm
from blog.comments.models import Comment, CommentQuerySet
from blog.comments.opening import comments_open
from blog.comments.shapes import CommentCard, NewComment, TakenComment, Token
from blog.comments.taking import LIMIT, FullError, take
from blog.comments.tokens import HOURS_TO_WRITE, SECONDS_TO_WRITE, new_token
from blog.models import BlogPage
from cms.anonymous.doors import MOST_BYTES
from cms.api.parameters import ID, Parameter, required
from cms.api.problems import ProblemError, answer
from cms.api.schema.answers import Answer
from cms.api.viewsets import ReadAPIViewSet

KEYS = {"post": int, "parent": int, "name": str, "text": str, "language": str, "token": str}
POST = required(ID).meaning("The post that the comments are under.")


class CommentsAPIViewSet(ReadAPIViewSet):
    """The comments under one post."""

    model = Comment
    card = CommentCard
    has_details = False
    http_method_names = ["get", "head", "post"]
    list_parameters: Mapping[str, Parameter] = {"post": POST, **ReadAPIViewSet.list_parameters}
    answers = {
        "token_view": Answer(Token, "getCommentToken", may_be_kept=False, problems=("not-found", "closed")),
        "posting_view": Answer(
            TakenComment,
            "sendComment",
            takes=NewComment,
            status=202,
            may_be_kept=False,
            problems=("not-found", "closed"),
        ),
    }
    orders = {"id": ("created_at", "id"), "-id": ("-created_at", "-id")}

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        if action == "token_view":
            return {"post": POST}
        return {} if action == "posting_view" else super().parameters_of(action)

    def get_queryset(self) -> CommentQuerySet:
        _post(self.asked["post"], self.shapes.reachable)
        return Comment.objects.visible().filter(post=self.asked["post"])

    def cards(self, items: Sequence[Comment]) -> list[CommentCard]:
        return [
            CommentCard(
                id=comment.pk,
                parent=comment.parent_id,
                name=comment.name,
                text=comment.text,
                language=comment.language,
                date=comment.created_at.date().isoformat(),
                is_from_union=comment.is_from_union,
                is_edited=comment.is_edited,
            )
            for comment in items
        ]

    def token_view(self, request: Request) -> Response:
        """What a form needs before somebody writes a comment."""
        post = _open_post(self.asked["post"], self.shapes.reachable)
        token = Token(token=new_token(post), seconds_to_write=SECONDS_TO_WRITE, hours_to_write=HOURS_TO_WRITE)
        return Response(token, headers={"Cache-Control": "no-store"})

    def posting_view(self, request: Request) -> HttpResponse:
        """Takes a comment, which a moderator reads before anybody else.

        Show the `code` at once: with it, and with nothing else, its author can see what became of it and
        erase it. At most 20 come from one address in ten minutes; a token holds once.
        """
        said = _read(request._request)
        post = _open_post(said["post"], self.shapes.reachable)
        if wait := LIMIT.wait(request._request):
            return _later(wait)
        form = CommentForm(said, post=post)
        try:
            taken = take(form)
        except FullError as error:
            return _later(error.seconds)
        if taken is None:
            name, errors = next(iter(form.errors.items()))
            raise ProblemError("bad-value", str(errors[0]), name)
        waits = TakenComment(state="waiting", code=taken.code)
        return JsonResponse(waits, status=202, headers={"Cache-Control": "no-store"})

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        asked_anew = super(ReadAPIViewSet, cls).as_view({"get": "token_view"})  # past what keeps answers
        return [
            path("", cls.as_view({"get": "listing_view", "post": "posting_view"}), name="listing"),
            path("token/", asked_anew, name="token"),
        ]

    def finalize_response(
        self, request: HttpRequest, response: HttpResponse, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """No line of a log says when somebody was writing here: see views.py."""
        found: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        found._has_been_logged = True  # type: ignore[attr-defined]  # Django reads it
        return found


def _read(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a comment. Raises ProblemError."""
    if request.content_type != "application/json":
        # Browsers send other kinds across origins without asking whether they may.
        raise ProblemError("not-json", "Send a comment as application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise ProblemError("too-large", "A comment can have 4,000 characters.")
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ProblemError("bad-request", "Send a comment as JSON, in UTF-8.") from None
    if not isinstance(said, dict):
        raise ProblemError("bad-request", "Send a comment as a JSON object.")
    if unknown := [name for name in said if name not in KEYS]:
        detail = f"A comment has no key {unknown[0][:60]!r}. There are: {', '.join(KEYS)}."
        raise ProblemError("unknown-parameter", detail, unknown[0][:60], KEYS)
    for name, kind in KEYS.items():
        value = said.get(name)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            raise ProblemError("bad-value", f"{name} takes a {'number' if kind is int else 'text'}.", name)
    if said.get("post") is None:
        raise ProblemError("bad-value", "post is missing: the id of a post.", "post")
    return {name: value for name, value in said.items() if value is not None}


def _post(pk: int, reachable: Callable[..., Any]) -> BlogPage:
    """A post that everybody may see and that has comments. Raises Http404."""
    posts = BlogPage.objects.filter(pk=pk, has_comments=True) if 0 < pk < 2**63 else BlogPage.objects.none()
    found: BlogPage | None = reachable(posts).first()
    if found is None:
        raise Http404("There is no post with comments of this id.")
    return found


def _open_post(pk: int, reachable: Callable[..., Any]) -> BlogPage:
    """The same, while it takes comments. Raises Http404 or ProblemError."""
    post = _post(pk, reachable)
    if not comments_open(post):
        raise ProblemError("closed", "Under this post nothing can be written any more.", "post")
    return post


def _later(seconds: int) -> HttpResponse:
    refusal = answer("too-many-requests", f"Send it again in {seconds} seconds.")
    refusal["Retry-After"] = str(seconds)
    return refusal
