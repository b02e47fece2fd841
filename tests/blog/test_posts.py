"""What a post makes of itself: its excerpt, its neighbours, its address, its categories."""

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from blog.models import BlogIndexPage, BlogPage
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def body(*parts: tuple[str, dict[str, object]]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in parts])


def text(words: str, language: str = "") -> tuple[str, dict[str, object]]:
    return "text", {"text": f"<p>{words}</p>", "language": language}


def excerpt(*parts: tuple[str, dict[str, object]], **fields: object) -> str:
    return BlogPageFactory(body=body(*parts), **fields).summary


def test_a_written_excerpt_goes_before_the_made_one():
    assert excerpt(text("The long text."), excerpt="In short.") == "In short."


def test_a_short_text_is_its_own_excerpt():
    assert excerpt(text("We <b>ask</b>   for rent."), text("Today.")) == "We ask for rent. Today."


def test_a_long_text_is_cut_at_the_end_of_a_word():
    made = excerpt(text("Guarantor, " * 60))
    assert len(made) <= 221
    assert made.endswith("Guarantor…")


def test_a_chinese_text_is_cut_earlier():
    made = excerpt(text("難民權利" * 60, "zh-hant"))
    assert len(made) == 90
    assert made.endswith("…")


def test_the_language_of_the_page_goes_before_a_foreign_one_that_stands_first():
    assert excerpt(text("我們要求", "zh-hant"), text("We ask.")) == "We ask."


def test_a_post_that_is_foreign_throughout_has_a_foreign_excerpt():
    assert excerpt(text("我們要求", "zh-hant")) == "我們要求"


def test_a_post_that_is_a_pdf_takes_its_summary():
    document = {"document": DocumentFactory().pk, "summary": "A letter about rent."}
    assert excerpt(("document", document)) == "A letter about rent."


def test_headings_and_pictures_before_the_text_do_not_count():
    assert excerpt(("heading", {"text": "Heading", "level": "2"}), text("The text.")) == "The text."


def test_an_empty_post_has_no_excerpt_and_still_opens(client):
    post = BlogPageFactory(body="[]")
    assert post.summary == ""
    assert client.get(post.get_url()).status_code == 200


def test_the_excerpt_follows_the_text(client):
    post = BlogPageFactory(words="Before.", slug="post")
    post.body = body(text("After."))
    published(post)
    assert "After." in client.get("/news/").content.decode()
    assert BlogPage.objects.get().made_excerpt == "After."


@pytest.fixture
def housing():
    return CategoryFactory(name="Housing", slug="housing")


def related(client, post: BlogPage) -> list[str]:
    """The titles under “Read also”, as visitors get them."""
    also = client.get(post.get_url()).content.decode().partition('id="related-title"')[2]
    return re.findall(r'class="card__link"[^>]*>([^<]+)</a>', also)


@pytest.mark.usefixtures("search_index")
def test_posts_that_share_most_categories_are_related_and_then_the_newest(client, housing):
    food, school = CategoryFactory(), CategoryFactory()
    post = BlogPageFactory(categories=[housing, food])
    BlogPageFactory(title="Old", categories=[housing], date=datetime.date(2015, 1, 1))
    BlogPageFactory(title="New", categories=[food], date=datetime.date(2020, 1, 1))
    BlogPageFactory(title="Both", categories=[food, housing], date=datetime.date(2014, 1, 1))
    BlogPageFactory(title="Oldest", categories=[housing], date=datetime.date(2013, 1, 1))
    BlogPageFactory(title="Other", categories=[school])
    assert related(client, post) == ["Both", "New", "Old"]


def test_chosen_posts_stand_in_the_chosen_order_and_alone(client, housing):
    first, second = BlogPageFactory(title="First"), BlogPageFactory(title="Second")
    post = BlogPageFactory(categories=[housing])
    BlogPageFactory(title="Shared", categories=[housing])
    post.related_posts.create(post=second, sort_order=0)
    post.related_posts.create(post=first, sort_order=1)
    post.save()
    assert related(client, post) == ["Second", "First"]


def test_a_post_without_categories_has_no_relations(client):
    BlogPageFactory()
    assert related(client, BlogPageFactory()) == []


def test_a_post_in_another_language_is_not_related(client, housing):
    home_page("ur")
    BlogPageFactory(parent=news("ur"), categories=[housing])
    assert related(client, BlogPageFactory(categories=[housing])) == []


def test_a_day_years_ahead_or_long_ago_is_a_slip_of_the_hand():
    post = BlogPageFactory.build(date=timezone.localdate() + datetime.timedelta(days=400))
    with pytest.raises(ValidationError, match="more than a year from now"):
        post.clean()
    post.date = datetime.date(1066, 10, 14)
    with pytest.raises(ValidationError, match="long ago"):
        post.clean()
    post.date = timezone.localdate() + datetime.timedelta(days=300)
    post.clean()


@pytest.mark.parametrize("slug", ["2016", "0001", "category"])
def test_a_slug_that_belongs_to_an_archive_is_refused(slug):
    with pytest.raises(ValidationError) as refused:
        BlogPageFactory(slug=slug).full_clean()
    assert "archive" in refused.value.message_dict["slug"][0]


@pytest.mark.parametrize("slug", ["2016-petition", "20160", "categories", "房屋"])
def test_a_slug_that_is_like_one_is_allowed(client, slug):
    post = BlogPageFactory(slug=slug, title="Here")
    assert "Here" in client.get(post.get_url()).content.decode()


def test_a_translated_post_carries_the_translated_categories(housing):
    urdu = locale("ur")
    home_page("ur")
    published(news().copy_for_translation(urdu))
    other = CategoryFactory(name="Not translated")
    own = CategoryFactory(name="رہائش", slug="housing", locale=urdu, translation_key=housing.translation_key)
    translated = BlogPageFactory(categories=[housing, other]).copy_for_translation(urdu)
    assert set(published(translated).categories.all()) == {own, other}


def test_a_category_that_is_translated_later_is_taken_over(housing):
    urdu = locale("ur")
    home_page("ur")
    post = BlogPageFactory(parent=news("ur"), categories=[housing])
    own = CategoryFactory(name="رہائش", slug="housing", locale=urdu, translation_key=housing.translation_key)
    assert list(BlogPage.objects.get(pk=post.pk).categories.all()) == [own]


@pytest.mark.parametrize("code", ["en", "ur"])
def test_the_form_offers_categories_and_authors_of_its_own_language_only(admin_client, code):
    home_page("ur")
    for language in ("en", "ur"):
        CategoryFactory(name=f"Category {language}", locale=locale(language))
        AuthorFactory(name=f"Author {language}", locale=locale(language))
    post = BlogPageFactory(parent=news(code))
    for address in (
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        reverse("wagtailadmin_pages:add", args=["blog", "blogpage", news(code).pk]),
    ):
        form = admin_client.get(address).context["form"]
        assert [str(category) for category in form.fields["categories"].queryset] == [f"Category {code}"]
        assert [str(author) for author in form.fields["byline"].queryset] == [f"Author {code}"]


def test_a_byline_shows_a_name_and_a_few_words(client):
    author = AuthorFactory(name="Amina", description="Amina wrote this after one semester.")
    page = client.get(BlogPageFactory(byline=author).get_url()).content.decode()
    assert "Amina" in page
    assert "after one semester" in page


def test_the_date_is_that_of_the_post_and_not_of_the_import(client):
    page = client.get(BlogPageFactory(date=datetime.date(2017, 2, 27)).get_url()).content.decode()
    assert '<time datetime="2017-02-27">27 February 2017</time>' in page


def test_a_post_stands_below_a_news_index_only():
    assert not BlogPage.can_create_at(home_page())
    assert BlogPage.can_create_at(news())
    assert not StandardPageFactory._meta.model.can_create_at(news())


def test_a_news_index_stands_once_below_a_home_page_and_nowhere_else():
    home = home_page()
    assert BlogIndexPage.can_create_at(home)
    assert not BlogIndexPage.can_create_at(home.get_parent())
    assert not BlogIndexPage.can_create_at(StandardPageFactory())
    news()
    home.refresh_from_db()
    assert not BlogIndexPage.can_create_at(home)
