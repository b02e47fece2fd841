"""The resource preview/: a draft that an editor shows in a frontend, and Wagtail's user bar for it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from cms.api.pages import BasePagesAPIViewSet
from cms.api.parameters import Parameter, flag, required, text
from cms.api.problems import ProblemError
from cms.api.schema.answers import Answer
from cms.api.selection import FIELDS
from cms.api.viewsets import ReadAPIViewSet
from cms.preview.frontend import HEADERS, path_of
from cms.preview.tokens import ExpiredTokenError, InvalidTokenError, Opened, open_token
from cms.preview.userbar import user_bar

TOKEN = required(text("the token that the editor's preview put into the frontend's address"))


class PreviewAPIViewSet(BasePagesAPIViewSet):
    """One page for one token, whether readers can see it or not. Nothing of it is kept anywhere.

    What the page mentions (related posts, links, translations) still passes the gate.
    """

    has_details = False
    answers = {
        "listing_view": Answer(may_be_kept=False, problems=("gone",)),
        "userbar_view": Answer(str, "getPreviewUserbar", "text/html", may_be_kept=False, problems=("gone",)),
    }

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        if action == "userbar_view":
            return {"token": TOKEN, "in_preview_panel": flag()}
        return {"token": TOKEN, "path": text("the path that came with the token"), "fields": FIELDS}

    @classmethod
    def as_view(cls, actions: Mapping[str, str] | None = None, **initkwargs: Any) -> Callable[..., Any]:
        """The view as it is, past what keeps the answers of the other resources."""
        return super(ReadAPIViewSet, cls).as_view(actions, **initkwargs)

    @cached_property
    def opened(self) -> Opened:
        """What the token stands for. Raises ProblemError."""
        try:
            opened = open_token(self.asked["token"])
        except InvalidTokenError:
            detail = "This is no token of a preview, or it was changed on its way."
            raise ProblemError("bad-value", detail, "token") from None
        except ExpiredTokenError:
            raise ProblemError("gone", "The preview is over. Open it again in the editor.", "token") from None
        if self.asked.get("path", path_of(opened.page)) != path_of(opened.page):
            raise ProblemError("bad-value", "The token belongs to a page at another path.", "path")
        return opened

    def listing_view(self, request: Request) -> Response:
        # What is made for a preview is never kept under the content version.
        request._request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail marks previews
        return Response(self.chosen(self.detail_of(self.opened.page)))

    def userbar_view(self, request: Request) -> HttpResponse:
        """Wagtail's user bar for a preview, as HTML."""
        is_in_panel = "in_preview_panel" in self.asked
        return HttpResponse(user_bar(request._request, self.opened, is_in_panel=is_in_panel))

    def finalize_response(
        self, request: HttpRequest, response: HttpResponse, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Problems carry the headers too: their address holds the token as well."""
        found: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            found[name] = value
        return found

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        bar = cls.as_view({"get": "userbar_view"})
        return [*super().get_urlpatterns(), path("userbar/", bar, name="userbar")]
