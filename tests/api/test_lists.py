"""Lists: the envelope, their order, and the questions that narrow them."""

import datetime

import pytest

from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
    news,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resource", ["posts", "pages", "categories", "authors", "partners"])
def test_every_list_comes_in_wagtails_envelope(ask, resource):
    BlogPageFactory(categories=[CategoryFactory()], byline=AuthorFactory())
    PartnerFactory()
    answer = ask(f"{resource}/")
    assert list(answer) == ["meta", "items"]
    assert list(answer["meta"]) == ["total_count"]
    assert answer["meta"]["total_count"] == len(answer["items"]) > 0


def test_the_address_of_the_api_names_its_resources(ask):
    answer = ask("")
    resources = "posts pages categories authors partners years comments search site urls redirects preview"
    assert list(answer) == [*resources.split(), "openapi", "docs"]
    assert answer["posts"] == "http://localhost/api/v2/posts/"


def test_posts_come_newest_first(titles):
    for day in (2, 3, 1):
        BlogPageFactory(title=f"Day {day}", date=datetime.date(2021, 3, day))
    assert titles("posts/") == ["Day 3", "Day 2", "Day 1"]
    assert titles("posts/", order="date") == ["Day 1", "Day 2", "Day 3"]


def test_limit_and_offset_cut_a_page_out_of_the_list(ask, titles):
    for day in range(1, 6):
        BlogPageFactory(title=f"Day {day}", date=datetime.date(2021, 3, day))
    assert titles("posts/", limit=2, offset=2) == ["Day 3", "Day 2"]
    assert ask("posts/", limit=2, offset=2)["meta"]["total_count"] == 5
    assert titles("posts/", offset=5) == []


@pytest.mark.parametrize("far", [1, 1000])
@pytest.mark.parametrize("order", ["-date", "date", "title", "-first_published_at", "id"])
def test_a_list_is_the_same_however_it_is_read(titles, monkeypatch, order, far):
    """From its beginning or its end, or by numbers where that is far."""
    monkeypatch.setattr("blog.api.posts.FAR", far)
    BlogPageFactory.create_batch(3, date=datetime.date(2021, 3, 1))
    BlogPageFactory.create_batch(4)
    whole = titles("posts/", order=order)
    assert len(whole) == 7
    found = {offset: titles("posts/", order=order, limit=2, offset=offset) for offset in range(9)}
    assert found == {offset: whole[offset : offset + 2] for offset in range(9)}


def test_a_list_holds_twenty_unless_told_otherwise(titles):
    BlogPageFactory.create_batch(21)
    assert len(titles("posts/")) == 20
    assert len(titles("posts/", limit=100)) == 21


def test_the_years_of_the_archive_are_listed_with_their_posts(ask):
    for year in (2019, 2017, 2019):
        BlogPageFactory(date=datetime.date(year, 5, 1))
    BlogPageFactory(date=datetime.date(2021, 5, 1), parent=news("ur"))
    BlogPageFactory(date=datetime.date(2020, 5, 1), live=False)
    years = [(item["year"], item["post_count"]) for item in ask("years/")["items"]]
    assert years == [(2021, 1), (2019, 2), (2017, 1)]
    assert [item["year"] for item in ask("years/", locale="en")["items"]] == [2019, 2017]
    assert ask("years/", limit=1)["meta"]["total_count"] == 3


def test_petitions_can_be_asked_for_alone(titles):
    BlogPageFactory(title="A round-up")
    letter = {"document": None, "addressee": "Office", "state": "sent"}
    BlogPageFactory(title="A letter", body=[("petition", letter)])
    assert titles("posts/", petition=1) == ["A letter"]
    assert len(titles("posts/")) == 2


@pytest.mark.parametrize("query", ["category=housing&category=health", "category=housing,health"])
def test_several_categories_are_or(client, query):
    housing, health = CategoryFactory(slug="housing"), CategoryFactory(slug="health")
    BlogPageFactory(title="Both", categories=[housing, health])
    BlogPageFactory(title="One", categories=[health])
    BlogPageFactory(title="Neither", categories=[CategoryFactory()])
    items = client.get(f"/api/v2/posts/?{query}").json()["items"]
    assert [item["title"] for item in items] == ["Both", "One"]


def test_a_category_finds_its_posts_in_every_language_and_locale_narrows_it(titles):
    housing = CategoryFactory(slug="housing")
    urdu = housing.copy_for_translation(news("ur").locale)
    urdu.save()
    BlogPageFactory(title="English", categories=[housing], date=datetime.date(2021, 1, 2))
    BlogPageFactory(title="Urdu", parent=_urdu_news(), categories=[urdu], date=datetime.date(2021, 1, 1))
    assert titles("posts/", category="housing") == ["English", "Urdu"]
    assert titles("posts/", category="housing", locale="ur") == ["Urdu"]


def test_author_and_year_narrow_the_posts(titles):
    amina = AuthorFactory(slug="amina")
    BlogPageFactory(title="Hers", byline=amina, date=datetime.date(2017, 12, 31))
    BlogPageFactory(title="Her other year", byline=amina, date=datetime.date(2018, 1, 1))
    BlogPageFactory(title="Ours", date=datetime.date(2017, 1, 1))
    assert titles("posts/", author="amina", year=2017) == ["Hers"]
    assert titles("posts/", year="2017,2018") == ["Her other year", "Hers", "Ours"]
    assert titles("posts/", year=1999) == []


def test_pages_of_all_languages_stand_in_one_list_unless_one_is_asked_for(titles):
    StandardPageFactory(title="About")
    StandardPageFactory(title="ہمارے بارے میں", parent=_urdu_home())
    assert {"About", "ہمارے بارے میں"} <= set(titles("pages/"))
    assert titles("pages/", locale="ur", type="home.StandardPage") == ["ہمارے بارے میں"]
    assert titles("pages/", locale="ta") == []


def test_pages_are_found_by_kind_slug_and_place_in_the_tree(titles):
    about = StandardPageFactory(title="About", slug="about")
    StandardPageFactory(title="History", slug="history", parent=about)
    assert titles("pages/", type="home.StandardPage", order="-title") == ["History", "About"]
    assert titles("pages/", slug="history") == ["History"]
    assert titles("pages/", child_of=about.pk) == ["History"]
    assert titles("pages/", descendant_of="root") == ["About", "History"]
    assert titles("pages/", ancestor_of=about.pk) == ["Home"]


def test_a_pages_translations_are_found_by_its_id(titles):
    _urdu_home()
    assert len(titles("pages/", translation_of=home_page().pk)) == 1


def test_fields_chooses_what_an_item_holds(ask):
    BlogPageFactory(title="Post", slug="post")
    assert ask("posts/", fields="_,title,slug")["items"] == [{"meta": {"slug": "post"}, "title": "Post"}]
    assert "excerpt" not in ask("posts/", fields="-excerpt")["items"][0]


def _urdu_home():
    return published(home_page("ur"))


def _urdu_news():
    _urdu_home()
    return news("ur")
