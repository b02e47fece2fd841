"""Days to come, and those that never come: what the clock publishes, whole, and what stops no import."""

import datetime

import pytest
from django.utils import timezone

from blog.comments.models import Comment
from blog.models import BlogPage
from tests.wordpress.exports import category, comment, filed, item, move_in

pytestmark = pytest.mark.django_db


def test_a_post_that_the_clock_publishes_keeps_its_categories(tmp_path):
    soon = f"{timezone.now() + datetime.timedelta(days=5):%Y-%m-%d %H:%M:%S}"
    later = {"status": "future", "post_date": soon, "post_date_gmt": soon}
    move_in(tmp_path, category("Food", "food", 8), item(1, "Soup", "Words", filed("food", "Food"), **later))
    BlogPage.objects.get().scheduled_revision.publish()
    assert [found.name for found in BlogPage.objects.get().categories.all()] == ["Food"]


def test_the_last_hours_of_all_years_stop_no_import(tmp_path, client):
    last = "9999-12-31 23:59:59"
    said = comment(1, "Hello", comment_date_gmt=last)
    move_in(tmp_path, item(1, "A", "Words", said, post_date="", post_date_gmt=last))
    assert client.get(BlogPage.objects.get().url).status_code == 200
    assert Comment.objects.get().created_at.year < 9999
