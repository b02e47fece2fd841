"""Notes which words found nothing, and nothing about whoever searched for them.

It is written at once and not in a background task: a queue would keep the words together with the
second of the search, in a table of its own.
"""

import datetime
import logging
import re
import unicodedata

from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.http import HttpRequest
from django.utils import timezone

from search import analysis
from search.models.unfound import LONGEST_KEPT, SearchSettings, UnfoundQuery

DAYS_TO_KEEP = 90
MOST_WORDS = 8
# So that a crawler can neither fill the disk nor bury what people look for: words that were on the list
# before are counted on, and no count stands far above those of people.
MOST_NEW_A_DAY, MOST_QUERIES_A_DAY = 100, 1_000
MOST_TIMES_A_DAY = 100
# Telephone, identity card, case: what follows a digit may be a space or a sign that people put between.
DIGITS_TOGETHER = 5
SIGN_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s()./\\_–—·-]+(?=\d)")
MANY_DIGITS = re.compile(r"\d" * DIGITS_TOGETHER)
ADDRESS = re.compile(r"[@\\]|//|\bwww\b|[\w-]\.[^\W\d_]{2,}")
# Written without spaces: two signs count as a word.
IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
JOINERS = "\u200c\u200d"  # letters of some languages are joined or parted by these

logger = logging.getLogger(__name__)


def note(words: str, way: str, request: HttpRequest) -> None:
    """Counts a search that found nothing; `way` is what helped in the end: see UnfoundQuery.Way.

    To be called when the strict search found nothing. Does nothing for HEAD and previews, for what
    may tell of a person, and where the list is switched off. Never raises for what the database says.
    """
    if request.method != "GET" or getattr(request, "is_preview", False):
        return
    query = kept_form(words)
    if not query:
        return
    try:
        if is_on():
            with transaction.atomic():
                _count(query, UnfoundQuery.Way(way))
    except DatabaseError:
        # Without a traceback: it would hold the words.
        logger.warning("A search without results could not be counted.")


def is_on() -> bool:
    """Whether the list is kept. Makes no row, unlike SearchSettings.load()."""
    return SearchSettings.objects.values_list("keeps_unfound", flat=True).first() is not False


def kept_form(words: str) -> str | None:
    """The words in lower case with single spaces; None for what may tell of a person or is no search."""
    text = " ".join("".join(map(_plain, unicodedata.normalize("NFKC", words))).lower().split())
    if not text or len(text) > LONGEST_KEPT or _word_count(text) > MOST_WORDS:
        return None
    digits = SIGN_BETWEEN_DIGITS.sub("", "".join(map(_digit, text)))
    if MANY_DIGITS.search(digits) or ADDRESS.search(text):
        return None
    return text if analysis.query_groups(text) else None


def delete_old() -> int:
    """Deletes what was kept for 90 days; returns how many rows went. Safe to be run at any time."""
    old = UnfoundQuery.objects.filter(day__lte=today() - datetime.timedelta(days=DAYS_TO_KEEP))
    return old.delete()[0] if old.exists() else 0


def today() -> datetime.date:
    return timezone.localdate()


def _count(query: str, way: UnfoundQuery.Way) -> None:
    """Adds one for the day."""
    day = today()
    row = UnfoundQuery.objects.filter(query=query, day=day)
    one_more = Least(F("count") + 1, MOST_TIMES_A_DAY)
    if row.update(count=one_more, way=way):
        return
    if not _has_room(query, day):
        return
    made = {"count": 1, "way": way}
    if not UnfoundQuery.objects.get_or_create(query=query, day=day, defaults=made)[1]:
        row.update(count=one_more, way=way)


def _has_room(query: str, day: datetime.date) -> bool:
    """Whether the day may have one more row; the first one of a day deletes what is old."""
    earlier = UnfoundQuery.objects.filter(day__lt=day)
    of_day = UnfoundQuery.objects.filter(day=day)
    queries = of_day.count()
    if not queries:
        delete_old()
    if queries >= MOST_QUERIES_A_DAY:
        return False
    if queries < MOST_NEW_A_DAY or earlier.filter(query=query).exists():
        return True
    return of_day.exclude(query__in=earlier.values("query")).count() < MOST_NEW_A_DAY


def _plain(sign: str) -> str:
    """The sign, a space for one that only moves the writing, nothing for one that cannot be seen."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign)[0] == "C" and sign not in JOINERS else sign


def _digit(sign: str) -> str:
    """0 to 9 for a digit of any script, 三 and ③ included; else the sign."""
    value = unicodedata.numeric(sign, -1)
    return str(int(value)) if value in range(10) else sign


def _word_count(text: str) -> int:
    ideographs = len(IDEOGRAPHS.findall(text))
    return len(IDEOGRAPHS.sub(" ", text).split()) + (ideographs + 1) // 2
