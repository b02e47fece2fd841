"""q= among the posts: all the words, together with every other question."""

import datetime

import pytest
from django.core.cache import caches

from tests.api.test_visibility import SECRET, draft, expired, private
from tests.factories import BlogPageFactory, CategoryFactory, news, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def test_q_finds_posts_that_hold_all_the_words_newest_first(titles):
    BlogPageFactory(title="Old", words="The guarantor was refused.", date=datetime.date(2017, 1, 1))
    BlogPageFactory(title="New", words="Refused: every guarantor.", date=datetime.date(2018, 1, 1))
    BlogPageFactory(title="Other", words="The guarantor came.")
    assert titles("posts/", q="guarantor refused") == ["New", "Old"]
    assert titles("posts/", q="guarantor refused", order="date") == ["Old", "New"]


def test_q_goes_with_the_other_questions_and_is_counted(ask):
    housing = CategoryFactory(slug="housing")
    BlogPageFactory(title="One", words="A guarantor.", categories=[housing])
    BlogPageFactory(title="Two", words="A guarantor.")
    answer = ask("posts/", q="guarantor", category="housing")
    assert ([item["title"] for item in answer["items"]], answer["meta"]["total_count"]) == (["One"], 1)


def test_q_without_a_hit_is_an_empty_list(ask):
    BlogPageFactory()
    assert ask("posts/", q="zebra") == {"meta": {"total_count": 0}, "items": []}
    assert ask("posts/", q="…")["items"] == []


def kept_answers():
    return {key for key in caches["answers"]._cache if "expiries" not in key}


def test_the_words_that_somebody_typed_are_not_kept(client):
    BlogPageFactory(words="A guarantor.")
    client.get("/api/v2/posts/")
    before = kept_answers()
    assert client.get("/api/v2/posts/?q=guarantor").headers["ETag"]
    assert kept_answers() == before


def test_q_finds_nothing_that_is_hidden(ask):
    for make in (draft, expired, private):
        make()
    assert ask("posts/", q=SECRET)["meta"]["total_count"] == 0


def test_pages_that_a_language_lacks_come_in_the_default_language(ask):
    home = news("ur").get_parent().specific
    published(home)
    news()
    items = ask("pages/", locale="ur", fallback=1, type="home.HomePage")["items"]
    assert [item["meta"]["path"] for item in items] == ["/ur/"]
    items = ask("pages/", locale="ta", fallback=1, type="home.HomePage")["items"]
    assert [item["language"]["served"] for item in items] == ["en"]
    assert [item["language"]["requested"] for item in items] == ["ta"]


@pytest.mark.parametrize("query", [{"fallback": 1}, {"fallback": 1, "locale": "en,ur"}])
def test_fallback_among_pages_needs_one_language(ask, query):
    assert ask("pages/", status=400, **query)["parameter"] == "fallback"
