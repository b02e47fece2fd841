"""What a run says that has not begun yet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.wordpress.models import ImportRun, RunState
from tests.wordpress.screens import texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tasks", "seconds", "is_told"),
    [("database", 0, False), ("database", 40, True), ("immediate", 40, False)],
)
def test_only_one_that_waits_long_for_a_worker_says_so(admin, settings, tasks, seconds, is_told):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"TASKS": tasks})
    begun = timezone.now() - timedelta(seconds=seconds)
    run = ImportRun.objects.create(state=RunState.WAITING, started_at=begun)
    words = texts(admin.get(reverse("wordpress_status", args=[run.pk])))
    assert ("whether the worker is running" in words) is is_told
