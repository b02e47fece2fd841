"""What follows when a category, an author or a partner changes."""

from functools import partial
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import on_commit
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from blog.cards import prepare
from blog.models import Author, BlogPage, Category, Partner, ReusableText
from blog.renames import lead_on
from cms.indexing import index_again, pages_changed, watch
from cms.versions import follow
from cms.visibility import pages_showing, visible
from cms.webhooks.noticing import tell_of

follow(Author, Category, Partner, ReusableText)
tell_of(Category, "categories")
tell_of(Partner, "partners", lambda partner: partner.is_shown)
tell_of(Author, is_public=lambda author: visible(author.posts.all()).exists())
tell_of(ReusableText, is_public=lambda text: pages_showing(text).exists())
for model in (Author, Category):
    watch(model, ["name", "slug"], lambda named: named.posts.all())


@receiver(pre_save, sender=Category)
def keep_old_addresses(instance: Category, raw: bool = False, **kwargs: Any) -> None:
    """A changed slug changes the address of an archive: readers and feeds of the old one are led on.

    Never those of an author: it would tell everybody which name a pseudonym took the place of.
    """
    before = None if raw else Category.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if before and before != instance.slug:
        lead_on(instance.locale_id, before, instance.slug)


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


@receiver(pages_changed, sender=BlogPage)
def prepare_cards(ids: list[int], **kwargs: Any) -> None:
    """What lists show of posts, whenever they or what they name changed."""
    prepare(ids)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def prepare_cards_of_a_section(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A section became private, or public again."""
    _prepare_below(instance.page)


@receiver(post_page_move)
def prepare_cards_of_moved_posts(instance: Page, **kwargs: Any) -> None:
    """A page was moved into a private section, or out of it."""
    _prepare_below(instance)


def _prepare_below(page: Page) -> None:
    ids = list(BlogPage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
    on_commit(partial(prepare, ids))
