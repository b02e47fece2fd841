"""A post or a picture that nobody may see, and every way to hide it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogPage
from cms.media.consent.withdrawal import withdraw
from cms.media.models import Image
from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, home_page, published

SECRET = "Zanzibar"


def restrict(page: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open")
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.get(name="Editors"))
    return restriction


def draft(post: Page) -> None:
    post.live = False
    post.save()


def expired(post: Page) -> None:
    post.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    post.save()


def unpublished(post: Page) -> None:
    published(post).unpublish()


def below_a_private_page(post: Page) -> None:
    restrict(post.get_parent())


def in_a_private_site(post: Page) -> None:
    restrict(home_page())


WAYS_TO_HIDE = {
    "draft": draft,
    "expired": expired,
    "unpublished": unpublished,
    "login": lambda post: restrict(post, PageViewRestriction.LOGIN),
    "password": lambda post: restrict(post, PageViewRestriction.PASSWORD),
    "groups": lambda post: restrict(post, PageViewRestriction.GROUPS),
    "below": below_a_private_page,
    "site": in_a_private_site,
}
every_way = pytest.mark.parametrize("hide", WAYS_TO_HIDE.values(), ids=WAYS_TO_HIDE)


def make_secret() -> BlogPage:
    return BlogPageFactory(
        title=f"{SECRET} meeting",
        slug="secret",
        byline=AuthorFactory(name=f"Amina of {SECRET}", slug="amina"),
        body=[
            ("text", {"text": f"<p>We meet in {SECRET}.</p>", "language": ""}),
            ("petition", {"document": None, "addressee": "Home Office", "state": "sent"}),
        ],
        is_featured=True,
        date=datetime.date(2019, 5, 1),
        categories=[CategoryFactory(name="Housing", slug="housing")],
    )


def shown(answer: HttpResponse) -> bool:
    """Whether the post is in the answer; the word alone may be the visitor's own, in the form."""
    page = answer.content.decode()
    return "/news/secret/" in page or f"{SECRET} meeting" in page or f"We meet in {SECRET}" in page


AGREED = {"people": "adults", "is_recognizable": True, "agreed_site": True, "consent_by": "Amina"}
# What is changed in the answers about a picture of which everybody had agreed.
ANSWERS: dict[str, dict[str, object]] = {
    "unanswered": {"people": ""},
    "recognisable or not": {"is_recognizable": None},
    "no consent": {"agreed_site": False, "consent_by": ""},
    "a child": {"people": "children"},
}


def people(image: Image, state: str) -> None:
    image.refresh_from_db()
    if state == "withdrawn":
        withdraw(image)
    elif state == "expired":  # at night, when nobody saves it
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Image.objects.filter(pk=image.pk).update(consent_until=yesterday)
        call_command("settle_pictures")
    else:
        for answer, value in ANSWERS[state].items():
            setattr(image, answer, value)
        image.save()
