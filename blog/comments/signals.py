"""What follows when the settings of comments change."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from blog.cards import prepare
from blog.comments.models import CommentSettings
from blog.models import BlogPage
from cms.versions import follow


@receiver(post_save, sender=CommentSettings)
def prepare_cards_of_posts_with_comments(**kwargs: Any) -> None:
    """Cards say until when a post takes comments."""
    prepare(BlogPage.objects.filter(has_comments=True).values_list("pk", flat=True))


follow(CommentSettings)
