from typing import Any, Protocol, Self

from django.db import models


class Dated(Protocol):
    """What stands in the order of days; of one day, the one that was made later comes later."""

    date: Any
    pk: Any


class DatedQuerySet(models.QuerySet[Any]):
    """The questions that are asked about what has a date."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def older_than(self, thing: Dated) -> Self:
        """Those before another, the nearest first."""
        earlier = models.Q(date__lt=thing.date) | models.Q(date=thing.date, pk__lt=thing.pk)
        return self.filter(earlier).newest_first()

    def newer_than(self, thing: Dated) -> Self:
        """Those after another, the nearest first."""
        later = models.Q(date__gt=thing.date) | models.Q(date=thing.date, pk__gt=thing.pk)
        return self.filter(later).order_by("date", "pk")
