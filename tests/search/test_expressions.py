"""What a query asks for, and that nothing typed can become a command."""

import pytest
from django.db import connection
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from search.expressions import (
    NOTHING,
    AllOf,
    AnyOf,
    Term,
    Without,
    Words,
    fts5,
    in_words,
    is_nothing,
    plain_words,
    read,
    tsquery,
    typed,
    words_or,
)
from search.synonyms import Match

HOSTILE = [
    *(
        '"',
        '""',
        '" "',
        "'",
        "\x00",
        "*",
        "a*",
        "-a",
        "NOT",
        "a AND",
        "NEAR(a b)",
        "title:a",
        "{a} : b",
        "^a",
    ),
    *(
        "a & b",
        "!a",
        "a <-> b",
        "a:*",
        "'a'",
        "\\",
        "%",
        "_",
        ";--",
        "(",
        ")",
        "<script>",
        "\ud800",
        "‮a",
        "😀",
    ),
    "x" * 10_000,
    "word " * 600,
    '"' * 999,
]


def words(*tokens):
    # Numbers in these tests, since they have no stems: what is asked for is easy to see.
    return AllOf(tuple(Term(token) for token in tokens))


def test_every_word_is_wanted():
    assert read("11 22") == words("11", "22")


def test_any_word_will_do_where_it_is_said():
    assert read("11 22", "or") == AnyOf((Term("11"), Term("22")))


def test_a_word_or_one_of_its_stems():
    found = read("petitions")
    assert isinstance(found, AnyOf)
    assert Term("petitions") in found.parts


def test_words_in_quotation_marks_follow_one_another():
    assert read('"11 22" 44') == AllOf((Words(("11", "22")), Term("44")))


def test_a_quotation_mark_that_is_not_closed_reaches_to_the_end():
    assert read('"11 22') == Words(("11", "22"))


def test_the_last_word_that_is_typed_may_go_on():
    assert in_words("11 ze", "and", typed) == AllOf((Term("11"), Term("ze", is_prefix=True)))


@pytest.mark.parametrize("query", ["", " ", '""', '" "', "!?", "\x00"])
def test_what_holds_no_word_asks_for_nothing(query):
    assert is_nothing(read(query))


def test_words_that_mean_the_same_will_do_as_well():
    def synonyms(tokens):
        return [Match(1, 2, [["44", "22"]])] if list(tokens) == ["11", "33"] else []

    assert words_or("11 33", synonyms) == [Term("11"), AnyOf((Term("33"), Words(("44", "22"))))]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        (PlainText("11 22", operator="or"), AnyOf((Term("11"), Term("22")))),
        (Phrase("11 22"), Words(("11", "22"))),
        (Fuzzy("11"), Term("11")),
        (Boost(PlainText("11"), 2), Term("11")),
        (And([PlainText("11"), PlainText("22")]), words("11", "22")),
        (Or([PlainText("11"), PlainText("22")]), AnyOf((Term("11"), Term("22")))),
        (And([PlainText("11"), Not(PlainText("22"))]), Without(Term("11"), Term("22"))),
        (And([MATCH_ALL, PlainText("11")]), Term("11")),
        (Or([MATCH_ALL, PlainText("11")]), None),
        (MATCH_ALL, None),
    ],
    ids=repr,
)
def test_modelsearchs_own_queries_are_understood(query, meant):
    assert read(query) == meant


def test_an_exclusion_from_nothing_is_refused():
    with pytest.raises(NotImplementedError, match="Not"):
        read(Not(PlainText("11")))


@pytest.mark.parametrize(
    ("expression", "sqlite", "postgres"),
    [
        (Term("a"), '"a"', "'a'"),
        (Term("a", is_prefix=True), '"a"*', "'a':*"),
        (Words(("a", "b")), '"a b"', "('a' <-> 'b')"),
        (words("a", "b"), '("a" AND "b")', "('a' & 'b')"),
        (AnyOf((Term("a"), Words(("b", "c")))), '("a" OR "b c")', "('a' | ('b' <-> 'c'))"),
        (AnyOf((Term("a"), NOTHING)), '("a")', "('a')"),
        (Without(Term("a"), Term("b")), '("a" NOT "b")', "('a' & !'b')"),
        (Without(Term("a"), NOTHING), '"a"', "'a'"),
    ],
    ids=repr,
)
def test_an_expression_as_the_databases_read_it(expression, sqlite, postgres):
    assert (fts5(expression), tsquery(expression)) == (sqlite, postgres)


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:10]))
def test_nothing_that_is_typed_breaks_the_database(text):
    for operator in ("and", "or"):
        for plain in (plain_words, typed):
            expression = in_words(text, operator, plain)
            if is_nothing(expression):
                continue
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT %s::tsquery", [tsquery(expression)])
                else:
                    fts = "SELECT rowid FROM wagtailsearch_indexentry_fts"
                    cursor.execute(f"{fts} WHERE wagtailsearch_indexentry_fts MATCH %s", [fts5(expression)])
                cursor.fetchall()
