"""How well a search finds what people mean: a judged collection, and the usual measures of retrieval.

`collection.json` holds posts, queries with what readers want of them (2) and what helps them a little (1),
and beginnings of titles. A search is a function from a query to the ids of posts, best first.
"""

import datetime
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from django.utils.html import escape

from tests.factories import BlogPageFactory, CategoryFactory, locale, news

COLLECTION = json.loads((Path(__file__).parent / "collection.json").read_text())
# Languages of the collection that have another code here; mx is several in one post.
CODES = {"zh": "zh-hant", "mx": "en"}
# Too few queries for a figure of their own.
FEW = ("mx", "ne", "bn", "ta", "so")
PLACES = 10

Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Judged:
    """A query, and the grade of each post that answers it."""

    words: str
    language: str
    kind: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Answer:
    """The first ten posts that a search gave for a query, and what they are worth."""

    judged: Judged
    found: Sequence[str]

    @property
    def ndcg(self) -> float:
        """Normalised discounted cumulative gain at 10: gains 2^grade - 1, discounts log2(place + 1).

        Source: Burges et al., Learning to rank using gradient descent, 2005.
        """
        grades = self.judged.grades
        best = gain(sorted(grades.values(), reverse=True)[:PLACES])
        return gain(grades.get(post, 0) for post in self.found) / best

    @property
    def recall(self) -> float:
        return len(self.judged.grades.keys() & set(self.found)) / len(self.judged.grades)

    @property
    def reciprocal_rank(self) -> float:
        places = (place for place, post in enumerate(self.found, 1) if post in self.judged.grades)
        return 1 / next(places, math.inf)

    @property
    def is_empty(self) -> bool:
        return not self.found


def gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


@dataclass(frozen=True)
class Report:
    """The answers to all queries of a kind."""

    name: str
    answers: Sequence[Answer]

    @property
    def ndcg(self) -> float:
        return fmean(answer.ndcg for answer in self.answers)

    @property
    def empty(self) -> float:
        return fmean(answer.is_empty for answer in self.answers)

    @property
    def recall(self) -> float:
        return fmean(answer.recall for answer in self.answers)

    @property
    def reciprocal_rank(self) -> float:
        return fmean(answer.reciprocal_rank for answer in self.answers)

    def by(self, trait: str) -> dict[str, "Report"]:
        """A report for each language or kind."""
        groups: defaultdict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            groups[getattr(answer.judged, trait)].append(answer)
        return {name: Report(name, answers) for name, answers in groups.items()}

    def line(self) -> str:
        return (
            f"{self.name:<14}{len(self.answers):>8}{self.ndcg:>10.3f}{self.recall:>11.3f}"
            f"{self.reciprocal_rank:>7.3f}{self.empty:>7.0%}"
        )

    def table(self) -> str:
        """The measures of all queries, of each language and of each kind."""
        head = f"{'':<14}{'queries':>8}{'nDCG@10':>10}{'recall@10':>11}{'MRR':>7}{'empty':>7}"
        parts = [*self.by("language").values(), *self.by("kind").values()]
        return "\n".join([head, *(report.line() for report in [self, *parts])])


def judged(name: str = "queries") -> list[Judged]:
    """The queries, or "autocomplete": what was typed of titles."""
    return [
        Judged(row["q"], "others" if row["lang"] in FEW else row["lang"], row["kind"], row["relevant"])
        for row in COLLECTION[name]
    ]


def measured(name: str, search: Search, queries: Iterable[Judged]) -> Report:
    return Report(name, [Answer(query, search(query.words)[:PLACES]) for query in queries])


def published_collection() -> dict[int, str]:
    """Publishes the posts of the collection; gives their ids there under their ids here.

    Its categories have English names, so they stand on English posts alone: a category is searched too,
    and on a site it is called something in the language of its posts.
    """
    names: dict[int, str] = {}
    categories: dict[str, object] = {}
    for row in COLLECTION["documents"]:
        code = CODES.get(row["lang"], row["lang"])
        category = row["category"]
        if code == "en" and category not in categories:
            categories[category] = CategoryFactory(name=category.title(), slug=category, locale=locale(code))
        post = BlogPageFactory(
            parent=news(code),
            title=row["title"],
            date=datetime.date(row["year"], 6, 1),
            words=escape(row["body"]),
            categories=[categories[category]] if code == "en" else [],
        )
        names[post.pk] = row["id"]
    return names
