"""The whole site taken out, and put in again."""

import datetime

import pytest
from django.core.management import CommandError
from django.test import TestCase
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
)

from blog.comments.models import Comment, CommentReport, CommentSettings
from blog.models import BlogPage, RelatedPost
from cms.consent import People
from cms.media.models import Document, Image
from cms.models import SilencedPage
from cms.takedown.models import TakedownSettings
from home import preparing
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    home_page,
    locale,
    published,
)
from tests.moving.conftest import members, rolled_back, run, thing

pytestmark = pytest.mark.django_db


def body(picture, document, page):
    return [
        {"type": "text", "value": {"text": f'<p><a linktype="page" id="{page}">a</a> <b>words</b></p>'}},
        {"type": "text", "value": {"text": '<p><a linktype="page" id="99999">gone</a></p>'}},
        {"type": "picture", "value": {"picture": picture, "caption": "", "alt": "", "decorative": False}},
        {"type": "picture", "value": {"picture": 99999}, "id": "0b5a5b0c-4d5e-4b0e-8f0e-000000000001"},
        {"type": "document", "value": {"document": document}},
    ]


def write_a_site():
    """Oddities: each has gone wrong in some other system's export."""
    private = Collection.objects.get(depth=1).add_child(name="Board")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    boat = ImageFactory(description="A boat", has_renditions=False)
    hidden = ImageFactory(collection=private, has_renditions=False)
    ImageFactory(people=People.UNANSWERED, has_renditions=False)
    boat.tags.add("水", "water")
    letter = DocumentFactory(title="Letter")
    food = CategoryFactory(name="Food, drink", slug="食物")
    later = BlogPageFactory(slug="later", title="Later")
    post = BlogPageFactory(
        slug="rice",
        title='Rice: "half" <a> bag',
        lead_picture=hidden,
        byline=AuthorFactory(name="Amina"),
        categories=[food],
        has_comments=True,
    )
    BlogPage.objects.filter(pk=post.pk).update(body=body(boat.pk, letter.pk, later.pk))
    post = BlogPage.objects.get(pk=post.pk)
    RelatedPost.objects.create(page=post, post=later)
    post.title = "Rice, not shown yet"
    post.save_revision()
    later.go_live_at = timezone.now() + datetime.timedelta(days=5)
    later.live = False
    later.save()
    later.save_revision(approved_go_live_at=later.go_live_at)
    for code, title in (("ur", "چاول"), ("zh-hant", "米")):
        home_page(code)
        locale(code)
        draft = home_page(code).add_child(
            instance=type(home_page())(title=title, slug=f"x-{code}", locale=locale(code), live=False)
        )
        assert draft.pk
    alias = later.create_alias(update_slug="later-too", parent=later.get_parent())
    PageViewRestriction.objects.create(page=alias, restriction_type="password", password="open")
    Redirect.objects.create(old_path="/old", redirect_page=post)
    first = Comment.objects.create(post=post, name="名", text="سلام", state="approved", code_hash="a" * 64)
    Comment.objects.create(post=post, parent=first, text="Yes", state="waiting")
    CommentReport.objects.create(comment=first, reason="other")
    SilencedPage.objects.all().delete()
    SilencedPage.objects.create(page=post, at=timezone.now())
    TakedownSettings.objects.update_or_create(pk=1, defaults={"hours_to_answer": 7})
    return {"post": post.pk, "boat": boat.pk, "hidden": hidden.pk, "later": later.pk, "letter": letter.pk}


@pytest.fixture(scope="module")
def site(shared, tmp_path_factory, media):
    """The numbers of the things, and the archive; the site itself is gone."""
    out = tmp_path_factory.mktemp("out") / "site.zip"
    with media("first"), rolled_back():
        numbers = write_a_site()
        run("export_site", out)
    return numbers, out


@pytest.fixture(scope="module")
def moved(site, media):
    """The site, put in again: the numbers and the archive."""
    with media("second"):
        # Somebody looked at these before, and changed nothing.
        CommentSettings.load()
        with TestCase.captureOnCommitCallbacks(execute=True):
            run("import_site", site[1])
        yield site


def test_a_second_export_is_equal(moved, tmp_path):
    run("export_site", tmp_path / "again.zip")
    assert members(tmp_path / "again.zip") == members(moved[1])
    assert (tmp_path / "again.zip").read_bytes() == moved[1].read_bytes()


def test_what_names_what_is_known_as_after_saves(moved):
    fields = ("object_id", "to_content_type", "to_object_id", "content_path_hash", "base_content_type")
    known = set(ReferenceIndex.objects.values_list(*fields))
    with rolled_back():
        run("rebuild_references_index")
        assert known == set(ReferenceIndex.objects.values_list(*fields)) != set()


def test_references_are_keys_and_lead_where_they_led(moved):
    numbers, archive = moved
    parts = thing(archive, "pages", numbers["post"])["fields"]["body"]
    boat = Image.objects.get(pk=numbers["boat"])
    assert parts[2]["value"]["picture"] == boat.file.name.split("/")[1]
    post = BlogPage.objects.get(pk=numbers["post"])
    assert post.body[2].value["picture"] == boat
    assert post.related_posts.get().post_id == numbers["later"]


def test_a_link_to_what_was_deleted_leads_to_nothing_new(moved):
    post = BlogPage.objects.get(pk=moved[0]["post"])
    assert 'id="0"' in post.body[1].value["text"].source
    assert post.body[3].value["picture"] is None


def test_what_was_not_shown_yet_is_not_shown(moved):
    post = BlogPage.objects.get(pk=moved[0]["post"])
    assert post.title == 'Rice: "half" <a> bag'
    assert post.get_latest_revision_as_object().title == "Rice, not shown yet"
    later = Page.objects.get(pk=moved[0]["later"])
    assert not later.live
    assert later.scheduled_revision is not None


def test_settings_stay_what_they_were(moved):
    assert TakedownSettings.load().hours_to_answer == 7


def test_phones_still_hear_that_something_was_withdrawn(moved):
    assert SilencedPage.objects.get().page_id == moved[0]["post"]


def test_no_sample_is_loaded_beside_it(moved, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    called = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **options: called.append(name))
    said = []
    preparing.prepare(said.append)
    assert "load_sample" not in called
    assert "There is content here already: the sample is not loaded" in said


def test_hidden_pictures_stay_hidden(moved):
    assert Image.objects.get(pk=moved[0]["hidden"]).is_hidden
    assert not Image.objects.get(pk=moved[0]["boat"]).is_hidden


def test_a_document_that_a_visible_page_shows_opens(moved):
    assert not Document.objects.get(pk=moved[0]["letter"]).is_hidden


def test_comments_keep_their_threads_and_lose_their_codes(moved):
    answer = Comment.objects.get(parent__isnull=False)
    assert answer.parent.text == "سلام"
    assert answer.parent.code_hash is None
    assert b"a" * 64 not in b"".join(members(moved[1]).values())


def test_a_site_with_content_takes_nothing_in(moved):
    with pytest.raises(CommandError, match=r"only an empty one can take it in\. Take a new DATA_DIR"):
        run("import_site", moved[1])


def test_the_tree_stands_as_it_stood(moved):
    assert Page.find_problems() == ([], [], [], [], [])
    assert published(BlogPage.objects.get(pk=moved[0]["post"])).live


def test_people_can_read_a_page_without_any_program_of_ours(moved):
    text = next(text for name, text in members(moved[1]).items() if "/rice." in name).decode()
    picture = Image.objects.get(pk=moved[0]["boat"]).file.name
    assert 'title: "Rice: \\"half\\" <a> bag"' in text
    assert 'categories: ["Food, drink"]' in text
    assert f"![A boat](../../../../media/{picture})" in text
    assert "**words**" in text
