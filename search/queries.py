"""The one way to search: site, API and whatever comes later ask here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import combinations

from wagtail.models import Page

from cms import versions
from search import analysis, spelling
from search.backends.engines import MOST_HITS
from search.expressions import AnyOf, Expression, all_of, any_of, in_words, typed
from search.facets import Facets, Labels, Row, labels
from search.reach import Reach
from search.results import Asked, Found, Order, Way
from search.synonyms import expansions
from search.texts import MOST_FOR_FORMS, Texts, in_order

# How much earlier pages in the reader's language come, and what puts them before all others.
OWN_LANGUAGE, FIRST = 1.3, 1e9
SUGGESTIONS = 8
# Of these the titles that begin with the words come first.
MOST_BEGUN = 40
# Of titles that are still being typed: the first letters alone fit hundreds.
MOST_COMPLETED = 200
# Where any word will do, thousands of pages hold one. Those after the best thousand answer nothing, and
# the gate and the facets took 30 ms for them.
MOST_OF_ANY_WORD = 1_000
# Of six words there are twenty choices of three.
MOST_NEAREST = 6


@dataclass(frozen=True)
class Looked:
    """What was looked for in the end, and what was hit: scores by page, and the visible ones as rows.

    With `is_more` there were more hits than are looked at.
    """

    way: Way
    words: str
    scores: Mapping[int, float]
    rows: Sequence[Row]
    is_more: bool


def search(
    asked: Asked,
    *,
    homes: Iterable[str] | None = None,
    language: str = "",
    version: str | None = None,
    offset: int = 0,
    limit: int = 10,
) -> Found:
    """The visible pages that a reader looks for, `limit` of them from `offset` on.

    All words are wanted; where no page has them, corrected ones; where none has those either, any of
    them. Facets play no part in that: one that leaves nothing says so. `homes` limits the pages to those
    below some home pages; `language` is the reader's, `version` the request's content version.
    """
    reach = Reach(homes, partial(expansions, version=version))
    looked = _look(reach, asked)
    if not looked.rows:
        return Found(asked, way=looked.way, words=asked.words)
    known = _labels(version)
    facets = Facets(asked, looked.rows, known, language)
    own = known.locales_of(language)
    chosen = _best(offset + limit, facets.left, looked.scores, own, asked.order)[offset:]
    texts = Texts(chosen)
    words = asked.words
    if is_corrected := looked.way == Way.CORRECTED:
        # By the best pages of all, so that it reads the same beside every facet and on every page.
        best = _best(MOST_FOR_FORMS, looked.rows, looked.scores, own)
        source = texts if best == chosen[:MOST_FOR_FORMS] else Texts(best)
        words = source.as_written(looked.words, words)
    return Found(
        asked,
        way=looked.way,
        words=words,
        correction=words if is_corrected else "",
        total=len(facets.left),
        total_of_all=len(looked.rows),
        is_more=looked.is_more,
        results=texts.results(reach.marker(looked.words), known.in_language(language), known.keys),
        facets=facets.all(),
    )


def _look(reach: Reach, asked: Asked) -> Looked:
    """The first of the three ways that leads somewhere."""
    words = asked.words
    rows, scores = _rows(reach, in_words(words, "and", reach.words))
    if rows:
        return Looked(Way.STRICT, words, scores, rows, len(scores) >= MOST_HITS)
    better = spelling.corrected(words, reach) if asked.may_correct else None
    if better:
        rows, scores = _rows(reach, in_words(better, "and", reach.words))
        if rows:
            return Looked(Way.CORRECTED, better, scores, rows, len(scores) >= MOST_HITS)
    # As typed or as corrected: where any word will do, a wrong guess does no harm.
    words = f"{words} {better}" if better else words
    some = about(words)
    expression = _any_of(reach, some, words)
    scores = reach.hits(expression, MOST_OF_ANY_WORD)
    rows = reach.rows(scores)
    if rows or len(scores) < MOST_OF_ANY_WORD:
        return Looked(Way.ANY, some, scores, rows, len(scores) >= MOST_OF_ANY_WORD)
    # All of the best are hidden; others may be visible.
    rows, scores = _rows(reach, expression)
    return Looked(Way.ANY, some, scores, rows, len(scores) >= MOST_HITS)


def _any_of(reach: Reach, some: str, words: str) -> Expression:
    """What finds one of the words that tell something; all others only add to the scores."""
    telling, any_word = (in_words(text, "or", reach.words) for text in (some, words))
    # Where every word tells something, asking twice only takes the engine a third longer.
    return telling if _choices(telling) == _choices(any_word) else all_of([telling, any_word])


def _choices(expression: Expression) -> frozenset[Expression]:
    return frozenset(expression.parts if isinstance(expression, AnyOf) else [expression])


def about(words: str) -> str:
    """The words that say what a question is about, each once; all of them where none does."""
    parts = {words[group.start : group.end]: None for group in analysis.telling(analysis.query_groups(words))}
    return " ".join(parts)


def _rows(reach: Reach, expression: Expression) -> tuple[list[Row], dict[int, float]]:
    scores = reach.hits(expression)
    return reach.rows(scores), scores


def _best(
    most: int,
    rows: Sequence[Row],
    scores: Mapping[int, float],
    own: Collection[int],
    order: str = Order.BEST,
    earlier: float = OWN_LANGUAGE,
) -> list[Row]:
    """The first rows, at most so many: best first, those of some locales earlier; or newest first.

    Where the order is the newest, undated pages come last.
    """

    def score(row: Row) -> float:
        return scores[row.page] * earlier if row.locale in own else scores[row.page]

    if order == Order.NEWEST:
        return nlargest(most, rows, key=lambda row: (row.date, score(row), row.page))
    return nlargest(most, rows, key=lambda row: (score(row), row.date, row.page))


def suggest(words: str, *, homes: Iterable[str] | None = None, language: str = "") -> list[Page]:
    """The visible pages whose title goes on as somebody types some words, at most eight.

    Titles that begin with the words come first, the others after them, each best first.
    """
    reach = Reach(homes)
    scores = reach.hits(in_words(words, "and", typed), MOST_COMPLETED, is_typed=True)
    own = _labels().locales_of(language)
    pages = in_order([row.page for row in _best(MOST_BEGUN, reach.rows(scores), scores, own)])
    begun = " ".join(group.word for group in analysis.query_groups(words))
    pages.sort(key=lambda page: not analysis.autocomplete_text(page.title, "").startswith(begun))
    return pages[:SUGGESTIONS]


def nearest(words: str, most: int, language: str = "") -> list[Page]:
    """The visible pages that hold at least half of some words: those in a language first, each best first."""
    reach = Reach(synonyms=lambda words: [])
    parts = reach.words(words)[:MOST_NEAREST]
    halves = combinations(parts, (len(parts) + 1) // 2)
    scores = reach.hits(any_of([all_of(half) for half in halves])) if parts else {}
    rows = _best(most, reach.rows(scores), scores, _labels().locales_of(language), earlier=FIRST)
    return in_order([row.page for row in rows])


def _labels(version: str | None = None) -> Labels:
    return labels.under(versions.named_version(versions.current()) if version is None else version)
