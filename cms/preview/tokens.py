"""Keeps what is in the editor for an hour, and gives it back for a token that nobody can make up.

A token is bound to one content of one page: what is typed afterwards has another. It stops working
after an hour, when the page is deleted and when its editor's account is closed.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page

from cms.accounts.models import User
from cms.preview.models import Preview

LIFETIME = datetime.timedelta(hours=1)
# The side panel asks for a preview after each pause in writing: what is older than these is overtaken.
MOST_FOR_AN_EDITOR = 50
# The id of a page that was never saved, which has none: clients expect a number.
NEVER_SAVED = 0
SIGNER = TimestampSigner(salt="cms.preview", sep=".")


class InvalidTokenError(ValueError):
    """A token that was not made here, or was changed on its way."""


class ExpiredTokenError(ValueError):
    """A token whose hour is over, or whose preview is gone."""


@dataclass(frozen=True)
class Opened:
    """What a token stands for."""

    page: Page
    editor: User


def token_for(page: Page, editor: User) -> str:
    """Keeps the page as it stands, saved or not; gives the token that opens it for an hour."""
    content = page.serializable_data()
    content.pop(COMMENTS_RELATION_NAME, None)  # what editors say to each other is no part of the page
    text = json.dumps([page._meta.label, content], cls=DjangoJSONEncoder, sort_keys=True)
    preview, _is_new = Preview.objects.update_or_create(
        editor=editor,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        defaults={"made_at": timezone.now()},
        create_defaults={
            "page_id": page.pk or None,
            "content_type": page.cached_content_type,
            "content": content,
        },
    )
    overtaken = Preview.objects.filter(editor=editor).order_by("-made_at").values("pk")[MOST_FOR_AN_EDITOR:]
    Preview.objects.filter(pk__in=[row["pk"] for row in overtaken]).delete()
    return SIGNER.sign(preview.pk.hex)


def open_token(token: str) -> Opened:
    """The page that a token stands for. Raises InvalidTokenError or ExpiredTokenError."""
    try:
        key = SIGNER.unsign(token, max_age=LIFETIME)
    except SignatureExpired:
        raise ExpiredTokenError from None
    except BadSignature:
        raise InvalidTokenError from None
    preview = Preview.objects.filter(pk=key, editor__is_active=True).select_related("page", "editor").first()
    page = _page(preview) if preview else None
    if preview is None or page is None:
        raise ExpiredTokenError
    return Opened(page, preview.editor)


def _page(preview: Preview) -> Page | None:
    """The page with the content that was kept; None where what it needs was deleted since."""
    if preview.page:
        return preview.page.with_content_json(preview.content)
    model: Any = preview.content_type.model_class()
    page = model.from_serializable_data(preview.content) if model else None
    if page is not None:
        page.pk = NEVER_SAVED
    return page


def delete_old() -> int:
    """Deletes previews whose hour is over; returns how many. Safe to be run at any time."""
    old = Preview.objects.filter(made_at__lte=timezone.now() - LIFETIME)
    return old.delete()[0] if old.exists() else 0
