"""What editors and moderators may do in the admin, and what is refused to each."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Site,
)

from blog.models import Category
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    ReusableTextFactory,
    UserFactory,
    home_page,
    locale,
    member,
    news,
)

pytestmark = pytest.mark.django_db
EVERYTHING = ("add", "change", "delete", "view")
SNIPPETS = {
    f"blog.{action}_{model}"
    for model in ("category", "author", "partner", "reusabletext")
    for action in EVERYTHING
}
FINDING = {
    *(f"search.{action}_synonyms" for action in EVERYTHING),
    *(f"wagtailsearchpromotions.{action}_searchpromotion" for action in EVERYTHING),
    *("search.view_unfoundquery", "search.delete_unfoundquery", "search.change_searchsettings"),
}
COMMENTS = {
    *(f"comments.{action}_cannedanswer" for action in ("add", "change", "delete")),
    *("comments.change_comment", "comments.change_commentsettings"),
}
TAKEDOWNS = {"takedown.change_takedownrequest", "takedown.change_takedownsettings"}
BOTH = {"wagtailadmin.access_admin", "wagtail_localize.submit_translation"}


@pytest.fixture
def editor(client):
    client.force_login(member("Editors"))
    return client


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


@pytest.fixture(params=["Editors", "Moderators"])
def either(request, client):
    client.force_login(member(request.param))
    return client


@pytest.mark.parametrize(
    ("group", "rights"), [("Editors", BOTH), ("Moderators", BOTH | SNIPPETS | FINDING | COMMENTS | TAKEDOWNS)]
)
def test_a_group_has_these_rights_and_no_others(group, rights):
    permissions = Group.objects.get(name=group).permissions.select_related("content_type")
    assert {f"{found.content_type.app_label}.{found.codename}" for found in permissions} == rights


@pytest.mark.parametrize(
    ("group", "rights"),
    [
        ("Editors", {"add_page", "change_page"}),
        ("Moderators", {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}),
    ],
)
def test_a_group_may_do_this_with_pages_and_no_more(group, rights):
    found = GroupPagePermission.objects.filter(group__name=group)
    assert {right.permission.codename for right in found} == rights
    assert {right.page.depth for right in found} == {1}


@pytest.mark.parametrize(
    ("group", "actions", "collections"),
    [
        ("Editors", {"add", "choose"}, set()),
        ("Moderators", {"add", "change", "choose", "delete"}, {"add_collection", "change_collection"}),
    ],
)
def test_a_group_may_do_this_with_uploads_and_no_more(group, actions, collections):
    found = GroupCollectionPermission.objects.filter(group__name=group)
    uploads = {f"{action}_{kind}" for action in actions for kind in ("image", "document")}
    assert {right.permission.codename for right in found} == uploads | collections


def test_a_moderator_hides_a_collection_without_asking_an_administrator(moderator):
    collection = Collection.get_first_root_node().add_child(name="Not for everybody")
    assert moderator.get(reverse("wagtailadmin_collections:index")).status_code == 200
    door = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
    moderator.post(door, {"restriction_type": "login"})
    assert CollectionViewRestriction.objects.filter(collection=collection).exists()


def test_an_editor_may_not(editor):
    collection = Collection.get_first_root_node().add_child(name="Not for everybody")
    assert refused(editor.get(reverse("wagtailadmin_collections:index")))
    editor.post(
        reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]), {"restriction_type": "login"}
    )
    assert not CollectionViewRestriction.objects.exists()


def test_there_are_no_other_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Moderators"}


def refused(answer) -> bool:
    """Wagtail leads people back to where they may be, with a message."""
    return answer.status_code in (302, 403) and answer.get("Location", "/admin/") == "/admin/"


def addresses_for_the_site() -> list[str]:
    user, site = UserFactory(), Site.objects.get()
    NavigationFactory()
    return [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[user.pk]),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailsites:index"),
        reverse("wagtailsites:edit", args=[site.pk]),
        reverse("wagtaillocales:index"),
        reverse("wagtaillocales:edit", args=[locale().pk]),
        reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk]),
        reverse("wagtailsnippets_home_navigation:list"),
        reverse("wagtailsnippets_home_navigation:add"),
        reverse("wagtailadmin_workflows:index"),
        reverse("wagtailredirects:index"),
    ]


def test_the_site_itself_is_for_administrators_only(either):
    assert [address for address in addresses_for_the_site() if not refused(either.get(address))] == []


def test_an_administrator_may_do_all_that(admin_client):
    answers = {address: admin_client.get(address).status_code for address in addresses_for_the_site()}
    assert {address: status for address, status in answers.items() if status != 200} == {}


def addresses_of_snippets() -> list[str]:
    category, author = CategoryFactory(), AuthorFactory()
    partner, text = PartnerFactory(), ReusableTextFactory()
    return [
        reverse("blog_category_modeladmin_index"),
        reverse("blog_category_modeladmin_create"),
        reverse("blog_category_modeladmin_edit", args=[category.pk]),
        reverse("blog_category_modeladmin_delete", args=[category.pk]),
        reverse("blog_author_modeladmin_index"),
        reverse("blog_author_modeladmin_create"),
        reverse("blog_author_modeladmin_edit", args=[author.pk]),
        reverse("wagtailsnippets_blog_partner:list"),
        reverse("wagtailsnippets_blog_partner:add"),
        reverse("wagtailsnippets_blog_partner:edit", args=[partner.pk]),
        reverse("wagtailsnippets_blog_partner:delete", args=[partner.pk]),
        reverse("wagtailsnippets_blog_reusabletext:list"),
        reverse("wagtailsnippets_blog_reusabletext:add"),
        reverse("wagtailsnippets_blog_reusabletext:edit", args=[text.pk]),
    ]


def test_categories_authors_partners_and_texts_are_not_for_editors(editor):
    assert [address for address in addresses_of_snippets() if not refused(editor.get(address))] == []


def test_categories_authors_partners_and_texts_are_for_moderators(moderator):
    answers = {address: moderator.get(address).status_code for address in addresses_of_snippets()}
    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_an_editor_cannot_change_a_category_by_sending_its_form(editor):
    category = CategoryFactory(name="Housing")
    data = {"name": "Mine", "slug": "housing", "description": ""}
    assert refused(editor.post(reverse("blog_category_modeladmin_edit", args=[category.pk]), data))
    assert Category.objects.get().name == "Housing"


def test_what_both_work_with_every_day_opens(either):
    post = BlogPageFactory(categories=[CategoryFactory()])
    ImageFactory()
    DocumentFactory()
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("blog_blogpage_modeladmin_index"),
        reverse("blog_blogpage_modeladmin_index") + "?q=post",
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[news().pk]),
        reverse("wagtailadmin_pages:add", args=["blog", "blogpage", news().pk]),
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_page().pk]),
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        reverse("wagtailadmin_pages:edit", args=[home_page().pk]),
        reverse("wagtailadmin_pages:history", args=[post.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add"),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailadmin_account"),
    ]
    answers = {address: either.get(address).status_code for address in addresses}
    assert {address: status for address, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize(("group", "status"), [("Editors", False), ("Moderators", True)])
def test_only_moderators_change_and_delete_what_others_uploaded(client, group, status):
    client.force_login(member(group))
    for name, thing in (("wagtailimages", ImageFactory()), ("wagtaildocs", DocumentFactory())):
        for action in ("edit", "delete"):
            assert refused(client.get(reverse(f"{name}:{action}", args=[thing.pk]))) is not status


def test_the_menu_of_an_editor_holds_news_and_nothing_of_the_site(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("blog_blogpage_modeladmin_index") in page
    assert reverse("blog_category_modeladmin_index") not in page
    assert reverse("wagtailusers_users:index") not in page


def test_the_list_of_posts_shows_title_date_categories_language_and_state(either):
    BlogPageFactory(title="Rent and guarantors", categories=[CategoryFactory(name="Housing")], live=False)
    page = either.get(reverse("blog_blogpage_modeladmin_index")).content.decode()
    for words in ("Rent and guarantors", "Housing", "English", "draft", "Add post"):
        assert words in page


def test_a_visitor_is_asked_to_sign_in(client):
    answer = client.get(reverse("blog_blogpage_modeladmin_index"))
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_somebody_without_a_group_has_no_admin(client):
    client.force_login(UserFactory())
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize("model", ["blogpage", "category", "author"])
def test_a_list_asked_by_an_unknown_parameter_is_shown_without_it(admin_client, model):
    answer = admin_client.get(f"/admin/blog/{model}/?colour=red")
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/blog/{model}/")
