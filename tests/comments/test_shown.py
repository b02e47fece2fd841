"""What readers see of comments, and where nothing of them may appear."""

import datetime
import re
import time

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.cards import prepare
from blog.comments.models import Comment, CommentSettings
from blog.comments.moderation import decide
from blog.comments.states import State
from tests.comments.writing import comment, page_of
from tests.factories import BlogPageFactory, UserFactory, news

pytestmark = pytest.mark.django_db
PAGE, LITE = "/news/open/", "/lite/news/open/"
SECRET = "Words that nobody has read"
EVERYWHERE = [PAGE, LITE, "/", "/news/", "/news/feed.atom", "/news/feed.json", "/search/?q=nobody"]


def api(post):
    return [f"/api/v2/comments/?post={post.pk}", f"/api/v2/posts/{post.pk}/", "/api/v2/search/?q=nobody"]


@pytest.mark.parametrize("form", [PAGE, LITE])
def test_an_approved_comment_stands_under_its_post(client, post, form):
    comment(post, "It is open again.", name="Amina")
    page = page_of(client, form)
    assert "It is open again." in page
    assert "Amina" in page


def test_what_was_not_approved_appears_nowhere(client, post):
    states = [State.WAITING, State.REJECTED, State.SPAM, State.ERASED]
    for state in states:
        comment(post, f"{SECRET} {state.value}", state, name=f"Name of {state.value}")
    for path in [*EVERYWHERE, *api(post)]:
        page = page_of(client, path)
        for state in states:
            assert f"{SECRET} {state.value}" not in page, path
            assert f"Name of {state.value}" not in page, path


def test_the_same_places_show_what_is_approved(client, post):
    comment(post, SECRET)
    assert [SECRET in page_of(client, path) for path in (PAGE, LITE, api(post)[0])] == [True] * 3


def test_an_answer_to_what_is_not_shown_is_not_shown(client, post):
    comment(post, "An answer", parent=comment(post, SECRET, State.REJECTED))
    for path in (PAGE, LITE, *api(post)[:2]):
        assert "An answer" not in page_of(client, path), path
    assert client.get(api(post)[1]).json()["comments"]["count"] == 0


def test_comments_of_a_private_post_are_private(client, post):
    comment(post, SECRET)
    PageViewRestriction.objects.create(page=news(), restriction_type=PageViewRestriction.LOGIN)
    assert not Comment.objects.visible()
    assert client.get(api(post)[0]).status_code == 404
    assert client.get(f"/comments/report/{Comment.objects.get().pk}/").status_code == 404


def test_switched_off_comments_are_shown_nowhere(client, post):
    comment(post, SECRET)
    post.has_comments = False
    post.save()
    assert SECRET not in page_of(client, PAGE)
    assert client.get(api(post)[0]).status_code == 404


def test_a_post_without_comments_is_not_one_byte_heavier(client):
    BlogPageFactory(slug="quiet")
    assert "comment" not in page_of(client, "/news/quiet/").split("<main", 1)[1]
    assert "</article>\n    \n" in page_of(client, "/news/quiet/")


def test_an_answer_stands_below_what_it_answers(client, post):
    first = comment(post, "First")
    comment(post, "Second")
    comment(post, "Answer to the first", parent=first)
    page = page_of(client, PAGE)
    assert page.index("First") < page.index("Answer to the first") < page.index("Second")


def test_markup_is_shown_as_it_was_typed(client, post):
    comment(post, "<script>alert(1)</script> & <b>bold</b>", name="<i>Amina</i>")
    page = page_of(client, PAGE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<i>" not in page


def test_words_keep_their_direction_and_their_language(client, post):
    comment(post, "دفتر کھلا ہے", language="ur")
    assert 'class="comment__text" dir="auto" lang="ur"' in page_of(client, PAGE)


def test_the_union_and_the_moderators_hand_are_marked(client, post):
    comment(post, "We answer.", is_from_union=True)
    comment(post, "Edited words", is_edited=True)
    page = page_of(client, PAGE)
    assert "The union" in page
    assert "edited by a moderator" in page


def test_the_lite_form_leads_to_the_form(client, post):
    page = page_of(client, LITE)
    assert f'href="/lite/comments/{post.pk}/"' in page
    assert "<textarea" not in page
    assert "<textarea" in page_of(client, f"/lite/comments/{post.pk}/")


def test_comments_close_after_their_days(client, post):
    CommentSettings.objects.create(close_after_days=30)
    post.date = timezone.localdate() - datetime.timedelta(days=31)
    post.save()
    comment(post, "Said in time")
    page = page_of(client, PAGE)
    assert "Said in time" in page
    assert "Comments are closed" in page
    assert "<textarea" not in page
    assert client.post(f"/comments/{post.pk}/").status_code == 409


def test_days_are_counted_from_the_later_of_date_and_publishing(client, post):
    post.date, post.first_published_at = datetime.date(2015, 3, 1), timezone.now()
    post.save()
    assert "<textarea" in page_of(client, PAGE)


def test_comments_stay_open_where_that_is_chosen(client, post):
    CommentSettings.objects.create(close_after_days=0)
    post.date = datetime.date(2015, 3, 1)
    post.save()
    assert "<textarea" in page_of(client, PAGE)


def test_to_read_makes_no_row(client, post):
    page_of(client, PAGE)
    page_of(client, f"/comments/{post.pk}/")
    assert not CommentSettings.objects.exists()


def test_comments_cost_a_warm_page_two_queries(client, post, django_assert_max_num_queries):
    comment(post)
    page_of(client, PAGE)
    with django_assert_max_num_queries(10):
        page_of(client, PAGE)


def test_a_post_shows_some_and_leads_to_all(client, post, monkeypatch):
    for module in ("templatetags.comment_tags", "views"):
        monkeypatch.setattr(f"blog.comments.{module}.AT_ONCE", 2)
    for number in range(5):
        comment(post, f"Number {number}")
    comment(post, "An answer to the last", parent=Comment.objects.latest("pk"))
    page = page_of(client, PAGE)
    assert "Number 1" in page
    assert "Number 2" not in page
    assert f'href="/comments/{post.pk}/all/?page=2"' in page
    assert "Number 2" in page_of(client, f"/comments/{post.pk}/all/?page=2")
    last = page_of(client, f"/comments/{post.pk}/all/?page=99")
    assert last.index("Number 4") < last.index("An answer to the last")


def test_the_list_of_all_shows_what_is_approved_alone(client, post):
    comment(post, "Shown")
    comment(post, SECRET, State.WAITING)
    page = page_of(client, f"/comments/{post.pk}/all/")
    assert "Shown" in page
    assert SECRET not in page


def test_a_detail_says_how_many_and_until_when(client, post):
    comment(post)
    comment(post, SECRET, State.WAITING)
    last = post.date + datetime.timedelta(days=60)
    shape = client.get(api(post)[1]).json()["comments"]
    assert shape == {"count": 1, "closes_on": last.isoformat()}


def test_a_detail_says_that_there_are_none(client, db):
    quiet = BlogPageFactory()
    assert client.get(f"/api/v2/posts/{quiet.pk}/").json()["comments"] is None


def test_a_list_counts_what_a_moderator_approved_a_moment_ago(client, post, waiting):
    prepare([post.pk])
    counts = []
    for state in (State.REJECTED, State.APPROVED, State.SPAM):
        decide(waiting, state, UserFactory())
        counts.append(client.get("/api/v2/posts/").json()["items"][0]["comments"]["count"])
    assert counts == [0, 1, 0]


def test_a_list_follows_the_setting_until_when_comments_are_taken(client, post):
    prepare([post.pk])
    CommentSettings.objects.create(close_after_days=0)
    assert client.get("/api/v2/posts/").json()["items"][0]["comments"]["closes_on"] is None


# Who has the page already ---------------------------------------------------------------------------


def test_who_has_a_page_with_a_form_hears_304(client, post):
    first = client.get("/news/open/")
    again = client.get("/news/open/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    forms = {re.search(rb'name="token" value="([^"]+)', client.get("/news/open/").content)[1] for _ in "ab"}
    assert len(forms) == 2


def test_who_has_a_page_gets_it_anew_when_a_comment_came_or_an_hour_went(client, post, monkeypatch):
    known = {"if-none-match": client.get("/news/open/")["ETag"]}
    later = time.time() + 3_600
    with monkeypatch.context() as patch:
        patch.setattr("blog.comments.tokens.time.time", lambda: later)
        assert client.get("/news/open/", headers=known).status_code == 200
    approved = comment(post, "A new one", state=State.WAITING)
    decide(approved, State.APPROVED, None)
    assert client.get("/news/open/", headers=known).status_code == 200
