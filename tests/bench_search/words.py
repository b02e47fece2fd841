"""Texts that look like a site's: real words of seven languages, as frequent as words are."""

import gettext
import itertools
import json
import random
import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

COLLECTION = Path(__file__).parent.parent / "search" / "collection.json"
# The names of languages in the collection and in the catalogues of Django and Wagtail.
LANGUAGES = {"en": ("en", ""), "zh-hant": ("zh", "zh_Hant")} | {
    code: (code, code) for code in ("ar", "ur", "hi", "fr", "id")
}
# How many different words each language has; invented ones follow after the real ones, as names do.
WORDS = {"en": 8000, "fr": 4000}
FEWER_WORDS = 3000
SPELT = re.compile(r"[^\W\d_][^\W\d_\u0900-\u0963\u064b-\u065f]*[\w\u0900-\u0963\u064b-\u065f]+")
NO_WORDS = re.compile(r"%\(\w+\)s|%s|<[^>]+>|\{[^}]*\}|&\w+;")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
WORDS_OF_A_TEXT, CHARACTERS_OF_A_TEXT = 180, 250


@cache
def collection() -> dict:
    return json.loads(COLLECTION.read_text())


def sentences(language: str) -> list[str]:
    """Titles and sentences of the collection in a language."""
    name = LANGUAGES[language][0]
    texts = [text for item in collection()["documents"] if item["lang"] == name for text in _parts(item)]
    return [text for text in texts if text]


def _parts(item: dict) -> list[str]:
    return [item["title"], *(part.strip() for part in re.split(r"(?<=[.。؟!?۔।])\s*", item["body"]))]


def catalogue(language: str) -> list[str]:
    """What Django and Wagtail say in a language; in English what they translate."""
    name = LANGUAGES[language][1]
    found = []
    for package in ("django", "wagtail"):
        folder = Path(find_spec(package).origin).parent
        for file in sorted(folder.rglob(f"locale/{name or 'fr'}/LC_MESSAGES/*.mo")):
            with file.open("rb") as stream:
                messages = gettext.GNUTranslations(stream)._catalog
            pairs = [(key[0] if isinstance(key, tuple) else key, value) for key, value in messages.items()]
            found += [value if name else key for key, value in pairs if key and key != value]
    return [NO_WORDS.sub(" ", text) for text in found]


def split(language: str, text: str) -> list[str]:
    if language == "zh-hant":
        return [run[at : at + 2] for run in CHINESE.findall(text) for at in range(0, len(run) - 1, 2)]
    return SPELT.findall(text.lower())


@cache
def vocabulary(language: str) -> list[str]:
    """The words of a language, the most frequent first; those of the collection weigh ten times."""
    chance = random.Random(language)
    counted: Counter[str] = Counter()
    for text in sentences(language):
        counted.update(dict.fromkeys(split(language, text), 10))
    for text in catalogue(language):
        counted.update(split(language, text))
    words = [word for word, _ in counted.most_common()]
    wanted, known = WORDS.get(language, FEWER_WORDS), set(words)
    while len(words) < wanted:
        first, second = chance.choice(words[:2000]), chance.choice(words[:2000])
        word = first[: (len(first) + 1) // 2] + second[len(second) // 2 :]
        if word not in known:
            known.add(word)
            words.append(word)
    return words[:wanted]


@cache
def weights(language: str) -> list[float]:
    """Zipf's law: the second word is half as frequent as the first, the third a third."""
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary(language)))))


def drawn(language: str, number: int, chance: random.Random) -> list[str]:
    return chance.choices(vocabulary(language), cum_weights=weights(language), k=number)


def paragraphs(language: str, chance: random.Random) -> list[str]:
    """Four paragraphs, one of which begins with a sentence of the collection in one post of ten."""
    if language == "zh-hant":
        words = drawn(language, CHARACTERS_OF_A_TEXT // 2, chance)
        found = ["，".join("".join(part) for part in batched(words[at::4], 6)) + "。" for at in range(4)]
    else:
        words = drawn(language, WORDS_OF_A_TEXT, chance)
        found = [". ".join(" ".join(part) for part in batched(words[at::4], 12)) + "." for at in range(4)]
    if chance.random() < 0.1:
        found[0] = f"{chance.choice(sentences(language))} {found[0]}"
    return found


def title(language: str, chance: random.Random) -> str:
    if chance.random() < 0.05:
        return chance.choice(sentences(language))[:80]
    if language == "zh-hant":
        return "".join(drawn(language, 6, chance))
    return " ".join(drawn(language, 6, chance)).capitalize()


def batched(words: list[str], size: int) -> list[list[str]]:
    return [words[at : at + size] for at in range(0, len(words), size)]
