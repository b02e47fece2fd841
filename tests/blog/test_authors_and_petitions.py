"""The archives of an author and of the petitions."""

import pytest
from django.core.exceptions import ValidationError

from blog.models import BlogPage
from blog.models.posts import RESERVED_SLUGS
from tests.factories import AuthorFactory, BlogPageFactory, home_page, locale, news

pytestmark = pytest.mark.django_db
LETTER = ("petition", {"document": None, "addressee": "Home Office", "state": "rejected"})


def titles(answer) -> list[str]:
    assert answer.status_code == 200
    return [post.title for post in answer.context["archive"].page_of_posts]


def test_an_author_has_a_page_with_a_description_and_posts(client):
    amina = AuthorFactory(name="Amina", slug="amina", description="Cooks for forty.")
    BlogPageFactory(title="Hers", byline=amina)
    BlogPageFactory(title="Somebody's", byline=AuthorFactory())
    BlogPageFactory(title="The union's")
    answer = client.get("/news/author/amina/")
    assert titles(answer) == ["Hers"]
    assert "Cooks for forty." in answer.content.decode()


def test_an_author_keeps_posts_under_both_names(client):
    home_page("ur")
    amina = AuthorFactory(name="Amina", slug="amina")
    translated = amina.copy_for_translation(locale("ur"))
    translated.name = "آمنہ"
    translated.save()
    BlogPageFactory(title="Hers", byline=amina)
    BlogPageFactory(title="اس کا", byline=translated, parent=news("ur"))
    BlogPageFactory(title="بھی اس کا", byline=amina, parent=news("ur"))
    assert titles(client.get("/news/author/amina/")) == ["Hers"]
    assert titles(client.get("/ur/news/author/amina/")) == ["اس کا", "بھی اس کا"]


@pytest.mark.parametrize("slug", ["none", "amina", "%00", "x" * 300])
def test_a_name_above_no_post_has_no_page(client, slug):
    news()
    AuthorFactory(slug="amina")
    assert client.get(f"/news/author/{slug}/").status_code == 404


def test_a_post_knows_where_all_posts_of_its_author_are(client):
    post = BlogPageFactory(slug="香港", byline=AuthorFactory(slug="amina"))
    assert post.byline_url == "/news/author/amina/"
    assert titles(client.get(post.byline_url)) == [post.title]


def test_a_post_of_the_union_leads_to_no_author():
    assert BlogPageFactory().byline_url == ""


def test_the_petitions_stand_together_with_their_state(client):
    BlogPageFactory(title="Letter", body=[LETTER])
    BlogPageFactory(title="News")
    answer = client.get("/news/petitions/")
    assert titles(answer) == ["Letter"]
    page = answer.content.decode()
    for words in ("Home Office", "Rejected", 'href="/news/post-'):
        assert words in page


TEXT, HEADING = ("text", {"text": "<p>Words</p>"}), ("heading", {"text": "Our letter"})


@pytest.mark.parametrize(
    ("body", "is_petition"),
    [
        ([LETTER, TEXT, TEXT], True),
        ([TEXT, LETTER], True),
        ([TEXT, HEADING, LETTER, TEXT], True),
        ([TEXT, TEXT, LETTER], False),
        ([HEADING, TEXT], False),
        ([], False),
    ],
)
def test_a_petition_opens_with_its_petition_or_after_one_block(body, is_petition):
    post = BlogPageFactory(body=body)
    assert BlogPage.objects.petitions().filter(pk=post.pk).exists() is is_petition


def test_petitions_are_listed_ten_to_a_page(client):
    for _ in range(11):
        BlogPageFactory(body=[LETTER])
    assert len(titles(client.get("/news/petitions/"))) == 10
    assert len(titles(client.get("/news/petitions/?page=2"))) == 1


def test_without_petitions_the_page_says_so(client):
    news()
    assert "There are no petitions yet" in client.get("/news/petitions/").content.decode()


@pytest.mark.parametrize("slug", [*RESERVED_SLUGS, "2017"])
def test_a_post_cannot_take_the_address_of_an_archive(slug):
    post = BlogPageFactory()
    post.slug = slug
    with pytest.raises(ValidationError):
        post.clean()
