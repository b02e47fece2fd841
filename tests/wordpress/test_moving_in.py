"""What comes over from the old site, and how readers meet it."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.comments.models import Comment
from blog.comments.states import State
from blog.models import Author, BlogPage, Category
from home.models import Navigation, StandardPage
from home.wordpress.models import ImportedItem, UnplacedPart
from tests.factories import CategoryFactory
from tests.wordpress.exports import attachment, author, category, comment, filed, item, move_in, notes, row

pytestmark = pytest.mark.django_db


def post(title: str) -> BlogPage:
    return BlogPage.objects.get(title=title)


def test_a_post_has_its_words_its_day_and_its_address(tmp_path):
    move_in(tmp_path, item(7, "Coats", "<p>We need coats.</p>", excerpt="A <b>plea</b>", post_name="coats-2"))
    coats = post("Coats")
    assert (coats.slug, coats.date, coats.excerpt) == ("coats-2", datetime.date(2016, 2, 1), "A plea")
    assert "We need coats." in str(coats.body)
    assert coats.first_published_at == datetime.datetime(2016, 2, 1, 2, tzinfo=datetime.UTC)
    assert row(7).thing == coats


def test_readers_find_a_post_in_the_news(tmp_path, client):
    move_in(tmp_path, item(7, "Coats", "We need coats.", post_name="coats"))
    assert "We need coats." in client.get("/news/coats/").content.decode()
    assert "Coats" in client.get("/news/").content.decode()


def test_a_slug_in_chinese_is_kept(tmp_path):
    name = "may-roundup-%e4%ba%94%e6%9c%88%e5%9b%9e%e9%a1%a7"
    move_in(tmp_path, item(1, "May", "Words", post_name=name, link=f"https://old.example.org/{name}/"))
    assert post("May").slug == "may-roundup-五月回顧"
    assert row(1).old_path == "/may-roundup-五月回顧/"


@pytest.mark.parametrize("slug", ["2016", "category"])
def test_a_slug_that_belongs_to_an_archive_is_changed_and_noted(tmp_path, slug):
    move_in(tmp_path, item(1, "Round-up", "Words", post_name=slug))
    assert post("Round-up").slug == f"post-{slug}"
    assert notes(1) == ["slug-changed"]


def test_of_two_posts_with_one_slug_the_second_gets_another(tmp_path):
    move_in(tmp_path, item(1, "A", post_name="same"), item(2, "B", post_name="same"))
    assert (post("A").slug, post("B").slug) == ("same", "same-2")


def test_a_post_without_a_title_is_called_by_its_first_words(tmp_path):
    move_in(tmp_path, item(10042, "", "We wrote to the department.", post_name="10042"))
    assert BlogPage.objects.get(slug="10042").title == "We wrote to the department."
    assert notes(10042) == ["untitled"]


def test_a_post_without_words_is_untitled(tmp_path):
    move_in(tmp_path, item(1))
    assert post("Untitled").slug == "item-1"


def test_a_date_of_zeros_becomes_today_and_is_noted(tmp_path):
    zeros = "0000-00-00 00:00:00"
    move_in(tmp_path, item(1, "A", post_date=zeros, post_date_gmt=zeros))
    assert post("A").date == timezone.localdate()
    assert notes(1) == ["no-date"]


@pytest.mark.parametrize("state", ["draft", "pending", "future"])
def test_what_was_not_published_is_not_published(tmp_path, client, state):
    move_in(tmp_path, item(1, "Secret plan", "Words", status=state, post_name="plan"))
    assert not post("Secret plan").live
    assert client.get("/news/plan/").status_code == 404


def test_a_post_with_a_day_to_come_is_published_on_it(tmp_path):
    soon = timezone.now() + datetime.timedelta(days=3)
    day = f"{soon:%Y-%m-%d %H:%M:%S}"
    move_in(tmp_path, item(1, "Soon", "Words", status="future", post_date=day, post_date_gmt=day))
    assert post("Soon").approved_schedule


def test_what_was_in_the_bin_stays_there_and_its_words_are_listed(tmp_path):
    move_in(tmp_path, item(1, "Old", "Thrown away", status="trash"))
    assert not BlogPage.objects.exists()
    assert (row(1).outcome, notes(1)) == ("left", ["trash"])
    assert UnplacedPart.objects.get().original == "Thrown away"


def test_a_private_post_is_for_those_who_sign_in(tmp_path, client):
    move_in(tmp_path, item(1, "Ours", "Words", status="private", post_name="ours"))
    assert PageViewRestriction.objects.get().restriction_type == "login"
    assert client.get("/news/ours/").status_code == 302
    assert "Ours" not in client.get("/news/").content.decode()


def test_a_password_of_a_post_stays_its_password(tmp_path, client):
    move_in(tmp_path, item(1, "Ours", "Hidden words", post_password="boat", post_name="ours"))
    assert PageViewRestriction.objects.get().password == "boat"
    assert "Hidden words" not in client.get("/news/ours/").content.decode()


def test_all_of_it_can_stay_drafts(tmp_path):
    move_in(tmp_path, item(1, "A"), item(2, "B", status="private"), draft=True)
    assert not BlogPage.objects.live().exists()


def test_what_was_sticky_is_featured(tmp_path):
    move_in(tmp_path, item(1, "A", is_sticky="1"), item(2, "B"))
    assert list(BlogPage.objects.filter(is_featured=True)) == [post("A")]


def test_posts_before_a_day_can_be_left_out(tmp_path):
    older = {"post_date": "2015-12-31 10:00:00"}
    move_in(tmp_path, item(1, "Old", **older), item(2, "New"), since=datetime.date(2016, 1, 1))
    assert [page.title for page in BlogPage.objects.all()] == ["New"]


def test_an_author_becomes_a_byline_by_the_name_that_was_shown(tmp_path):
    move_in(tmp_path, author("amina.k", "Amina"), item(1, "A", creator="amina.k"))
    assert post("A").byline.name == "Amina"
    assert not Author.objects.filter(slug__contains="k").exists()


@pytest.mark.parametrize(
    ("login", "name"),
    [("admin", "admin"), ("x1", "Administrator"), ("mo", "mo"), ("a", "a@b.hk"), ("maria85", "Maria85")],
)
def test_a_login_is_never_shown(tmp_path, login, name):
    move_in(tmp_path, author(login, name), item(1, "A", creator=login))
    assert post("A").byline is None
    assert not Author.objects.exists()


def test_nobody_is_named_who_wrote_nothing(tmp_path):
    move_in(tmp_path, author("guest", "Guest Name"), item(1, "A"))
    assert not Author.objects.exists()


def test_categories_keep_their_names_and_numbers_and_tell_what_was_above(tmp_path):
    head = category("Food", "food", 5) + category("Rice, oil", "rice", 130, "food")
    move_in(tmp_path, head, item(1, "A", "", filed("rice", "Rice, oil")))
    assert [found.name for found in post("A").categories.all()] == ["Rice, oil"]
    assert row(130, "category").thing == Category.objects.get(slug="rice")
    assert notes(130, "category") == ["parent-category"]


def test_a_category_of_the_same_name_is_not_made_twice(tmp_path):
    here = CategoryFactory(name="Food", slug="meals")
    move_in(tmp_path, category("food", "food", 5), item(1, "A", "", filed("food", "Food")))
    assert list(post("A").categories.all()) == [here]


def test_tags_are_words_that_the_search_sees(tmp_path):
    move_in(tmp_path, item(1, "A", "", filed("rent", "Rent", "post_tag")))
    assert post("A").keywords == "Rent"
    assert not Category.objects.exists()
    assert "Rent" in [str(name) for name in post("A").names()]


def test_tags_can_become_categories(tmp_path):
    move_in(tmp_path, item(1, "A", "", filed("rent", "Rent", "post_tag")), tags="categories")
    assert [found.name for found in post("A").categories.all()] == ["Rent"]


def test_comments_come_with_their_threads_and_without_who_wrote_them(tmp_path):
    talk = comment(1, "First") + comment(2, "Second", 1) + comment(3, "<b>Third</b>", 2)
    move_in(tmp_path, item(1, "A", "", talk))
    first, second, third = Comment.objects.order_by("pk")
    assert (second.parent, third.parent) == (first, first)
    assert (third.text, third.name, third.state) == ("Third", "A reader", State.APPROVED)
    assert first.created_at == datetime.datetime(2016, 2, 3, 4, tzinfo=datetime.UTC)
    assert notes(3, "comment") == ["answers-lifted"]


def test_comments_that_waited_wait_and_spam_stays_away(tmp_path, client):
    talk = comment(1, "Please wait", comment_approved="0") + comment(2, "Pills", comment_approved="spam")
    talk += comment(3, "Ping", comment_type="pingback")
    move_in(tmp_path, item(1, "A", "", talk, post_name="a"))
    assert [found.state for found in Comment.objects.all()] == [State.WAITING]
    assert "Please wait" not in client.get("/news/a/").content.decode()
    assert notes(2, "comment") == ["spam"]


def test_comments_that_answer_one_another_come_all_the_same(tmp_path):
    move_in(tmp_path, item(1, "A", "", comment(1, "Egg", 2), comment(2, "Hen", 1), comment(3, "Lost", 99)))
    assert Comment.objects.count() == 3


def test_whoever_wrote_posts_as_the_union_answers_as_the_union(tmp_path):
    answer = comment(1, "Come on Monday", comment_author="admin", comment_user_id="1")
    move_in(tmp_path, author("admin", "admin"), item(1, "A", "", answer))
    assert (Comment.objects.get().is_from_union, Comment.objects.get().name) == (True, "")


def test_pages_stand_below_those_above_them_whichever_comes_first(tmp_path):
    pages = {"post_type": "page"}
    move_in(
        tmp_path,
        item(1, "Leaf", post_parent="2", **pages),
        item(2, "Branch", post_parent="3", **pages),
        item(3, "Trunk", **pages),
    )
    leaf = StandardPage.objects.get(title="Leaf")
    assert leaf.get_parent().title == "Branch"
    assert leaf.get_parent().get_parent().title == "Trunk"


def test_pages_in_a_circle_come_all_the_same(tmp_path):
    pages = {"post_type": "page"}
    move_in(tmp_path, item(1, "Egg", post_parent="2", **pages), item(2, "Hen", post_parent="1", **pages))
    assert StandardPage.objects.get(title="Hen").get_parent().title == "Egg"
    assert notes(1, "page") == ["parent-cycle"]


def test_a_page_keeps_away_from_addresses_of_the_site(tmp_path):
    move_in(tmp_path, item(1, "Search", post_type="page", post_name="search"))
    assert StandardPage.objects.get().slug == "page-search"


def test_words_of_comments_under_pages_are_listed(tmp_path):
    move_in(tmp_path, item(1, "About", "", comment(1, "Nice"), post_type="page"))
    assert UnplacedPart.objects.get(reason="page-comment").original == "A reader: Nice"


def test_links_lead_to_what_stands_further_down(tmp_path):
    link = '<a href="https://old.example.org/?p=9">more</a>'
    others = [item(number, f"T{number}") for number in range(20, 50)]
    move_in(tmp_path, item(1, "A", link), *others, item(9, "Z"))
    assert 'linktype="page"' in str(post("A").body.raw_data)
    assert row(1).unresolved == []


def test_what_a_plugin_keeps_is_listed_with_its_words(tmp_path):
    move_in(tmp_path, item(1, "Party", "On Monday", post_type="tribe_events"))
    assert notes(1, "other") == ["other-kind"]
    assert UnplacedPart.objects.get().original == "On Monday"


def test_what_people_sent_in_a_form_is_not_kept(tmp_path):
    words = "Help me\n<!--more-->\nAUTHOR EMAIL: reader@example.org\nAUTHOR IP: 203.0.113.9"
    move_in(tmp_path, item(1, "Maria Santos - 2019-01-01", words, post_type="feedback"))
    assert notes(1, "other") == ["other-kind"]
    assert row(1, "other").title == ""
    assert not UnplacedPart.objects.exists()


def test_a_menu_is_written_where_there_is_none(tmp_path):
    def entry(number: int, title: str, **meta: str) -> str:
        fields = {f"_menu_item_{key}": value for key, value in meta.items()}
        return item(
            number,
            title,
            "",
            filed("main", "Main", "nav_menu"),
            meta=fields,
            post_type="nav_menu_item",
            menu_order=str(number),
        )

    fields = {"id": "4", "taxonomy": "nav_menu", "slug": "main", "name": "Main"}
    parts = "".join(f"<wp:term_{name}>{value}</wp:term_{name}>" for name, value in fields.items())
    term = f"<wp:term>{parts}</wp:term>"
    move_in(
        tmp_path,
        term,
        item(1, "About", post_type="page"),
        entry(50, "", type="post_type", object="page", object_id="1"),
        entry(51, "Friends", type="custom", url="https://example.org/"),
        entry(52, "Nowhere", type="custom", url="#"),
    )
    menu = Navigation.objects.get(locale__language_code="en").menu
    assert [link.value["label"] for link in menu] == ["About", "Friends"]
    assert "Nowhere" in UnplacedPart.objects.get(reason="menu-part").original


def test_a_trial_leaves_nothing_but_its_counts(tmp_path):
    move_in(tmp_path, item(1, "A", "", comment(1, "Hello")), attachment(2, "a.jpg"), dry_run=True)
    assert not BlogPage.objects.exists()
    assert not ImportedItem.objects.exists()


def test_of_too_many_tags_the_first_are_kept_whole(tmp_path):
    tags = [filed(f"tag-{number}", f"Word {number:02}", "post_tag") for number in range(60)]
    move_in(tmp_path, item(1, "A", "", *tags))
    kept = post("A").keywords.split(", ")
    assert kept == [f"Word {number:02}" for number in range(len(kept))]
    assert 380 < len(post("A").keywords) <= 400
    assert notes(1) == ["keywords-cut"]
