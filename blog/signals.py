"""What follows when a category, an author or a partner changes."""

from typing import Any

from django.db import models
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from blog.models import Author, BlogPage, Category, Partner, ReusableText
from cms.indexing import index_again, watch
from cms.versions import follow

follow(Author, Category, Partner, ReusableText)
for model in (Author, Category):
    watch(model, ["name"], lambda named: named.posts.all())


@receiver(pre_delete, sender=Category)
def refuse_to_delete_a_used_category(instance: Category, **kwargs: Any) -> None:
    """A post must not lose its category unseen. Raises ProtectedError with the posts."""
    posts: set[models.Model] = set(BlogPage.objects.filter(categories=instance))
    if posts:
        raise models.ProtectedError(str(_("Posts have this category.")), posts)


@receiver(post_save, sender=Category)
def give_a_translated_category_to_translated_posts(
    instance: Category, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Posts that were translated before their category take the translation now."""
    if raw or not created:
        return
    BlogPage.categories.through.objects.filter(
        category__translation_key=instance.translation_key, blogpage__locale=instance.locale_id
    ).exclude(category=instance).update(category=instance)
    index_again(instance.posts.all())
