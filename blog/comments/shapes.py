"""What the API says of comments, and what it takes."""

import datetime
from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from blog.comments.models import LONGEST_NAME, LONGEST_TEXT, CommentSettings
from blog.comments.opening import closes_on
from blog.comments.threads import counts
from blog.comments.tokens import LONGEST_TOKEN
from blog.models import BlogPage
from cms.api.page_shapes import LocaleCode
from cms.api.parameters import HIGHEST_ID

Id = Annotated[int, Field(ge=1, le=HIGHEST_ID)]


class Comments(TypedDict):
    """The comments of a post: how many readers see, and the last day on which more are taken.

    `closes_on` is an ISO 8601 date, or null where they stay open. A day, not a yes or no: answers are kept.
    """

    count: int
    closes_on: str | None


class CommentCard(TypedDict):
    """A comment. `parent` is the one that it answers, never more than one level above it.

    `name` is empty where nobody chose one; `text` is plain, with line breaks, and may look like markup.
    `date` is a day, as ISO 8601; `language` is empty where nobody said it.
    """

    id: int
    parent: int | None
    name: str
    text: str
    language: str
    date: str
    is_from_union: bool
    is_edited: bool


class Token(TypedDict):
    """What must come with a comment: it holds once, between some seconds and some hours from now."""

    token: str
    seconds_to_write: int
    hours_to_write: int


class NewComment(TypedDict):
    """A comment as somebody sends it. What is left out, null or empty is not said.

    `token` is one of `getCommentToken`, asked for when the form was shown. `text` is plain, and at most three
    links stand in it. `parent` is the comment that it answers, `name` any that its author likes.
    """

    post: Id
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    token: Annotated[str, Field(min_length=1, max_length=LONGEST_TOKEN)]
    name: NotRequired[Annotated[str, Field(max_length=LONGEST_NAME)] | None]
    language: NotRequired[LocaleCode | Literal[""] | None]
    parent: NotRequired[Id | None]


class TakenComment(TypedDict):
    """A comment that waits for a moderator. `code` is shown only now: with it, it can be erased."""

    state: str
    code: str


def comments_of_each(posts: Sequence[BlogPage]) -> dict[int, Comments]:
    """The shapes of those of some posts that have comments or take them, by their ids.

    Two queries, or none: an editor switches comments on for each post.
    """
    some = [post for post in posts if post.has_comments and post.pk]
    if not some:
        return {}
    numbers, settings = counts(post.pk for post in some), CommentSettings.now()
    return {post.pk: _shape(numbers.get(post.pk, 0), closes_on(post, settings)) for post in some}


def _shape(number: int, last: datetime.date | None) -> Comments:
    return Comments(count=number, closes_on=last.isoformat() if last else None)
