"""What a query asks for once its words are analysed, and how databases want to be told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search import analysis
from search.synonyms import Match

LONGEST_QUERY = 200
QUOTED = re.compile(r'"([^"]*)"?|([^"]+)')


@dataclass(frozen=True)
class Term:
    """One token; as a prefix it stands for every token that begins with it."""

    token: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Words:
    """Tokens that follow one another."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AnyOf:
    """One of the parts; of no parts: nothing."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """What the first finds and the second does not."""

    wanted: "Expression"
    unwanted: "Expression"


Expression = Term | Words | AllOf | AnyOf | Without
NOTHING = AnyOf(())


def read(query: Any, operator: str = "and", *, is_autocomplete: bool = False) -> Expression | None:
    """The expression of a query as modelsearch gives it; None for one that asks for everything.

    A text may hold phrases in quotation marks. `operator` is "and" or "or". Raises
    NotImplementedError for an exclusion without anything to exclude from.
    """
    plain = typed if is_autocomplete else plain_words
    if isinstance(query, str):
        return in_words(query, operator, plain)
    if isinstance(query, MatchAll):
        return None
    if isinstance(query, PlainText | Fuzzy):
        return in_words(query.query_string, query.operator, plain)
    if isinstance(query, Phrase):
        return phrase(query.query_string)
    if isinstance(query, Boost):
        return read(query.subquery, operator, is_autocomplete=is_autocomplete)
    if isinstance(query, And):
        return _and(query, operator, is_autocomplete)
    if isinstance(query, Or):
        found = [read(part, operator, is_autocomplete=is_autocomplete) for part in query.subqueries]
        return None if None in found else any_of([part for part in found if part is not None])
    raise NotImplementedError(f"The search takes no {type(query).__name__} by itself: put it beside words.")


def _and(query: And, operator: str, is_autocomplete: bool) -> Expression | None:
    def read_part(part: Any) -> Expression | None:
        return read(part, operator, is_autocomplete=is_autocomplete)

    wanted = [read_part(part) for part in query.subqueries if not isinstance(part, Not)]
    unwanted = [read_part(part.subquery) for part in query.subqueries if isinstance(part, Not)]
    kept = [part for part in wanted if part is not None]
    dropped = [part for part in unwanted if part is not None]
    if unwanted and not kept:
        return read(Not(query), operator)
    both = all_of(kept) if kept else None
    return Without(both, any_of(dropped)) if both and dropped else both


def in_words(text: str, operator: str, plain: Callable[[str], list[Expression]]) -> Expression:
    """The expression of a text; `plain` reads what does not stand in quotation marks."""
    parts: list[Expression] = []
    for quoted, unquoted in QUOTED.findall(text[:LONGEST_QUERY]):
        if quoted and (words := phrase(quoted)) != NOTHING:
            parts.append(words)
        parts += plain(unquoted)
    joined = any_of(parts) if operator == "or" else all_of(parts)
    return joined if parts else NOTHING


def quotations(text: str) -> list[range]:
    """Where words in quotation marks stand."""
    return [range(*match.span(1)) for match in QUOTED.finditer(text) if match[1]]


def plain_words(text: str) -> list[Expression]:
    """An expression for each word: the word itself, or one of its stems."""
    return [_word(group) for group in analysis.query_groups(text)]


def words_or(text: str, synonyms: Callable[[Sequence[str]], Sequence[Match]]) -> list[Expression]:
    """The same, where words that mean the same will do as well."""
    groups = analysis.query_groups(text)
    parts: list[Expression] = []
    place = 0
    for match in synonyms([group.word for group in groups]):
        parts += [_word(group) for group in groups[place : match.start]]
        own = all_of([_word(group) for group in groups[match.start : match.stop]])
        parts.append(any_of([own, *(Words(tuple(tokens)) for tokens in match.alternatives)]))
        place = match.stop
    return [*parts, *(_word(group) for group in groups[place:])]


def _word(group: analysis.Group) -> Expression:
    return any_of([Term(token, group.is_prefix) for token in group.alternatives])


def typed(text: str) -> list[Expression]:
    """An expression for each word of a text that is still being typed: the last may go on."""
    groups = analysis.query_groups(text)
    return [Term(group.word, group.is_prefix or group is groups[-1]) for group in groups]


def phrase(text: str) -> Expression:
    """Words in this order and nothing between them."""
    tokens = tuple(group.word for group in analysis.query_groups(text))
    return Words(tokens) if tokens else NOTHING


def all_of(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def any_of(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def is_nothing(expression: Expression) -> bool:
    """Whether no text can ever fit. Databases cannot be asked such a question."""
    if isinstance(expression, AnyOf):
        return all(is_nothing(part) for part in expression.parts)
    if isinstance(expression, AllOf):
        return any(is_nothing(part) for part in expression.parts)
    return isinstance(expression, Without) and is_nothing(expression.wanted)


def fts5(expression: Expression) -> str:
    """The expression as SQLite's MATCH reads it. Tokens are letters and digits, so none is a command.

    Source: https://sqlite.org/fts5.html#full_text_query_syntax.
    """
    match expression:
        case Term(token, is_prefix):
            return f'"{token}"{"*" * is_prefix}'
        case Words(tokens):
            return '"' + " ".join(tokens) + '"'
        case AllOf(parts):
            return f"({' AND '.join(fts5(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' OR '.join(fts5(part) for part in parts if not is_nothing(part))})"
        case Without(wanted, unwanted) if is_nothing(unwanted):
            return fts5(wanted)
        case Without(wanted, unwanted):
            return f"({fts5(wanted)} NOT {fts5(unwanted)})"


def tsquery(expression: Expression) -> str:
    """The expression as PostgreSQL's type tsquery reads it.

    Source: https://www.postgresql.org/docs/current/datatype-textsearch.html.
    """
    match expression:
        case Term(token, is_prefix):
            return f"'{token}'{':*' * is_prefix}"
        case Words(tokens):
            return f"({' <-> '.join(repr(token) for token in tokens)})"
        case AllOf(parts):
            return f"({' & '.join(tsquery(part) for part in parts)})"
        case AnyOf(parts):
            return f"({' | '.join(tsquery(part) for part in parts if not is_nothing(part))})"
        case Without(wanted, unwanted) if is_nothing(unwanted):
            return tsquery(wanted)
        case Without(wanted, unwanted):
            return f"({tsquery(wanted)} & !{tsquery(unwanted)})"
