import datetime
import json
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.models import Locale

from blog.models.authors import Author
from blog.models.categories import Category
from blog.models.dated import DatedQuerySet
from blog.models.posts import BlogPage
from cms.sites import are_several, on_site


class PostCardQuerySet(DatedQuerySet):
    """The questions that are asked about posts in lists."""

    def in_languages(self, codes: list[str]) -> "PostCardQuerySet":
        return self.filter(locale__in=Locale.objects.filter(language_code__in=codes))

    def in_categories(self, categories: list[Category]) -> "PostCardQuerySet":
        """Posts of one of some categories, whichever language's name of it they carry."""
        keys = [category.translation_key for category in categories]
        links = BlogPage.categories.through.objects.filter(category__translation_key__in=keys)
        return self.filter(pk__in=links.values("blogpage_id"))

    def categories(self) -> "models.QuerySet[Category]":
        """What the posts are filed under, in all languages: names that only drafts bear may be secret."""
        return Category.objects.filter(
            translation_key__in=self.order_by().values("post__categories__translation_key")
        )

    def by_authors(self, authors: list[Author]) -> "PostCardQuerySet":
        """Posts under one of some names, in whichever language the name is written."""
        keys = [author.translation_key for author in authors]
        return self.filter(post__byline__translation_key__in=keys)

    def on_site(self, request: HttpRequest) -> "PostCardQuerySet":
        """The posts of the request's site; that costs nothing where there is only one."""
        if not are_several(request):
            return self
        return self.filter(pk__in=on_site(BlogPage.objects.order_by(), request).values("pk"))


class PostCard(models.Model):
    """A post as lists show it, prepared when it is published: there is one for each visible post.

    What hangs on other pages, addresses and translations, is added by who asks, and who asks passes
    the gate once more: see blog/cards.py.
    """

    post = models.OneToOneField(BlogPage, on_delete=models.CASCADE, primary_key=True, related_name="card")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    translation_key = models.UUIDField()
    date = models.DateField()
    # Numbers of its categories in their order, between commas: what related posts are found by.
    category_ids = models.TextField(default="")
    version = models.PositiveSmallIntegerField()
    shape = models.TextField()

    objects = PostCardQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-date", "-post"], name="blog_card_newest"),
            models.Index(fields=["locale", "-date", "-post"], name="blog_card_newest_in_locale"),
            models.Index(fields=["locale", "category_ids", "-date", "-post"], name="blog_card_alike"),
            models.Index(fields=["translation_key"], name="blog_card_translations"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.pk}"

    @property
    def place(self) -> tuple[datetime.date, int]:
        """Where it stands among all posts."""
        return self.date, self.pk

    @property
    def contents(self) -> Any:
        """The shape as it was prepared: a blog.cards.PreparedCard, in the order of its keys."""
        return json.loads(self.shape)
