"""Administrators learn that somebody may be guessing passwords; of whose, and from where, nothing is kept."""

import re
import time
from unittest import mock

import pytest
from django.test import Client

from cms.accounts import brake
from cms.counting import Limit
from tests.factories import UserFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def attempts(client, monkeypatch):
    """Three attempts at one name; the brake lets one through."""
    monkeypatch.setattr(brake, "BY_VISITOR_AND_NAME", Limit("few", 1, 600))
    data = {"username": "amina-at-work", "password": "wrong"}
    for _ in range(3):
        client.post("/admin/login/", data, REMOTE_ADDR="198.51.100.77")


def dashboard_of(user):
    client = Client()
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_administrators_learn_how_many_were_stopped_and_nobody_whose():
    page = dashboard_of(UserFactory(is_superuser=True))
    assert "2 attempts to sign in were stopped" in page
    assert not {"amina-at-work", "198.51.100.77"} & set(re.findall(r"[\w.-]+", page))


def test_others_are_not_told():
    assert "were stopped" not in dashboard_of(member("Moderators"))


def test_after_a_day_it_is_forgotten():
    assert brake.STOPPED.of_a_day() == 2
    with mock.patch("cms.counting.time.time", return_value=time.time() + 25 * 3600):
        assert brake.STOPPED.of_a_day() == 0
