"""How much a comment looks like spam, from 0 to 100: a few signs, and what moderators have taught.

What was learned are counts of keyed hashes of words: nobody can read words of anybody out of them.
It never decides alone: it orders the queue, and in a flood it says what need not be seen at once.
"""

import re
from collections.abc import Iterable
from math import exp, log

from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.comments.models import Comment, WordCount
from blog.comments.states import Learned

DOMAINS = "com|net|org|info|biz|ru|cn|hk|top|xyz|shop|site|online|io|me|ly"
# A whole address counts once.
LINK = re.compile(rf"(?i)(?:https?:|www\.)\S*|\b[a-z0-9-]+\.(?:{DOMAINS})\b(?:/\S*)?")
HOST = re.compile(r"(?i)(?:https?://|www\.)([^\s/?#]{1,100})")
# Chinese and its neighbours write no spaces: there pairs of characters are the words.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
SPACED = re.compile(r"[^\W_]{2,40}")
# A number of a telephone, an identity card or a case; an e-mail address.
TELLING = re.compile(r"\d(?:[\s-]?\d){5,}|\b[A-Z]{1,2}\d{6}|\S@\S")
WORD = re.compile(r"[^\W\d_]+")
# Which share of their words makes two texts alike, and how many alike are many.
ALIKE, MANY = 0.7, 3
MOST_WORDS, MOST_TELLING = 200, 15
# Until so many comments of each kind were decided, words say nothing.
ENOUGH = 5
ALL = "all"
LIKELY, UNSURE = 60, 25
POINTS_FOR_LINKS = (0, 15, 30, 45)


def score(text: str, name: str = "") -> int:
    """How much it looks like spam, 0 to 100. Costs one query."""
    links = len(LINK.findall(text))
    points = POINTS_FOR_LINKS[min(links, len(POINTS_FOR_LINKS) - 1)]
    points += 40 * bool(LINK.search(name)) + 15 * _shouts(text) + 15 * bool(re.search(r"(.)\1{9}", text))
    points += round((_learned(digests(f"{name} {text}")) - 0.5) * 120)
    return min(max(points, 0), 100)


def in_words(points: int) -> Promise:
    """The score as moderators read it."""
    if points >= LIKELY:
        return _("Looks like spam")
    return _("Look twice") if points >= UNSURE else _("Looks like a comment")


def is_one_of_many(text: str, others: Iterable[str]) -> bool:
    """Whether several others say nearly the same: the same words, but for numbers and a few."""
    words = set(WORD.findall(text.casefold()))
    alike = 0
    for other in others:
        theirs = set(WORD.findall(other.casefold()))
        alike += len(words & theirs) >= ALIKE * len(words | theirs)
    return alike >= MANY


def may_tell_who(text: str) -> bool:
    """Whether there is something in it that may say who somebody is: a long number, an e-mail address."""
    return bool(TELLING.search(text))


def links_in(text: str) -> int:
    return len(LINK.findall(text))


def digests(text: str) -> set[str]:
    """Keyed hashes of the words of a text, each once."""
    lowered = text.casefold()
    words = dict.fromkeys(f"host:{host}" for host in HOST.findall(lowered))
    for run in UNSPACED.findall(lowered):
        words.update(dict.fromkeys(run[at : at + 2] for at in range(max(len(run) - 1, 1))))
    words.update(dict.fromkeys(SPACED.findall(UNSPACED.sub(" ", lowered))))
    return {_digest(word) for word in list(words)[:MOST_WORDS]}


def learn(comment: Comment, as_what: Learned) -> None:
    """Counts the words of a comment that somebody decided about; takes back what was counted before."""
    if comment.learned == as_what:
        return
    found = [*digests(f"{comment.name} {comment.text}"), ALL]
    if comment.learned:
        _count(found, Learned(comment.learned), -1)
    if as_what:
        WordCount.objects.bulk_create([WordCount(digest=digest) for digest in found], ignore_conflicts=True)
        _count(found, as_what, 1)
    comment.learned = as_what


def _count(found: Iterable[str], kind: Learned, step: int) -> None:
    rows = WordCount.objects.filter(digest__in=list(found))
    if step < 0:
        rows = rows.filter(**{f"{kind.value}__gt": 0})
    rows.update(**{kind.value: F(kind.value) + step})


def _digest(word: str) -> str:
    return salted_hmac("comments.words", word, algorithm="sha256").hexdigest()[:32]


def _learned(found: set[str]) -> float:
    """How likely the words are those of spam, from 0 to 1; one half where nobody can tell yet."""
    rows = {row.digest: row for row in WordCount.objects.filter(digest__in=[*found, ALL])}
    total = rows.pop(ALL, None)
    if total is None or min(total.spam, total.ham) < ENOUGH:
        return 0.5
    weights = [
        log((row.spam + 0.5) / (total.spam + 1)) - log((row.ham + 0.5) / (total.ham + 1))
        for row in rows.values()
        if row.spam + row.ham > 1
    ]
    telling = sorted(weights, key=abs, reverse=True)[:MOST_TELLING]
    return 1 / (1 + exp(-max(min(sum(telling), 50), -50)))


def _shouts(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha() and letter.lower() != letter.upper()]
    return len(letters) > 30 and sum(letter.isupper() for letter in letters) > len(letters) * 0.7
