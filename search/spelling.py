"""Corrects words that no visible page holds to the nearest that one does."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis, vocabulary
from search.expressions import Term, any_of, quotations
from search.reach import Reach

# A word of so many letters may have one mistake, a longer one two.
LETTERS_FOR_ONE, LETTERS_FOR_TWO = 4, 7
CANDIDATES = 50
TRIED = 5


def corrected(words: str, reach: Reach) -> str | None:
    """The words with each that no page within reach holds replaced; None where there is nothing to replace.

    The vocabulary knows words of drafts too, so no word leaves this function that was not found on a
    page that everybody may see. Words in quotation marks are meant as they are written.
    """
    quoted = quotations(words)
    parts: list[str] = []
    place = 0
    for group in analysis.query_groups(words):
        known = any_of([Term(token) for token in group.alternatives])
        is_quoted = any(group.start in places for places in quoted)
        if is_quoted or not vocabulary.is_spelt(group.word) or reach.holds(known):
            continue
        if better := nearest(group.word, reach):
            parts += [words[place : group.start], better]
            place = group.end
    return "".join([*parts, words[place:]]) if parts else None


def nearest(word: str, reach: Reach) -> str | None:
    """The word with the fewest mistakes away, the same first letter and the most visible pages."""
    mistakes = 1 + (len(word) >= LETTERS_FOR_TWO)
    near = vocabulary.known.of_length(len(word) - mistakes, len(word) + mistakes)
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=mistakes, limit=CANDIDATES)
    ordered = sorted(found, key=lambda item: (item[1], item[0][0] != word[0]))
    while ordered:
        rank = ordered[0][1], ordered[0][0][0] != word[0]
        alike = [name for name, distance, _ in ordered if (distance, name[0] != word[0]) == rank]
        counts = {name: reach.count(Term(name)) for name in alike[:TRIED]}
        if best := max(counts, key=lambda name: counts[name]) if any(counts.values()) else None:
            return best
        ordered = ordered[len(alike) :]
    return None
