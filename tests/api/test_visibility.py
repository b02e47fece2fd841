"""No private, unpublished or expired page shows anywhere in the API, to anybody."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    PartnerFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
SECRET = "Zanzibar"


def draft(**more):
    return BlogPageFactory(title=f"{SECRET} draft", live=False, **more)


def expired(**more):
    return BlogPageFactory(
        title=f"{SECRET} old", expire_at=timezone.now() - datetime.timedelta(days=1), **more
    )


def private(**more):
    page = BlogPageFactory(title=f"{SECRET} members", **more)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    return page


def below_private(**more):
    above = StandardPageFactory(title=f"{SECRET} section")
    PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
    return StandardPageFactory(title=f"{SECRET} below", parent=above)


def on_another_site(**more):
    root = Page.objects.get(depth=1)
    other = root.add_child(
        instance=Page(title=f"{SECRET} elsewhere", slug="elsewhere", locale=home_page().locale)
    )
    Site.objects.create(hostname="other.example.org", root_page=other)
    return other


HIDDEN = [draft, expired, private, below_private, on_another_site]


@pytest.fixture(params=HIDDEN, ids=lambda make: make.__name__)
def hidden(request):
    options = {"categories": [CategoryFactory(slug="housing")], "byline": AuthorFactory(slug="amina")}
    page = request.param(**options)
    BlogPageFactory(title="Public", categories=options["categories"])
    return page


LISTS = [
    "posts/",
    "posts/?category=housing",
    "posts/?fields=*",
    "posts/?include=body,related",
    f"posts/?q={SECRET}",
    "posts/?locale=en&fallback=1",
    "pages/?locale=en&fallback=1",
    "pages/",
    "pages/?type=blog.BlogPage",
    "pages/?descendant_of=root",
    "categories/",
    "authors/",
    "partners/",
    "site/",
    "urls/",
    f"search/?q={SECRET.lower()}",  # what was asked is repeated
    f"search/suggest/?q={SECRET[:4]}",
]


def test_a_hidden_page_is_in_no_list(ask, hidden):
    assert [path for path in LISTS if SECRET in json.dumps(ask(path))] == []


def test_a_hidden_page_has_no_detail(ask, hidden):
    ask(f"posts/{hidden.pk}/", status=404)
    ask(f"pages/{hidden.pk}/", status=404)


def test_a_hidden_page_cannot_be_asked_about(ask, hidden):
    for relation in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
        ask("pages/", status=400, **{relation: hidden.pk})


def test_a_signed_in_user_sees_no_more(ask, client, hidden):
    client.force_login(UserFactory(is_superuser=True))
    assert SECRET not in json.dumps(ask("pages/"))
    ask(f"pages/{hidden.pk}/", status=404)


def test_a_category_of_hidden_posts_alone_is_nowhere(ask):
    category = CategoryFactory(slug="housing")
    BlogPageFactory(categories=[category], live=False)
    assert ask("categories/")["items"] == []
    ask(f"categories/{category.pk}/", status=404)
    BlogPageFactory(categories=[CategoryFactory(slug="food")])
    assert ask("posts/?category=housing", status=400)["allowed"] == ["food"]
    assert ask("search/?q=rent&category=housing", status=400)["allowed"] == ["food"]


def test_a_hidden_post_is_not_counted_in_its_category(ask):
    housing = CategoryFactory()
    for make in (draft, expired, private):
        make(categories=[housing])
    BlogPageFactory(categories=[housing])
    assert [item["post_count"] for item in ask("categories/")["items"]] == [1]


def test_a_hidden_post_is_not_among_the_related(ask):
    housing = CategoryFactory()
    post = BlogPageFactory(categories=[housing])
    for make in (draft, expired, private):
        make(categories=[housing])
    assert ask(f"posts/{post.pk}/")["related"] == []


def test_a_name_that_only_a_draft_carries_is_unknown(ask):
    draft(byline=AuthorFactory(slug="amina"))
    assert "amina" not in ask("posts/", status=400, author="nobody")["detail"]
    ask("posts/", status=400, author="amina")


def test_a_hidden_parent_is_not_named(ask):
    parent = StandardPageFactory(title=SECRET, live=False)
    page = StandardPageFactory(title="Below a draft", parent=parent)
    assert ask(f"pages/{page.pk}/")["parent"] is None
    assert SECRET not in json.dumps(ask("pages/"))


def test_a_partner_that_is_not_shown_is_nowhere(ask):
    partner = PartnerFactory(is_shown=False)
    assert ask("partners/")["items"] == []
    ask(f"partners/{partner.pk}/", status=404)


def test_a_hidden_page_has_no_address_among_all_addresses(ask, hidden):
    answer = ask("urls/")
    assert hidden.pk not in [item["id"] for item in answer["items"]]
    assert answer["meta"]["total_count"] == len(answer["items"])


def test_an_author_of_hidden_posts_alone_is_nowhere(ask):
    author = AuthorFactory(name=SECRET)
    for make in (draft, expired, private):
        make(byline=author)
    assert ask("authors/")["items"] == []
    ask(f"authors/{author.pk}/", status=404)


def test_a_hidden_post_is_not_counted_under_its_author(ask):
    author = AuthorFactory()
    for make in (draft, expired, private):
        make(byline=author)
    BlogPageFactory(byline=author)
    assert [item["post_count"] for item in ask("authors/")["items"]] == [1]
