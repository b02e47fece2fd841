"""The resource years/: the years of the archive."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from typing_extensions import TypedDict

from blog.models import BlogPage, PostCard
from cms.api.parameters import Parameter, language, several
from cms.api.viewsets import ReadAPIViewSet


class Year(TypedDict):
    """A year, and how many posts everybody may see of it."""

    year: int
    post_count: int


class YearsAPIViewSet(ReadAPIViewSet):
    """The years that have posts, the newest first: what an archive offers to choose from."""

    model = BlogPage
    card = Year
    has_details = False
    orders: Mapping[str, tuple[str, ...]] = {}
    list_parameters: Mapping[str, Parameter] = {
        "locale": several(language()).meaning("The languages of the posts; all without it."),
        **ReadAPIViewSet.list_parameters,
    }

    def get_queryset(self) -> "QuerySet[Any, dict[str, Any]]":
        posts = PostCard.objects.on_site(self.request)
        if codes := self.asked.get("locale"):
            posts = posts.in_languages(codes)
        years = posts.order_by().annotate(year=ExtractYear("date")).values("year")
        return years.annotate(post_count=Count("pk")).order_by("-year")

    def cards(self, items: Sequence[Any]) -> list[Year]:
        return [Year(year=item["year"], post_count=item["post_count"]) for item in items]
