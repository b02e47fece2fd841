"""The screens of the admin: who sees them, what they say, what their buttons do."""

import datetime

import pytest
from django.utils import timezone

from cms.webhooks.models import Webhook
from cms.webhooks.states import Problem, Reason, State
from tests.factories import member

pytestmark = pytest.mark.django_db
LIST, LOG = "/admin/webhooks/", "/admin/webhooks-log/"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def overview(webhook):
    return f"{LIST}inspect/{webhook.pk}/"


def form(**fields):
    return {"name": "Frontend", "url": "https://1.1.1.1/hook", "is_active": "on", **fields}


def errors(client, **fields):
    answer = client.post(f"{LIST}new/", form(**fields))
    assert answer.status_code == 200
    return answer.context["form"].errors["url"][0]


def test_a_webhook_is_added_and_its_overview_has_its_secret(admin_client):
    wanted = {"resources": ["posts", "site"], "languages": ["ur"]}
    answer = admin_client.post(f"{LIST}new/", form(**wanted))
    webhook = Webhook.objects.get()
    assert answer.url == overview(webhook)
    assert (webhook.resources, webhook.languages) == (["posts", "site"], ["ur"])
    assert webhook.secret.startswith("whsec_")
    assert webhook.secret in page(admin_client, answer.url)


def test_all_matters_can_be_chosen(admin_client):
    names = [
        name for name, _label in admin_client.get(f"{LIST}new/").context["form"].fields["resources"].choices
    ]
    assert names == ["pages", "posts", "categories", "partners", "site"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://1.1.1.1/", "must begin with https://"),
        ("https://name:password@1.1.1.1/", "name or password"),
        ("https://127.0.0.1/", "private address"),
        ("https://169.254.169.254/latest/meta-data/", "private address"),
        ("https://[::ffff:10.0.0.1]/", "private address"),
    ],
)
def test_an_address_that_is_not_allowed_is_refused_with_the_reason(admin_client, url, words):
    assert words in errors(admin_client, url=url)


@pytest.mark.parametrize("address", [LIST, f"{LIST}new/", LOG])
def test_moderators_have_no_webhooks(client, address):
    client.force_login(member("Moderators"))
    assert client.get(address).status_code == 302
    assert "webhooks" not in page(client, "/admin/").lower()


def test_moderators_neither_see_the_secret_nor_send(client, webhook, there):
    client.force_login(member("Moderators"))
    secret = webhook.secret
    for address in ("test", "new-secret"):
        assert client.post(f"{LIST}{webhook.pk}/{address}/").status_code == 302
    assert client.get(overview(webhook)).status_code == 302
    assert there.requests == []
    assert Webhook.objects.get().secret == secret


def test_empty_screens_say_what_webhooks_are_for(admin_client):
    assert "There is no webhook yet" in page(admin_client, LIST)
    assert "only if a developer asks you" in page(admin_client, f"{LIST}new/")
    assert "Nothing was sent yet" in page(admin_client, LOG)


def test_a_test_is_sent_and_its_answer_told(admin_client, webhook, there):
    answer = admin_client.post(f"{LIST}{webhook.pk}/test/", follow=True)
    assert there.types == ["webhook.test"]
    there.verified(webhook.secret)
    assert "Delivered: the receiver answered 204." in answer.content.decode()


def test_a_test_that_fails_is_not_tried_again_and_says_why(admin_client, webhook, there):
    there.status = 500
    answer = admin_client.post(f"{LIST}{webhook.pk}/test/", follow=True)
    assert "The receiver answered with an error. (500)" in answer.content.decode()
    assert webhook.deliveries.get().state == State.GIVEN_UP
    assert Webhook.objects.get().failing_since is None


def test_a_new_secret_takes_the_place_of_the_old_one(admin_client, webhook):
    admin_client.post(f"{LIST}{webhook.pk}/new-secret/")
    assert Webhook.objects.get().secret != webhook.secret


def test_a_message_is_sent_again_under_its_own_id(admin_client, webhook, there):
    delivery = webhook.deliveries.create(
        event="post.moved", resource="posts", state=State.GIVEN_UP, body="{}"
    )
    admin_client.post(f"{LIST}again/{delivery.pk}/")
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert there.requests[0][0]["webhook-id"] == delivery.message_id


@pytest.mark.parametrize(
    ("query", "count"), [("", 2), ("?state=waiting", 1), ("?webhook=0", 2), ("?state=x", 2)]
)
def test_the_log_is_filtered(admin_client, webhook, query, count):
    webhook.deliveries.create(event="post.moved", body="{}")
    webhook.deliveries.create(event="post.deleted", body="{}", state=State.GIVEN_UP, problem=Problem.TIMEOUT)
    rows = admin_client.get(f"{LOG}{query}").context["object_list"]
    assert len(rows) == count


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ({"is_active": False, "switched_off_for": Reason.GONE}, "gone for good"),
        ({"failing_since": timezone.now() - datetime.timedelta(hours=2)}, "tries again by itself"),
    ],
)
def test_the_dashboard_tells_administrators_of_trouble(admin_client, webhook, trouble, words):
    assert "Webhooks that do not arrive" not in page(admin_client, "/admin/")
    Webhook.objects.update(**trouble)
    assert words in page(admin_client, "/admin/")


def test_switching_on_again_forgets_why_it_was_off(admin_client, webhook, there):
    Webhook.objects.update(is_active=False, switched_off_for=Reason.FAILING, failing_since=timezone.now())
    admin_client.post(f"{LIST}edit/{webhook.pk}/", form(url=there.url))
    webhook.refresh_from_db()
    assert (webhook.is_active, webhook.switched_off_for, webhook.failing_since) == (True, "", None)
