"""A token opens one content of one page for an hour, and nothing else."""

import datetime

import pytest
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.models import User
from cms.preview import tokens
from cms.preview.models import Preview
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def post(shared):
    return BlogPageFactory(title="Published", slug="rent")


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of tokens and of their deletion."""

    start = timezone.now()

    def _later(**delta: int) -> None:
        moment = start + datetime.timedelta(**delta)
        monkeypatch.setattr("django.core.signing.time.time", moment.timestamp)
        monkeypatch.setattr("cms.preview.tokens.timezone.now", lambda: moment)

    return _later


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "0" * 32,
        "a.b.c",
        "کرایہ.1.2",
        "\x00",
        "a" * 3000,
        TimestampSigner(salt="cms.preview", key="another site's key", sep=".").sign("0" * 32),
        TimestampSigner(salt="another purpose", sep=".").sign("0" * 32),
    ],
    ids=["empty", "letter", "key", "dots", "urdu", "zero", "long", "foreign", "purpose"],
)
def test_what_is_no_token_is_refused(fetch, token):
    problem = fetch(400, token=token)
    assert problem["parameter"] == "token"


def test_a_missing_token_is_named(fetch):
    assert fetch(400)["parameter"] == "token"


@pytest.mark.parametrize("place", [0, 20, 35, -1])
def test_a_token_that_was_changed_is_refused(preview, fetch, post, place):
    token = preview(post)["token"]
    letters = list(token)
    letters[place] = "A" if letters[place] != "A" else "B"
    assert fetch(400, token="".join(letters))["parameter"] == "token"


def test_a_token_is_refused_at_another_pages_path(preview, fetch, post):
    other = BlogPageFactory(slug="food")
    problem = fetch(400, token=preview(post)["token"], path=preview(other)["path"])
    assert problem["parameter"] == "path"


def test_a_problem_with_a_token_does_not_repeat_it(client, preview, post):
    token = preview(post)["token"]
    answer = client.get("/api/v2/preview/", {"token": f"{token}x"})
    assert token not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_a_token_works_until_its_hour_is_over(preview, fetch, later, post):
    told = preview(post)
    later(minutes=59)
    fetch(**told)
    later(minutes=61)
    assert fetch(410, **told)["detail"]


def test_two_tokens_of_a_page_show_each_what_it_was_made_of(preview, fetch, draft_of, post):
    first = preview(draft_of(post, "First"))
    second = preview(draft_of(post, "Second"))
    assert (fetch(**first)["title"], fetch(**second)["title"]) == ("First", "Second")


def test_a_token_is_over_when_its_page_is_deleted(preview, fetch):
    page = BlogPageFactory()
    told = preview(page)
    Page.objects.get(pk=page.pk).delete()
    fetch(410, **told)


def test_a_token_is_over_when_the_account_of_its_editor_is_closed(preview, fetch, editor, post):
    told = preview(post)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    fetch(410, **told)


def test_the_same_content_is_kept_once(preview, post):
    preview(post)
    preview(post)
    assert Preview.objects.count() == 1


def test_a_preview_that_is_opened_again_lives_another_hour(preview, fetch, later, post):
    preview(post)
    later(minutes=50)
    told = preview(post)
    later(minutes=100)
    call_command("delete_old_previews", verbosity=0)
    fetch(**told)


def test_previews_are_deleted_after_their_hour(preview, later, post):
    preview(post)
    call_command("delete_old_previews", verbosity=0)
    assert Preview.objects.count() == 1
    later(minutes=61)
    call_command("delete_old_previews", verbosity=0)
    assert not Preview.objects.exists()


def test_the_clock_of_the_site_deletes_them(settings):
    assert "delete_old_previews" in settings.COMMANDS_BY_THE_CLOCK


def test_an_editor_who_types_for_long_does_not_fill_the_disk(preview, draft_of, fetch, monkeypatch, post):
    monkeypatch.setattr(tokens, "MOST_FOR_AN_EDITOR", 2)
    told = [preview(draft_of(post, title)) for title in ("First", "Second", "Third")]
    assert Preview.objects.count() == 2
    fetch(410, **told[0])
    assert fetch(**told[2])["title"] == "Third"


def test_what_editors_say_to_each_other_is_not_kept(preview, post):
    preview(post)
    assert "wagtail_admin_comments" not in Preview.objects.get().content
