"""What the old site would have published on a day to come is published here by the clock, whole."""

import datetime

import pytest
from django.utils import timezone

from blog.models import BlogPage
from tests.wordpress.exports import category, filed, item, move_in

pytestmark = pytest.mark.django_db


def test_a_post_that_the_clock_publishes_keeps_its_categories(tmp_path):
    soon = f"{timezone.now() + datetime.timedelta(days=5):%Y-%m-%d %H:%M:%S}"
    later = {"status": "future", "post_date": soon, "post_date_gmt": soon}
    move_in(tmp_path, category("Food", "food", 8), item(1, "Soup", "Words", filed("food", "Food"), **later))
    BlogPage.objects.get().scheduled_revision.publish()
    assert [found.name for found in BlogPage.objects.get().categories.all()] == ["Food"]
