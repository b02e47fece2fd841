"""load_sample on a site that was empty, with a small folder of files."""

import pytest
from django.core.management import CommandError
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from blog.models import BlogPage, Category
from cms.media.models import Image
from home.models import HomePage
from home.sample import texts
from home.sample.registry import Registry
from search.models import Synonyms
from search.synonyms import groups
from tests.factories import CategoryFactory, home_page
from tests.home.sample_folder import counts, edit, promoted_pages, run, write_sample_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return write_sample_folder(tmp_path / "sample")


@pytest.fixture
def load(folder):
    return lambda: run("load_sample", folder=folder)


def interrupt(monkeypatch, owner, name, when=lambda *args: True):
    """Ctrl+C in the middle of a task: after its work, before it is stored."""
    original = getattr(owner, name)

    def interrupted(*args):
        if when(*args):
            raise KeyboardInterrupt
        return original(*args)

    monkeypatch.setattr(owner, name, interrupted)


@pytest.mark.parametrize(
    ("owner", "name", "when"),
    [
        (Registry, "add", lambda registry, key, item: key == "picture:bag"),
        (Registry, "add", lambda registry, key, item: key == "post:rice"),
        (texts, "noon", lambda day: day.year == 2016),
    ],
    ids=["at a picture", "at the place of a post", "at the text of a post"],
)
def test_an_interrupted_run_goes_on_where_it_stopped(load, monkeypatch, owner, name, when):
    with monkeypatch.context() as patch:
        interrupt(patch, owner, name, when)
        with pytest.raises(CommandError, match="Stopped"):
            load()

    load()

    assert [post.last_published_at.date() == post.date for post in BlogPage.objects.live()] == [True, True]
    assert (Image.objects.count(), Category.objects.count(), HomePage.objects.live().count()) == (4, 3, 3)
    assert load() == "Nothing to do: the sample content is loaded.\n"


def test_a_home_page_that_somebody_wrote_is_not_filled(load):
    edit(home_page(), title="Our own union")

    load()

    assert home_page().title == "Our own union"


def test_words_that_an_editor_uses_already_are_left_alone(load):
    SearchPromotion.objects.create(query=Query.get("rice"), page=home_page())
    Synonyms.objects.create(words="Soap\nsavon")

    load()
    run("clear_sample", yes=True)

    assert promoted_pages() == [("rice", "Home")]
    assert groups() == [["Soap", "savon"]]


def test_an_editors_own_category_is_used(load):
    own = CategoryFactory(slug="food", name="What we eat")

    load()
    run("clear_sample", yes=True)

    assert Category.objects.get() == own


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("posts/soap.toml", '"bag"', '"sack"', "posts/soap.toml: there is no picture “sack”."),
        ("posts/soap.toml", "slug", "slugg", "posts/soap.toml: the key “slugg” does not exist."),
        ("posts/rice.toml", "page:about", "page:abuot", "posts/rice.toml: there is no page “abuot”."),
        ("posts/rice.toml", '"petition"', '"letter"', "there is no body item of the type “letter”"),
        ("posts/rice.toml", "addressee", "adressee", "the key “adressee” does not exist in “petition”"),
        ("site/categories.toml", "ur =", "fr =", "site/categories.toml: .food. has no words in “ur”."),
        ("site/pictures.toml", "boat", "bout", "there is no picture “boat”"),
        ("site/home.toml", 'post = "rice"', 'post = "race"', "there is no post “race”"),
        ("site/home.toml", 'post = "rice"', 'past = "rice"', "the key “past” does not exist in “point”"),
        ("site/settings.toml", "=", ":", "site/settings.toml is not valid TOML"),
    ],
)
def test_a_key_that_does_not_exist_is_named_before_anything_is_made(load, folder, file, old, new, sentence):
    path = folder / file
    path.write_text(path.read_text().replace(old, new, 1))
    before = counts()

    with pytest.raises(CommandError, match=sentence):
        load()

    assert counts() == before


def test_what_an_editors_form_would_refuse_is_named(load, folder):
    path = folder / "posts/rice.toml"
    path.write_text(path.read_text().replace('state = "sent"', 'state = "lost"'))

    with pytest.raises(CommandError, match=r"posts/rice.toml: “rice” cannot be stored: .*state"):
        load()
