"""search/suggest/: titles for what is still being typed."""

import datetime

import pytest
from django.core.cache import caches
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.api.shapes import assert_golden
from tests.factories import BlogPageFactory, StandardPageFactory, home_page, news, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def suggested(titles):
    """The titles for some letters: suggested("ren")."""
    return lambda q, **options: titles("search/suggest/", q=q, **options)


def test_titles_are_completed_and_nothing_but_titles(suggested):
    BlogPageFactory(title="Rents in Hong Kong", words="Zanzibar")
    StandardPageFactory(title="A rental")
    assert set(suggested("ren")) == {"Rents in Hong Kong", "A rental"}
    assert suggested("hong ren") == ["Rents in Hong Kong"]
    assert suggested("zanz") == []


def test_a_suggestion_has_its_shape(ask):
    BlogPageFactory(title="Rents")
    assert_golden("suggestions", ask("search/suggest/", q="rent"))


def test_a_suggestion_names_its_language_and_where_it_stands(ask):
    published(home_page("zh-hant"))
    page = BlogPageFactory(title="租金", parent=news("zh-hant"))
    assert ask("search/suggest/", q="租")["items"] == [
        {
            "title": "租金",
            "html_url": f"http://localhost{page.get_url()}",
            "path": page.get_url(),
            "locale": "zh-hant",
            "lang": "zh-Hant",
            "dir": "ltr",
            "kind": "post",
        }
    ]


def test_there_are_at_most_eight(suggested):
    BlogPageFactory.create_batch(10, title="Rents")
    assert len(suggested("rent")) == 8


@pytest.mark.parametrize("q", ["", " ", "r", " r ", '"', "r.", "ر", "क"])
def test_too_little_gives_nothing(suggested, q):
    BlogPageFactory(title="Rents")
    BlogPageFactory(title="راشن")
    BlogPageFactory(title="कल")
    assert suggested(q) == []


def test_one_chinese_character_is_enough(suggested):
    BlogPageFactory(title="香港難民")
    assert suggested("難") == suggested("难") == suggested("民") == ["香港難民"]


def test_an_arabic_word_is_found_without_its_article(suggested):
    BlogPageFactory(title="حقوق اللاجئين")
    assert suggested("لاج") == suggested("اللاج") == ["حقوق اللاجئين"]


def test_the_language_of_the_reader_comes_a_little_earlier(suggested):
    published(home_page("ur"))
    BlogPageFactory(title="Zanzibar one")
    BlogPageFactory(title="Zanzibar two", parent=news("ur"))
    assert suggested("zanz", language="en") == ["Zanzibar one", "Zanzibar two"]
    assert suggested("zanz", language="ur") == ["Zanzibar two", "Zanzibar one"]


@pytest.mark.parametrize("way", ["draft", "scheduled", "expired", "private"])
def test_a_hidden_title_is_not_suggested(suggested, way):
    page = BlogPageFactory(title="Zanzibar", live=way not in ("draft", "scheduled"))
    if way == "scheduled":
        page.go_live_at = timezone.now() + datetime.timedelta(days=1)
        page.save_revision().publish()
    elif way == "expired":
        page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
        page.save()
    elif way == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert suggested("zanz") == []


def test_the_title_of_a_draft_of_a_visible_page_is_not_suggested(suggested):
    page = BlogPageFactory(title="Pemba")
    page.title = "Zanzibar"
    page.save_revision()
    assert (suggested("zanz"), suggested("pemb")) == ([], ["Pemba"])


def test_an_answer_may_be_kept_for_a_minute_and_varies_on_its_address_alone(client):
    answer = client.get("/api/v2/search/suggest/?q=rent")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not answer.cookies


@pytest.mark.parametrize("number", [1, 8])
def test_suggestions_take_a_fixed_number_of_queries(client, django_assert_num_queries, number):
    BlogPageFactory.create_batch(number, title="Rents")
    client.get("/api/v2/search/suggest/?q=rent")
    caches["answers"].clear()
    # the content version, what the engine finds, which of it may be seen, the reader's locale, the
    # pages, their kinds, until when it holds
    with django_assert_num_queries(7):
        client.get("/api/v2/search/suggest/?q=rent")


def test_too_little_is_not_looked_for(client, django_assert_num_queries):
    client.get("/api/v2/search/suggest/?q=r")
    caches["answers"].clear()
    with django_assert_num_queries(2):
        client.get("/api/v2/search/suggest/?q=r")
