"""What becomes of the sample: its pages, a second load_sample, clear_sample."""

import pytest
from django.core.management import CommandError
from django.db import transaction
from wagtail.models import Locale, Page, Site

from blog.models import Author, BlogIndexPage, BlogPage, Category
from cms.media.models import Document, Image
from home.models import HomePage, Navigation, SiteSettings, StandardPage
from search.synonyms import groups
from tests.factories import BlogPageFactory, CategoryFactory, home_page, news
from tests.home.sample_folder import counts, edit, promoted_pages, run, write_sample_folder

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    """The counts of a site before the sample; all is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield counts()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(empty, tmp_path_factory):
    """The small sample, loaded once; gives the function that loads it again."""
    folder = write_sample_folder(tmp_path_factory.mktemp("small") / "sample")

    def load():
        return run("load_sample", folder=folder)

    load()
    return load


def clear():
    return run("clear_sample", yes=True)


def body(slug):
    return list(BlogPage.objects.get(slug=slug).body.raw_data)


def test_every_language_has_its_home_its_news_and_its_menu(loaded, client):
    for prefix, title in (("", "The union"), ("/zh-hant", "聯會"), ("/ur", "یونین")):
        assert title in client.get(f"{prefix}/").content.decode()
        assert client.get(f"{prefix}/news/").status_code == 200
    assert Navigation.objects.count() == HomePage.objects.count() == 3


def test_words_lead_to_pages_and_to_other_words(loaded):
    assert promoted_pages() == [("rice", "Rice"), ("米", "Rice")]
    assert groups() == [["soap", "肥皂"]]


def test_translations_share_one_key(loaded):
    about = StandardPage.objects.get(slug="about", locale__language_code="en")
    assert about.get_translation(Locale.objects.get(language_code="zh-hant")).title == "關於我們"
    assert len(set(Category.objects.values_list("translation_key", flat=True))) == 1
    assert len(set(HomePage.objects.values_list("translation_key", flat=True))) == 1


def test_a_post_carries_what_its_file_says(loaded):
    post = BlogPage.objects.get(slug="rice")
    assert [category.locale.language_code for category in post.categories.all()] == ["en"]
    assert (post.byline.name, post.lead_picture.title) == ("Food", "Bag")
    assert post.first_published_at.date() == post.date
    assert [related.post.slug for related in post.related_posts.all()] == ["soap"]
    assert post.live_revision_id == post.latest_revision_id is not None


def test_links_lead_to_pages_and_documents(loaded):
    text = body("rice")[0]["value"]["text"]
    about = StandardPage.objects.get(slug="about", locale__language_code="en")
    assert f'<a linktype="document" id="{Document.objects.get().pk}">it</a>' in text
    assert f'<a linktype="page" id="{about.pk}">us</a>' in text


def test_items_of_lists_have_ids_for_translators(loaded):
    items = body("rice")[2]["value"]["pictures"]
    assert [set(item) for item in items] == [{"type", "value", "id"}] * 2


def test_a_column_of_money_is_a_column_of_numbers(loaded):
    assert [column["type"] for column in body("rice")[1]["value"]["table"]["columns"]] == ["text", "number"]


def test_a_second_run_changes_nothing(loaded):
    def state():
        fields = ("pk", "path", "latest_revision_id", "last_published_at")
        return counts(), list(Page.objects.order_by("pk").values_list(*fields))

    before = state()

    assert loaded() == "Nothing to do: the sample content is loaded.\n"
    assert state() == before


def test_what_an_editor_deleted_does_not_come_back(loaded):
    BlogPage.objects.get(slug="soap").delete()

    assert loaded() == "Nothing to do: the sample content is loaded.\n"
    assert not BlogPage.objects.filter(slug="soap").exists()


def test_what_an_editor_changed_stays_changed(loaded):
    edit(BlogPage.objects.get(slug="soap"), title="Our soap")

    loaded()

    assert BlogPage.objects.get(slug="soap").title == "Our soap"


def test_clearing_leaves_the_site_as_it_was(loaded, empty):
    words = clear()

    assert "Removed 9 pages, 2 posts, 2 pictures, 2 logos" in words
    assert counts() == empty
    assert (home_page().title, home_page().welcome_heading) == ("Home", "Welcome")
    assert not home_page().sections
    assert not home_page().revisions.exists()
    assert not SiteSettings.for_site(Site.objects.get()).email


def test_clearing_twice_finds_nothing(loaded):
    clear()

    assert clear() == "Nothing to clear: there is no sample content.\n"


def test_the_sample_can_be_loaded_again_after_clearing(loaded):
    before = counts()
    clear()

    loaded()

    assert counts() == before
    assert home_page().title == "The union"


def test_an_editors_post_and_all_that_it_uses_stay(loaded):
    post = BlogPageFactory(
        parent=news(),
        title="Our own",
        lead_picture=Image.objects.get(title="Bag"),
        byline=Author.objects.get(locale__language_code="en"),
        categories=[Category.objects.get(locale__language_code="en")],
        body=[("document", {"document": Document.objects.get(), "summary": ""})],
    )

    words = clear()

    assert list(BlogPage.objects.all()) == [post]
    assert BlogIndexPage.objects.get() == post.get_parent().specific
    assert [image.title for image in Image.objects.all()] == ["Bag"]
    assert Document.objects.count() == Author.objects.count() == Category.objects.count() == 1
    assert "Kept: news index “News”, since there is a page below it." in words
    assert "Kept: picture “Bag”, since it is used by “Our own”." in words
    assert "Kept: category “Food”, since it is used by “Our own”." in words
    assert "Nothing to clear" in clear()


def test_what_is_kept_is_used_by_the_next_load(loaded):
    author = Author.objects.get(locale__language_code="en")
    BlogPageFactory(parent=news(), byline=author)
    clear()

    loaded()

    assert (
        Author.objects.get(locale__language_code="en") == BlogPage.objects.get(slug="rice").byline == author
    )
    assert BlogIndexPage.objects.child_of(home_page()).count() == 1


def test_what_somebody_edited_is_no_longer_the_samples(loaded):
    edit(StandardPage.objects.get(slug="privacy"), title="Our privacy")
    edit(home_page(), title="Our union")

    words = clear()

    assert home_page().title == "Our union"
    assert "Kept: page “Our privacy”, since somebody has edited it." in words
    assert "Kept: page “About”, since there is a page below it." in words


def test_a_language_with_own_content_stays(loaded):
    CategoryFactory(locale=Locale.objects.get(language_code="ur"))

    assert "Kept: locale “اردو”, since there is content in it." in clear()
    assert Locale.objects.count() == 2


def test_nothing_goes_without_a_yes(loaded, monkeypatch):
    before = counts()
    monkeypatch.setattr("builtins.input", lambda prompt: "no")

    with pytest.raises(CommandError, match="Nothing was removed"):
        run("clear_sample")

    assert counts() == before


def test_nothing_goes_where_nobody_can_answer(loaded, monkeypatch):
    def nobody(prompt):
        raise EOFError

    before = counts()
    monkeypatch.setattr("builtins.input", nobody)

    with pytest.raises(CommandError, match="Use --yes"):
        run("clear_sample")
    assert counts() == before
