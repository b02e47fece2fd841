"""Parts without a place of one kind, which somebody deals with together."""

from collections.abc import Iterable

from django.db.models import Count

from home.wordpress.models import UnplacedPart, UnplacedPartQuerySet


def like(part: UnplacedPart) -> UnplacedPartQuerySet:
    """Those of the same reason that are open too, or were dealt with in the same click."""
    return UnplacedPart.objects.filter(reason=part.reason, settled_at=part.settled_at)


def of_one_kind(parts: Iterable[UnplacedPart], is_settled: bool) -> dict[int, int]:
    """How many there are like each, by its number. Costs one query."""
    shown = list(parts)
    some = UnplacedPart.objects.filter(reason__in={part.reason for part in shown})
    some = some.filter(settled_at__in={part.settled_at for part in shown}) if is_settled else some.open()
    counted = some.order_by().values_list("reason", "settled_at").annotate(number=Count("pk"))
    numbers = {(reason, settled_at): number for reason, settled_at, number in counted}
    return {part.pk: numbers.get((part.reason, part.settled_at), 1) for part in shown}
