"""Prepares anew what lists show of posts: cards, and which posts are petitions."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from blog.cards import CHUNK, prepare
from blog.models import BlogPage, PostCard
from blog.petitions import opening_petition
from cms.indexing import index_again


class Command(BaseCommand):
    help = (
        "Prepares anew what lists show of posts: after an update that shows something else,"
        " or when a list does not hold what it should. Readers can use the site all the while."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(BlogPage.objects.order_by("pk").values_list("pk", flat=True))
        is_quiet = options["verbosity"] == 0
        with tqdm(total=len(ids), desc="posts", disable=is_quiet or not ids, file=self.stdout) as bar:
            for start in range(0, len(ids), CHUNK):
                some = ids[start : start + CHUNK]
                self._tell_petitions(some)
                prepare(some)
                bar.update(len(some))
        if not is_quiet:
            self.stdout.write(f"{PostCard.objects.count()} posts are ready for lists.")

    def _tell_petitions(self, ids: list[int]) -> None:
        """What a post says of its petition was decided when it was saved, by the rule of then."""
        changed = []
        for post in BlogPage.objects.filter(pk__in=ids):
            petition = opening_petition(post.body)
            if post.petition != petition:
                BlogPage.objects.filter(pk=post.pk).update(petition=petition)
                changed.append(post.pk)
        if changed:
            index_again(BlogPage.objects.filter(pk__in=changed))
