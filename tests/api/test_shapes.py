"""The shape of each thing, compared with golden files: keys, their order, and types."""

import datetime

import pytest

from home.models import HomePage
from tests.api.shapes import assert_golden
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_post_in_a_list_is_a_card(ask, full_post):
    published(full_post)
    assert_golden("post_card", ask("posts/")["items"][0])


def test_the_detail_of_a_post_adds_body_and_related_posts(ask, full_post):
    published(BlogPageFactory(categories=full_post.categories.all(), lead_picture=full_post.lead_picture))
    assert_golden("post", ask(f"posts/{published(full_post).pk}/"))


def test_a_post_is_the_same_among_the_posts_and_among_the_pages(ask, full_post):
    assert ask(f"posts/{full_post.pk}/") == ask(f"pages/{full_post.pk}/")


def test_every_page_names_its_one_detail_address(ask, full_post):
    detail_urls = [item["meta"]["detail_url"] for item in ask("pages/")["items"]]
    assert detail_urls[-1] == f"http://localhost/api/v2/posts/{full_post.pk}/"
    assert all("/api/v2/pages/" in url for url in detail_urls[:-1])


def test_a_post_without_picture_and_byline_says_so(ask):
    BlogPageFactory()
    card = ask("posts/")["items"][0]
    assert (card["lead_picture"], card["byline"], card["categories"]) == (None, None, [])


def test_the_excerpt_is_the_written_one_else_the_made_one(ask):
    BlogPageFactory(title="Made", words="We met on Monday.", date=datetime.date(2021, 1, 2))
    BlogPageFactory(title="Written", excerpt="Come on Monday.", date=datetime.date(2021, 1, 1))
    expected = [("Made", "We met on Monday."), ("Written", "Come on Monday.")]
    assert [(item["title"], item["excerpt"]) for item in ask("posts/")["items"]] == expected
    pages = ask("pages/", type="blog.BlogPage")["items"]
    assert [(item["title"], item["excerpt"]) for item in pages] == expected


def test_related_posts_come_in_the_order_that_an_editor_chose(ask):
    first, second, post = BlogPageFactory.create_batch(3)
    post.related_posts.create(post=second, sort_order=0)
    post.related_posts.create(post=first, sort_order=1)
    post.save()
    assert [card["id"] for card in ask(f"posts/{post.pk}/")["related"]] == [second.pk, first.pk]


def test_pages_of_every_kind_have_one_shape_in_lists(ask, full_post):
    StandardPageFactory(parent=home_page(), excerpt="Who we are")
    items = ask("pages/")["items"]
    assert {item["meta"]["type"] for item in items} == {
        "home.HomePage",
        "blog.BlogIndexPage",
        "blog.BlogPage",
        "home.StandardPage",
    }
    assert_golden("page_card", items[-1])
    assert len({tuple(item) for item in items}) == 1


def test_the_detail_of_a_plain_page_has_its_body(ask):
    page = StandardPageFactory(
        lead_picture=ImageFactory(), body=[("text", {"text": "<p>Who we are</p>", "language": ""})]
    )
    assert_golden("standard_page", ask(f"pages/{page.pk}/"))


def test_the_detail_of_the_home_page_has_welcome_and_sections(ask):
    home = home_page()
    HomePage.objects.filter(pk=home.pk).update(
        welcome_heading="Welcome",
        welcome_text="<p>We are <b>here</b></p>",
        welcome_picture=ImageFactory(),
        welcome_button="Read on",
        welcome_page=news(),
    )
    home.refresh_from_db()
    home.sections = [("quotation", {"text": "We speak for ourselves.", "speaker": "", "language": ""})]
    home.asks = [("point", {"title": "An answer in good time", "text": "", "page": news()})]
    home.ways_to_help = [("point", {"title": "With an afternoon", "text": "Come by.", "page": None})]
    home.save()
    answer = ask(f"pages/{home.pk}/")
    assert_golden("home_page", answer)
    assert answer["welcome"]["link"] == {
        "kind": "page",
        "id": news().pk,
        "url": "/news/",
        "path": "/news/",
        "title": "Read on",
        "language": "en",
        "is_broken": False,
    }


def test_the_detail_of_the_news_has_its_introduction(ask):
    assert "intro" in ask(f"pages/{news().pk}/")


def test_categories_and_partners_are_the_same_in_list_and_detail(ask):
    category, partner = CategoryFactory(), PartnerFactory(logo=ImageFactory())
    BlogPageFactory(categories=[category])
    for resource, thing in (("categories", category), ("partners", partner)):
        item = ask(f"{resource}/")["items"][0]
        assert_golden(resource, item)
        assert item == ask(f"{resource}/{thing.pk}/")


def test_a_category_counts_the_posts_of_its_own_language(ask):
    housing = CategoryFactory(slug="housing")
    urdu = housing.copy_for_translation(home_page("ur").locale)
    urdu.save()
    BlogPageFactory.create_batch(2, categories=[housing])
    BlogPageFactory(parent=news("ur"), categories=[urdu])
    published(home_page("ur"))
    counts = {item["meta"]["locale"]: item["post_count"] for item in ask("categories/")["items"]}
    assert counts == {"en": 2, "ur": 1}
    assert ask("posts/", category="housing", locale="en")["meta"]["total_count"] == 2


def test_partners_come_in_their_order(ask):
    for order in (3, 1, 2):
        PartnerFactory(name=f"Number {order}", order=order)
    assert [item["name"] for item in ask("partners/")["items"]] == ["Number 1", "Number 2", "Number 3"]
