"""Names that only drafts and private posts bear are told by no old address, and stand in no list."""

import pytest
from django.test import Client
from wagtail.models import Page

from home.wordpress.links.paths import old_paths
from tests.factories import BlogIndexPageFactory, home_page
from tests.wordpress.exports import author, filed, item, move_in, row

pytestmark = pytest.mark.django_db
TAG = "<wp:tag><wp:term_id>{}</wp:term_id><wp:tag_slug>{}</wp:tag_slug><wp:tag_name>{}</wp:tag_name></wp:tag>"


@pytest.fixture(scope="module")
def old_site(shared, search_index, tmp_path_factory):
    BlogIndexPageFactory(parent=home_page())
    move_in(
        tmp_path_factory.mktemp("old"),
        author("zhang.wei", "zhang.wei", 2),
        author("li", "Li Hidden", 3),
        author("jane", "Jane Doe", 4),
        author("admin", "admin", 1),
        author("kept.away", "admin", 5),
        TAG.format(11, "ahmad-case", "Ahmad K. deportation case"),
        TAG.format(12, "case", "Case"),
        TAG.format(13, "rice", "Rice"),
        item(1, "Public", "x", filed("rice", "Rice", "post_tag"), filed("food", "Food"), creator="jane"),
        item(2, "Union", "x", filed("courts", "Case law", "post_tag")),
        item(3, "Login", "x", creator="zhang.wei"),
        item(4, "Kept", "x", creator="kept.away"),
        item(
            5,
            "Private",
            "x",
            filed("ahmad-case", "Ahmad K. deportation case", "post_tag"),
            filed("case", "Case", "post_tag"),
            status="private",
        ),
        item(6, "Draft", "x", filed("secret", "Secret subject"), status="draft", creator="li"),
        item(7, "Statement", "x", post_name="statement"),
        item(
            *(8, "Statement", "A page"),
            post_type="page",
            post_name="statement",
            link="https://old.example.org/p/statement/",
        ),
    )


@pytest.fixture(autouse=True)
def news(old_site) -> None:
    """The module has its own."""


TAGS = ["/tag/ahmad-case/", "/?tag=ahmad-case", "/?tag_id=11", "/tag/ahmad-case/feed/", "/tag/case/"]
AUTHORS = ["/author/zhang-wei/", "/author/li/", "/author/kept-away/", *(f"/?author={n}" for n in (2, 3, 5))]
CATEGORIES = ["/category/secret/", "/category/secret/feed/", "/?category_name=secret"]


@pytest.mark.parametrize("address", [*TAGS, *CATEGORIES])
def test_a_hidden_name_answers_as_one_that_never_was(address):
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("address", [*AUTHORS, "/author/nobody/", "/author/nobody/page/9/", "/?author=77"])
def test_every_name_of_an_author_leads_on_alike(address):
    assert Client().get(address)["Location"] == "/news/"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/tag/rice/", "/search/?q=Rice"),
        ("/?tag_id=13", "/search/?q=Rice"),
        ("/author/jane/", "/news/author/jane-doe/"),
        ("/?author=4", "/news/author/jane-doe/"),
        ("/author/admin/", "/news/"),
        ("/category/food/", "/news/category/food/"),
    ],
)
def test_a_name_at_a_visible_post_leads_on(address, place):
    assert Client().get(address)["Location"] == place


def test_places_without_a_server_write_no_account_down():
    assert {path for path in old_paths() if path.startswith("/author/")} == {"/author/jane/"}


def test_a_subject_of_drafts_alone_stands_in_no_list():
    assert Client().get("/news/category/secret/").status_code == 404
    page = Client().get("/news/").content.decode()
    assert "Food" in page
    assert "Secret subject" not in page


@pytest.mark.parametrize(
    ("slug", "name", "is_told"), [("secret", "Secret subject", False), ("food", "Food", True)]
)
def test_the_search_tells_no_subject_of_drafts_alone(slug, name, is_told):
    assert (name in Client().get(f"/search/?q=Public&category={slug}").content.decode()) is is_told


def test_a_post_that_is_withdrawn_here_leads_to_nothing_of_its_name():
    page = Page.objects.get(pk=row(7).thing.pk)
    address = page.get_url()
    page.unpublish()
    assert Client().get(address).status_code == 404
