"""Synonyms: what moderators may write, and what a query becomes with them."""

import pytest
from django.urls import reverse

from cms import versions
from search import analysis, synonyms
from search.models import Synonyms
from search.models.synonyms import MOST_LINES
from tests.factories import member

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/search/synonyms/"
ADD = f"{LIST}add/"


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


def group(*words):
    return Synonyms.objects.create(words="\n".join(words))


def expanded(query):
    """(words of the query, what else to look for) for each match."""
    words = [found.word for found in analysis.query_groups(query)]
    return [
        (" ".join(words[match.start : match.stop]), [" ".join(phrase) for phrase in match.alternatives])
        for match in synonyms.expansions(words)
    ]


def test_a_moderator_writes_a_group(moderator):
    answer = moderator.post(ADD, {"words": "ImmD\r\n\r\n  Immigration   Department \r\n入境事務處"})
    assert answer.status_code == 302
    assert synonyms.groups() == [["ImmD", "Immigration Department", "入境事務處"]]
    listed = "<bdi>ImmD</bdi> = <bdi>Immigration Department</bdi> = <bdi>入境事務處</bdi>"
    assert listed in moderator.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("rent", "Write at least two words, each on a line of its own."),
        ("rent\nRent", "“rent” and “Rent” are the same to the search: leave one out."),
        ("café\nCAFE", "“café” and “CAFE” are the same to the search: leave one out."),
        ("統一審核\n统一审核", "“統一審核” and “统一审核” are the same to the search: leave one out."),
        ("rent\n…", "“…” holds no word."),
        ("rent\n租", "“租” is too short: write two characters or more."),
        ("rent\n" + "x" * 61, "is too long: write at most 60 characters on a line."),
        ("rent\n" + "租金" * 15, "is too long"),
        ("\n".join(f"word{number}" for number in range(MOST_LINES + 1)), "Write at most 20 lines."),
        ("rent\nSWD", "“SWD” is in the group “swd = 社會福利署” already: write the other words there."),
        ("rent\n社会福利署", "“社会福利署” is in the group “swd = 社會福利署” already"),
    ],
)
def test_what_the_search_could_not_use_is_refused_in_a_sentence(moderator, words, sentence):
    group("swd", "社會福利署")
    page = moderator.post(ADD, {"words": words}).content.decode()
    assert sentence in page
    assert Synonyms.objects.count() == 1


def test_a_group_can_be_saved_again_and_deleted(moderator):
    found = group("rent", "租金")
    address = reverse("wagtailsnippets_search_synonyms:edit", args=[found.pk])
    assert moderator.post(address, {"words": "rent\n租金\nکرایہ"}).status_code == 302
    assert synonyms.groups() == [["rent", "租金", "کرایہ"]]
    moderator.post(reverse("wagtailsnippets_search_synonyms:delete", args=[found.pk]))
    assert synonyms.groups() == []


def test_there_is_an_end_to_groups(moderator, monkeypatch):
    monkeypatch.setattr("search.models.synonyms.MOST_GROUPS", 1)
    group("rent", "租金")
    assert (
        "There are 1 groups already. Delete one first."
        in moderator.post(ADD, {"words": "a\nb"}).content.decode()
    )


def test_a_list_is_searched_by_any_of_its_words(moderator):
    group("rent", "租金")
    group("work", "工作")
    page = moderator.get(LIST, {"q": "租金"}).content.decode()
    assert "<bdi>租金</bdi>" in page
    assert "<bdi>工作</bdi>" not in page


def test_editors_have_no_synonyms(client):
    client.force_login(member("Editors"))
    assert client.get(ADD)["Location"] == "/admin/"
    client.post(ADD, {"words": "rent\n租金"})
    assert not Synonyms.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("immd", [("immd", ["immigration department", "入境 境事 事务 务处"])]),
        ("IMMD letter", [("immd", ["immigration department", "入境 境事 事务 务处"])]),
        (
            "a letter of the Immigration Department",
            [("immigration department", ["immd", "入境 境事 事务 务处"])],
        ),
        ("我寫信給入境事務處了", [("入境 境事 事务 务处", ["immd", "immigration department"])]),
        ("入境事务处", [("入境 境事 事务 务处", ["immd", "immigration department"])]),
        ("immigration", []),
        ("department immigration", []),
        ("", []),
    ],
)
def test_a_phrase_of_a_group_is_found_in_a_query(query, found):
    group("ImmD", "Immigration Department", "入境事務處")
    assert expanded(query) == found


def test_the_longest_phrase_wins_and_phrases_do_not_overlap():
    group("social", "sociable")
    group("Social Welfare Department", "SWD")
    group("department", "office")
    assert expanded("social welfare department") == [("social welfare department", ["swd"])]
    assert expanded("social department") == [("social", ["sociable"]), ("department", ["office"])]


def test_a_query_of_synonyms_does_not_grow_without_end():
    group("rent", "租金")
    assert len(expanded("rent " * 30)) == synonyms.MOST_MATCHES


def test_a_change_is_seen_at_once():
    group("rent", "租金")
    assert expanded("rent") == [("rent", ["租金"])]
    Synonyms.objects.get().delete()
    assert expanded("rent") == []


def test_groups_are_read_once_for_each_version(django_assert_num_queries):
    group("rent", "租金")
    synonyms.groups()
    with django_assert_num_queries(1):  # the version
        expanded("rent")
    version = versions.named_version(versions.current())
    with django_assert_num_queries(0):
        synonyms.expansions(["rent"], version)


def test_the_sample_leaves_words_alone_that_are_in_a_group():
    group("SWD", "South Western District")
    assert synonyms.make(["Social Welfare Department", "swd"]) is None
    assert str(synonyms.make(["rent", "租金"])) == "rent = 租金"
