"""Tokens stay whole in every engine: one that an engine divides would never be found again."""

import random
import sqlite3
import sys
import unicodedata

import pytest
from django.db import connection

from search.analysis import index_text, query_groups
from search.analysis.characters import IDEOGRAPH, kind_of

SCRIPTS = {
    "Latin": "abcdéçñœøßIİıſ'’-­'",
    "Arabic": "ابتكيگچڑںھہۂےآأإؤئةىًٌٍَُِّْٰـ\u200c\u200f،؟١٥٠۱۵۰",
    "Devanagari": "कखगचजटडतदनपबमयरलवशसह़ािीुूृेैोौंँः्ॉ॥०१५\u200d",
    "Bengali": "কখগচজটডতদনপবমযরলশসহড়য়ািীুূৃেৈোৌংঁঃ্ৎ০১৫\u200c\u200d",
    "Gurmukhi": "ਕਖਗਚਜਟਡਤਦਨਪਬਮਯਰਲਵਸਹ਼ਾਿੀੁੂੇੈੋੌੰਂੱ੍੦੧੫",
    "Tamil": "கஙசஞடணதநபமயரலவழளறனாிீுூெேைொோௌ்ஂஃ௧௫௰",
    "Sinhala": "කඛගචජටඩතදනපබමයරලවශසහළෆාැෑිීුූෘෙේෛොෝෞංඃ්ෲ\u200d",
    "Chinese": "難民租金津貼著着裏裡衞啓〇々，。「」·",
    "Japanese and Korean": "あいがぱゃっーアガパ・ゝヽ한국어난민",
    "Thai": "กขคงจชซญดตนบปผพมยรลวสหอะาิีึืุูเแโใไ่้๊๋์ๆ๑๕",
    "signs": '\x00\ufeff\u202e\u2066\U0001f600\ud800"*():^{}[]+-~&|<>$%_/\\',
}
TEXTS_OF_A_SCRIPT, LENGTH = 40, 40


def random_texts():
    choose = random.Random(4)  # noqa: S311  # the same texts each time
    for letters in [*SCRIPTS.values(), "".join(SCRIPTS.values())]:
        for _ in range(TEXTS_OF_A_SCRIPT):
            yield "".join(choose.choices(letters + "  ,.-1", k=LENGTH))


@pytest.fixture(scope="module")
def texts():
    """The tokens of each letter, mark and number, alone and between others, and of random texts."""
    characters = map(chr, range(sys.maxunicode + 1))
    alone = [character for character in characters if unicodedata.category(character)[0] in "LMN"]
    inside = [f"a{letter}b" for letter in alone if kind_of(letter) != IDEOGRAPH]
    rows = [
        " ".join(words[start : start + 500])
        for words in (alone, inside)
        for start in range(0, len(words), 500)
    ]
    return [index_text(row, "en") for row in [*rows, *random_texts()]]


def test_sqlite_keeps_every_token_whole(texts):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE entry USING fts5(words, tokenize='unicode61')")
    database.execute("CREATE VIRTUAL TABLE token USING fts5vocab('entry', 'instance')")
    database.executemany("INSERT INTO entry(words) VALUES (?)", [(text,) for text in texts])
    kept = [[] for _ in texts]
    for row, token in database.execute("SELECT doc, term FROM token ORDER BY doc, offset"):
        kept[row - 1].append(token)
    broken = [text for text, tokens in zip(texts, kept, strict=True) if text.split() != tokens]
    assert broken == []


def test_sqlite_finds_a_random_text_by_each_of_its_words():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE entry USING fts5(words, tokenize='unicode61')")
    lost = []
    for number, text in enumerate(random_texts(), 1):
        database.execute("INSERT INTO entry(rowid, words) VALUES (?, ?)", (number, index_text(text, "en")))
        for group in query_groups(text):
            match = f'"{group.word}"{"*" * group.is_prefix}'
            find = "SELECT 1 FROM entry WHERE entry MATCH ? AND rowid = ?"
            if not database.execute(find, (match, number)).fetchone():
                lost.append((text, group))
    assert lost == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs on PostgreSQL")
def test_postgresql_keeps_every_token_whole(texts):
    tokens = sorted({token for text in texts for token in text.split()})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT token FROM unnest(%s::text[]) AS token"
            " WHERE tsvector_to_array(to_tsvector('simple', token)) <> ARRAY[token]",
            [tokens],
        )
        assert cursor.fetchall() == []


def test_a_token_is_made_of_letters_and_digits_and_not_long(texts):
    tokens = {token for text in texts for token in text.split()}
    assert {token for token in tokens if not token.isalnum() or len(token) > 64} == set()
