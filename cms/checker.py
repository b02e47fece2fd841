"""Wagtail's content checker with the union's own checks: links, pictures, weight.

The checks themselves run in the browser of whoever edits: cms/static/cms/admin/checker.js.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from cms import versions
from cms.media.consent.publishing import waiting_pictures
from cms.weight import LIMIT, weigh

# What says nothing when a screen reader reads out the links of a page, in the languages of writers.
VAGUE_WORDS = (
    *("click", "click here", "here", "this", "this link", "link", "read", "read here", "read more"),
    *("read on", "more", "learn more", "find out more", "see more", "see here", "details", "continue"),
    *("按此", "按這裡", "按这里", "點擊", "点击", "點擊這裡", "点击这里", "點此", "点此", "這裡", "这里"),
    *("此處", "此处", "連結", "链接", "閱讀更多", "阅读更多", "更多", "了解更多", "詳情", "详情", "按此閱讀"),
    *("یہاں", "یہاں کلک کریں", "کلک کریں", "کلک", "مزید", "مزید پڑھیں", "پڑھیں", "تفصیل", "یہ لنک", "لنک"),
)
AROUND = r"[\p{P}\p{S}\s]*"
VAGUE = f"^{AROUND}({'|'.join(VAGUE_WORDS)}){AROUND}$"
BARE_ADDRESS = r"^\s*(https?://|www\.)\S*\s*$|^\s*[\w.-]+\.(com|org|net|hk|gov)(/\S*)?\s*$"
FILE_NAME = (
    r"\.(avif|gif|heic|jpe?g|png|svg|webp)\s*$|^\S*_\S*$|^[\d\s.,()-]+$"
    r"|^(img|dscn?|dcim|pxl|mvimg|screen ?shot|whatsapp image|image|photo|picture)[\d\s.,()-]*$"
)


def _rule(id_: str, selector: str, *checks: str, impact: str = "serious") -> dict[str, Any]:
    return {
        "id": id_,
        "impact": impact,
        "selector": selector,
        "tags": ["best-practice"],
        "all": list(checks),
        "enabled": True,
    }


class UnionContentChecker(ContentCheckerItem):
    """Looks at a page before readers do."""

    axe_run_only: ClassVar = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "link-text",
        "picture-without-words",
        "document-without-words",
        "page-weight",
        "picture-waits",
    ]
    axe_custom_rules: ClassVar = [
        *ContentCheckerItem.axe_custom_rules,
        # The line to cite a page with shows its address because it must be copied.
        _rule(
            "link-text",
            "main a[href]:not(.citation__link)",
            "link-says-where-it-leads",
            "link-is-no-bare-address",
        ),
        _rule("picture-without-words", "figure .picture:not(.picture--decorative) img", "picture-has-words"),
        _rule("document-without-words", "main .document", "document-has-words", impact="moderate"),
        _rule("page-weight", "h1", "page-is-light", impact="moderate"),
        _rule("picture-waits", "h1", "pictures-may-be-shown"),
    ]
    axe_messages: ClassVar = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": _("The alternative text looks like a file name"),
            "help_text": _("Say in one sentence what is to be seen in the picture"),
        },
        "image-alt": {
            "error_name": _("A picture has no alternative text"),
            "help_text": _("Say in one sentence what is to be seen in the picture"),
        },
        "picture-without-words": {
            "error_name": _("A picture has no alternative text"),
            "help_text": _("Write one in the library, or tick “Only decoration” where it says nothing"),
        },
        "document-without-words": {
            "error_name": _("A document has no words that can be read"),
            "help_text": _("Write a summary beside it: no text was found in this PDF, or not yet"),
        },
        "heading-order": {
            "error_name": _("A heading skips a level"),
            "help_text": _("A subheading belongs below a heading"),
        },
        "link-text": {
            "error_name": _("The words of a link do not say where it leads"),
            "help_text": _(
                "Make the link of words such as “the petition of 2017”, not of “here” or an address"
            ),
        },
        "page-weight": {
            "error_name": _("This page is heavier than 200 KB on a phone"),
            "help_text": _("Show fewer pictures, or divide the page. Save it to read how heavy it is"),
        },
        "picture-waits": {
            "error_name": _("A picture of this page is not shown yet"),
            "help_text": _(
                "Say in its form who is shown, and who agreed; until then, the page stays a draft"
            ),
        },
    }

    class Media:
        js = ("cms/admin/checker.js",)

    def __init__(self, page: Page | None = None, in_editor: bool = False) -> None:
        super().__init__(in_editor=in_editor)
        self.page = page

    def get_axe_custom_checks(self, request: HttpRequest | None) -> list[dict[str, Any]]:
        return [
            {"id": "check-image-alt-text", "options": {"pattern": FILE_NAME}},
            {"id": "check-empty-meta-description"},
            {"id": "link-says-where-it-leads", "options": {"pattern": VAGUE}},
            {"id": "link-is-no-bare-address", "options": {"pattern": BARE_ADDRESS}},
            {"id": "picture-has-words"},
            {"id": "document-has-words"},
            {"id": "pictures-may-be-shown", "options": {"waiting": self._waiting(request)}},
            {"id": "page-is-light", "options": {"bytes": self._bytes(request), "limit": LIMIT}},
        ]

    def get_axe_spec(self, request: HttpRequest | None) -> dict[str, Any]:
        """With the frontend, in whose frame the editor looks at drafts, as one to speak with."""
        spec: dict[str, Any] = super().get_axe_spec(request)
        if settings.FRONTEND_URL and request is not None:
            here = f"{request.scheme}://{request.get_host()}"
            spec["allowedOrigins"] = ["<same_origin>", here, settings.FRONTEND_URL]
        return spec

    def _waiting(self, request: HttpRequest | None) -> int:
        """How many pictures of the page that is looked at wait."""
        if self.page is None or self.in_editor or request is None:
            return 0
        return len(waiting_pictures(self.page))

    def _bytes(self, request: HttpRequest | None) -> int:
        """The weight of the page that is looked at; the editor's frame asks its preview instead."""
        if self.page is None or self.in_editor or request is None or hasattr(request, "is_in_frontend"):
            return 0
        if getattr(request, "is_preview", False):
            return _total(self.page)
        key = f"weight.{self.page.pk}.{versions.version_of(request)}"
        return int(cache.get_or_set(key, lambda: _total(self.page), 86400) or 0)


def use_own_checker(items: list[BaseItem], page: Page | None) -> None:
    """Puts our checker in the place of Wagtail's among the items of a userbar."""
    items[:] = [
        UnionContentChecker(page, item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


def _total(page: Page | None) -> int:
    weight = weigh(page) if page else None
    return weight.total if weight else 0
