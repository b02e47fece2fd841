"""What is asked: the queries of the judged collection, and more of the kinds that cost most."""

import random

from tests.bench_search.words import collection, vocabulary

MOST_OF_A_KIND = 12
NO_SUCH_WORDS = ("qqqzzzxx", "wvutsrq xyzzyx", "鑿鑫鑾", "ضظغثخ", "ठढणथझ")


def queries() -> dict[str, list[str]]:
    """Queries by kind, about 190; no query stands in two kinds."""
    chance = random.Random(3)
    english, chinese = vocabulary("en"), vocabulary("zh-hant")
    judged = list(dict.fromkeys(query["q"] for query in collection()["queries"]))
    frequent = ["the", "refugees", *chance.sample(english[20:60], 8)]
    return {
        "judged collection": judged,
        "very frequent word": frequent,
        "two words": [" ".join(chance.sample(english[50:500], 2)) for _ in range(MOST_OF_A_KIND)],
        "Chinese": chance.sample(chinese[10:300], MOST_OF_A_KIND),
        "phrase": [f'"{" ".join(chance.sample(english[:60], 2))}"' for _ in range(MOST_OF_A_KIND)],
        "misspelt": [misspelt(word, chance) for word in chance.sample(long_words(), MOST_OF_A_KIND)],
        "any word": [" ".join(chance.sample(english[100:2000], 6)) for _ in range(MOST_OF_A_KIND)],
        "nothing found": list(NO_SUCH_WORDS),
    }


def long_words() -> list[str]:
    return [word for word in vocabulary("en")[100:2000] if len(word) > 6]


def misspelt(word: str, chance: random.Random) -> str:
    """A word with two letters the wrong way round."""
    place = chance.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def prefixes() -> list[str]:
    """What somebody has typed so far."""
    chance = random.Random(5)
    typed = [query["q"] for query in collection()["autocomplete"]]
    more = chance.sample(vocabulary("en")[50:1000], 15) + chance.sample(vocabulary("ar")[50:500], 5)
    return list(dict.fromkeys([*typed, *(word[: chance.randrange(1, 5)] for word in more)]))


def warming() -> list[str]:
    """Other queries, one of them misspelt: what is loaded once is loaded by these."""
    return ["octopus garden", *vocabulary("fr")[40:46], "recognisnace", "無家可歸", '"of the moon"']
