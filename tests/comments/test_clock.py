"""What happens by itself: old comments are deleted, moderators are told what waits."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone

from blog.comments.models import Comment, CommentSettings
from blog.comments.states import State
from cms.accounts.models import User
from tests.comments.writing import comment, sent
from tests.factories import UserFactory, member

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/"


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [("rejected", 30, False), ("spam", 30, False), ("rejected", 29, True), ("approved", 99, True)],
)
def test_what_was_refused_is_deleted_after_thirty_days(post, state, days, is_kept):
    comment(post, state=state, decided_on=timezone.localdate() - datetime.timedelta(days=days))
    call_command("delete_old_comments", verbosity=0)
    assert Comment.objects.exists() is is_kept


def test_what_waits_is_never_deleted(post):
    comment(post, state=State.WAITING, created_at=timezone.now() - datetime.timedelta(days=400))
    call_command("delete_old_comments", verbosity=0)
    assert Comment.objects.exists()


def test_what_a_program_sent_is_deleted_too(client, post):
    found, _code = sent(client, post, website="x")
    assert found.decided_on == timezone.localdate()


def test_both_commands_go_by_the_clock(settings):
    assert {"delete_old_comments", "send_comment_digest"} <= {*settings.COMMANDS_BY_THE_CLOCK}


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr("blog.comments.digest.HOUR", 0)


def digest():
    call_command("send_comment_digest", verbosity=0)
    return mail.outbox


def refuses(*args, **kwargs):
    raise SMTPRecipientsRefused({})


def test_moderators_hear_once_a_day_how_many_wait(moderator, morning, waiting):
    member("Editors")
    UserFactory(is_superuser=True, email="")
    digest()
    assert [found.to for found in digest()] == [[moderator.email]]
    assert "One comment waits" in mail.outbox[0].body
    assert f"{QUEUE}?state__exact=waiting" in mail.outbox[0].body


def test_the_mail_holds_no_word_of_a_comment(moderator, morning, waiting):
    message = digest()[0]
    told = f"{message.subject} {message.body}"
    assert not [word for word in ("Amina", "waited", "office", "open") if word in told]


def test_no_mail_is_sent_for_nothing(moderator, morning, post):
    comment(post)
    assert digest() == []


def test_no_mail_is_sent_where_that_is_chosen(moderator, morning, waiting):
    CommentSettings.objects.create(sends_digest=False)
    assert digest() == []


def test_nobody_is_woken_by_it(moderator, monkeypatch, waiting):
    monkeypatch.setattr("blog.comments.digest.HOUR", 24)
    assert digest() == []


def test_while_the_mail_server_is_down_it_is_tried_again(moderator, morning, waiting, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuses)
        assert digest() == []
    assert len(digest()) == 1


def test_who_cannot_be_reached_keeps_nobody_from_hearing_once(moderator, morning, waiting, monkeypatch):
    other = member("Moderators")
    User.objects.filter(pk=other.pk).update(email="nobody@example.org")
    send = EmailMessage.send

    def refuses_one(self, *args, **kwargs):
        return refuses() if self.to == ["nobody@example.org"] else send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", refuses_one)
    assert len(digest()) == 1
    call_command("send_comment_digest", verbosity=0)
    assert len(mail.outbox) == 1
