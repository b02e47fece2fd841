"""Takedown requests as tests send and make them."""

import datetime
import re
import time
from unittest import mock

from django.utils import timezone

from cms.anonymous.codes import hash_of, new_code
from cms.takedown.forms import CODES, fresh_token
from cms.takedown.models import TakedownRequest

FORM, YOURS, QUEUE = "/takedown/", "/takedown/yours/", "/admin/takedown/takedownrequest/"
WORDS = "Please take out where I sleep."


def token(seconds=60):
    """The token of a form that was shown some seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - seconds):
        return fresh_token()


def send(client, text=WORDS, *, seconds=60, prefix="", visitor="127.0.0.1", **fields):
    data = {"text": text, "token": token(seconds), **fields}
    return client.post(f"{prefix}{FORM}", data, REMOTE_ADDR=visitor)


def sent(client, text=WORDS, **fields):
    """The request that was sent, and its code."""
    answer = send(client, text, **fields)
    assert answer.status_code == 200, answer.content.decode()
    return TakedownRequest.objects.latest("pk"), re.search(r"(?:\w{4}-){3}\w{4}", answer.content.decode())[0]


def takedown(text=WORDS, **fields):
    """A request with words, due in three days."""
    code = new_code()
    due = timezone.now() + datetime.timedelta(days=3)
    return TakedownRequest.objects.create(
        **{"text": text, "due_at": due, "code_hash": hash_of(code, CODES), **fields}
    )


def with_code(client, code, **fields):
    return client.post(YOURS, {"code": code, **fields})
