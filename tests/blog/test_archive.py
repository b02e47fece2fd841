"""The archive as a visitor asks for it."""

import datetime
from unittest import mock

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import BlogPageFactory, CategoryFactory, home_page, locale, news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def titles(answer) -> list[str]:
    return [post.title for post in answer.context["archive"].page_of_posts]


@pytest.fixture
def housing():
    return CategoryFactory(name="Housing", slug="housing")


def test_posts_are_listed_newest_first_ten_to_a_page(client):
    for day in range(1, 13):
        BlogPageFactory(title=f"Day {day}", date=datetime.date(2021, 3, day))
    assert titles(client.get("/news/")) == [f"Day {day}" for day in range(12, 2, -1)]
    assert titles(client.get("/news/?page=2")) == ["Day 2", "Day 1"]


def test_year_category_and_keyword_leave_only_what_has_all_three(client, housing):
    BlogPageFactory(
        title="Rent", date=datetime.date(2017, 1, 1), categories=[housing], words="A guarantor is asked for."
    )
    BlogPageFactory(
        title="Other year", date=datetime.date(2016, 1, 1), categories=[housing], words="A guarantor again."
    )
    BlogPageFactory(title="Other category", date=datetime.date(2017, 2, 1), words="A guarantor too.")
    BlogPageFactory(title="Other words", date=datetime.date(2017, 3, 1), categories=[housing])
    assert titles(client.get("/news/?year=2017&category=housing&keyword=guarantor")) == ["Rent"]


def test_a_category_with_commas_in_its_name_is_one_category(client):
    updates = CategoryFactory(name="RU updates, programs, events", slug="ru-updates-programs-events")
    BlogPageFactory(title="Programme", categories=[updates])
    answer = client.get("/news/category/ru-updates-programs-events/")
    assert titles(answer) == ["Programme"]
    assert "RU updates, programs, events" in answer.content.decode()


def test_a_year_has_an_address_of_its_own(client):
    BlogPageFactory(title="Then", date=datetime.date(2016, 5, 1))
    BlogPageFactory(title="Now", date=datetime.date(2021, 5, 1))
    assert titles(client.get("/news/2016/")) == ["Then"]


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=-1",
        "year=99999999999999999999",
        "year=0",
        "year=%D9%A2%D9%A0",
        "category=none",
        "keyword=%00%22",
        "keyword=%22",
        "keyword=*",
        "keyword=" + "x" * 5000,
    ],
)
def test_a_value_without_sense_finds_nothing_and_says_so(client, query):
    BlogPageFactory(title="Here")
    answer = client.get(f"/news/?{query}")
    assert answer.status_code == 200
    assert titles(answer) == []


@pytest.mark.parametrize("page", ["0", "-3", "abc", "99999999999999999999", "%00"])
def test_a_page_number_without_sense_shows_the_nearest_page(client, page):
    BlogPageFactory(title="Here")
    assert titles(client.get(f"/news/?page={page}")) == ["Here"]


def test_an_unknown_category_and_a_far_year_are_not_there(client):
    news()
    assert client.get("/news/category/none/").status_code == 404
    assert client.get("/news/12345/").status_code == 404


@pytest.mark.parametrize(
    ("year", "status"), [(2015, 404), (2016, 200), (2018, 200), (2027, 200), (2028, 404)]
)
def test_years_before_the_first_post_and_after_the_last_are_not_there(client, year, status):
    for there in (2016, 2027):
        BlogPageFactory(date=datetime.date(there, 5, 1))
    with mock.patch("blog.archive.timezone.localdate", return_value=datetime.date(2021, 1, 1)):
        assert client.get(f"/news/{year}/").status_code == status


def test_without_posts_only_this_year_is_there(client):
    news()
    this_year = timezone.localdate().year
    found = [
        client.get(f"/news/{year}/").status_code for year in (this_year - 1, this_year, this_year + 1, 0)
    ]
    assert found == [404, 200, 404, 404]


def test_drafts_private_and_expired_posts_stay_out(client):
    BlogPageFactory(title="Draft", live=False)
    BlogPageFactory(title="Expired", expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    private = BlogPageFactory(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    BlogPageFactory(title="Public")
    assert titles(client.get("/news/")) == ["Public"]
    assert titles(client.get("/news/?keyword=office")) == ["Public"]


def test_a_translated_category_finds_posts_of_its_own_language_only(client, housing):
    urdu = locale("ur")
    home_page("ur")
    translated = CategoryFactory(
        name="رہائش", slug="housing", locale=urdu, translation_key=housing.translation_key
    )
    BlogPageFactory(title="English", categories=[housing])
    BlogPageFactory(title="Urdu", parent=news("ur"), categories=[housing])
    assert titles(client.get("/ur/news/category/housing/")) == ["Urdu"]
    assert list(news("ur").posts().get().categories.all()) == [translated]


def test_queries_do_not_grow_with_the_posts(client, housing, django_assert_max_num_queries):
    def queries() -> int:
        client.get("/news/")  # fills the caches of menus and form
        with django_assert_max_num_queries(100) as captured:
            client.get("/news/")
        return len(captured)

    BlogPageFactory(categories=[housing])
    few = queries()
    for _ in range(9):
        BlogPageFactory(categories=[housing])
    assert queries() == few


def test_subjects_tell_how_many_visible_posts_they_have_and_empty_ones_are_left_out(client, housing):
    CategoryFactory(name="Crime", slug="crime")
    BlogPageFactory.create_batch(2, categories=[housing])
    BlogPageFactory(categories=[housing]).unpublish()
    page = client.get("/news/").content.decode()
    subjects = page.partition('id="browse-categories"')[2].partition("</nav>")[0]
    assert "2 posts" in subjects
    assert "Crime" not in subjects


def test_a_category_of_drafts_alone_is_not_there_and_cannot_be_chosen(client, housing):
    BlogPageFactory(categories=[housing], live=False)
    assert client.get("/news/category/housing/").status_code == 404
    assert "Housing" not in client.get("/news/").content.decode()


def test_posts_under_a_translated_category_are_counted_with_it(client, housing):
    urdu = housing.copy_for_translation(home_page("ur").locale)
    urdu.save()
    BlogPageFactory(parent=news("ur"), categories=[urdu])
    assert client.get("/ur/news/").context["archive"].subjects[0].post_count == 1


def test_the_form_is_folded_until_somebody_filters(client, housing):
    BlogPageFactory(categories=[housing])
    assert '<details class="find">' in client.get("/news/").content.decode()
    assert '<details class="find" open>' in client.get("/news/category/housing/").content.decode()


def test_the_lead_story_is_not_repeated_in_the_list(client):
    BlogPageFactory.create_batch(3)
    BlogPageFactory(title="Lead story", date=datetime.date(2022, 1, 1))
    page = client.get("/news/").content.decode()
    assert page.count("Lead story") == 1
    assert page.count("<article") == 4
