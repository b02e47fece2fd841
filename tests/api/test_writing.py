"""API v3: who has a token writes with it what the admin takes; nobody else gets anything."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image as Pillow
from wagtail.models import APIToken

from blog.models import BlogPage
from cms.consent import ANSWERS
from cms.media.models import Image
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    UserFactory,
    jpeg,
    news,
)
from tests.showcase import every_block

pytestmark = pytest.mark.django_db
V3 = "/api/v3-preview/"
with_v3 = override_settings(ROOT_URLCONF="tests.api.v3_urls")
MISSHAPEN = [
    "words",
    [1],
    [{"type": "text"}],
    [{"type": "text", "value": "words"}],
    [{"type": "gallery", "value": {"pictures": 5}}],
    [{"type": "table", "value": {"table": {"columns": [{"type": "nonsense", "heading": ""}], "rows": []}}}],
    [{"type": "nonsense", "value": 1}],
    [{"type": "petition", "value": {"document": "x"}}],
]


@pytest.fixture
def token(db):
    return APIToken.create_token(user=UserFactory(is_superuser=True), name="A script")[1]


@pytest.fixture
def send(client, token):
    """Sends a request with the token and gives the answer: send("post", "pages/", {...})."""

    def _send(method: str, path: str, data: object = None):
        body = {} if data is None else {"data": json.dumps(data), "content_type": "application/json"}
        with with_v3:
            return getattr(client, method)(V3 + path, headers={"Authorization": f"Bearer {token}"}, **body)

    return _send


def said(value: object) -> object:
    """What a body says, without empty values, which have two forms, and the editor's own keys."""
    if isinstance(value, dict):
        return {key: said(part) for key, part in value.items() if part}
    if isinstance(value, list):
        return [said(part) for part in value]
    return re.sub(r' data-block-key="\w+"', "", value) if isinstance(value, str) else value


def draft(**fields: object) -> dict:
    """A new post as a script sends it."""
    meta = {"type": "blog.BlogPage", "parent_id": news().pk}
    return {"meta": meta, "title": "Written by a script", "categories": [CategoryFactory().pk], **fields}


def test_it_is_not_there_unless_the_operator_wants_it(client):
    assert client.get(f"{V3}pages/").status_code == 404


@pytest.mark.parametrize("path", ["pages/", "pages/1/", "images/", "documents/", "openapi.json", "docs/"])
def test_without_a_token_it_says_nothing_but_how_to_get_one(client, path):
    with with_v3:
        answer = client.get(V3 + path)
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["WWW-Authenticate"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_token_that_was_revoked_counts_no_longer(send):
    APIToken.objects.get().revoke()
    assert send("get", "pages/").status_code == 401


def test_a_script_writes_a_draft_and_publishes_it(send):
    body = [{"type": "text", "value": {"text": "<p>Rent is <b>due</b>.<script>x</script></p>"}}]
    made = send("post", "pages/", draft(body=body))
    assert made.status_code == 201, made.content.decode()
    post = BlogPage.objects.get(pk=made.json()["id"])
    assert not post.live
    assert "<b>due</b>" in str(post.get_latest_revision_as_object().body)
    assert "<script>" not in str(post.get_latest_revision_as_object().body)
    assert send("post", f"pages/{post.pk}/actions/publish/", {}).status_code == 200
    post.refresh_from_db()
    assert post.live


def test_every_block_that_is_read_can_be_sent_back(send):
    ImageFactory(), DocumentFactory()
    post = BlogPageFactory(body=[block for block in every_block() if block[0] != "reusable_text"])
    before = send("get", f"pages/{post.pk}/").json()["body"]
    assert len(before) == len(post.body)
    answer = send("patch", f"pages/{post.pk}/", {"body": before})
    assert answer.status_code == 200, answer.content.decode()
    after = send("get", f"pages/{post.pk}/?version=draft").json()["body"]
    assert said(after) == said(before)


@pytest.mark.parametrize("body", MISSHAPEN, ids=repr)
def test_a_body_of_another_shape_is_refused_and_leaves_nothing(send, body):
    answer = send("post", "pages/", draft(body=body))
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert not BlogPage.objects.exists()


def test_a_number_that_no_database_holds_is_refused(send):
    assert send("get", "pages/?offset=99999999999999999999").status_code == 422


def test_what_the_form_refuses_is_refused_here(send):
    answer = send("post", "pages/", draft(out_of_date_note="The amounts were raised."))
    assert answer.status_code == 422
    assert "out of date" in answer.content.decode()


def test_a_picture_loses_its_secrets_on_this_way_in_too(client, token):
    camera = Pillow.Exif()
    camera[0x010F] = "SecretPhone"
    secret = jpeg(64, 48, exif=camera)
    assert b"SecretPhone" in secret
    data = {"file": SimpleUploadedFile("a.jpg", secret), "title": "Rice", "description": "Bags of rice"}
    with with_v3:
        answer = client.post(f"{V3}images/", data, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 201, answer.content.decode()
    assert b"SecretPhone" not in Image.objects.get().file.read()


def test_a_script_says_who_is_shown_and_nobody_reads_who_agreed(client, token):
    said = {"people": "nobody", "title": "Rice", "description": "Bags of rice"}
    headers = {"Authorization": f"Bearer {token}"}
    with with_v3:
        answer = client.post(
            f"{V3}images/", {"file": SimpleUploadedFile("a.jpg", jpeg(64, 48)), **said}, headers=headers
        )
        image = Image.objects.get()
        Image.objects.update(people="adults", is_recognizable=True, agreed_site=True, consent_by="Zarafina")
        detail = client.get(f"{V3}images/{image.pk}/", headers=headers)
    assert (answer.status_code, image.is_hidden) == (201, False)
    told = detail.content.decode()
    assert detail.status_code == 200
    assert [word for word in (*ANSWERS, "Zarafina", "covered", "withdrawn") if word in told] == []
