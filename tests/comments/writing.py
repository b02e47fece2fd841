"""Comments as tests send and make them."""

import re
import time
from unittest import mock

from blog.comments.models import Comment
from blog.comments.states import State
from blog.comments.tokens import new_token

WORDS = "We waited four hours, and then the office was closed."


def address(post, language=""):
    return f"{f'/{language}' if language else ''}/comments/{post.pk}/"


def token_of(post, seconds=60):
    """The token of a form that was shown some seconds ago."""
    shown = time.time() - seconds
    with mock.patch("django.core.signing.time.time", return_value=shown):
        return new_token(post)


def send(client, post, text=WORDS, *, seconds=60, **fields):
    data = {"name": "Amina", "text": text, "token": token_of(post, seconds), **fields}
    return client.post(address(post), data)


def sent(client, post, text=WORDS, **fields):
    """The comment that was sent, and its code."""
    answer = send(client, post, text, **fields)
    assert answer.status_code == 200, answer.content.decode()
    return Comment.objects.latest("pk"), re.search(r"(?:\w{4}-){3}\w{4}", answer.content.decode())[0]


def comment(post, text=WORDS, state=State.APPROVED, **fields):
    return Comment.objects.create(post=post, text=text, state=state, **fields)


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()
