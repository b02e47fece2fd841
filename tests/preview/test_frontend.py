"""An editor's preview leads to the frontend, and a token shows it one page as it stood."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from cms.preview.models import Preview
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def post(shared):
    return BlogPageFactory(title="Published", slug="rent")


def test_without_a_frontend_the_editor_has_the_sites_own_preview_alone(admin, post):
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert "w-preview" in answer
    assert "id_preview_mode" not in answer
    shown = admin.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), {"mode": "frontend"})
    assert "<h1" in shown.content.decode()


def test_with_a_frontend_the_editor_chooses_and_the_frontend_comes_first(with_frontend, admin, post):
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert answer.index("In the frontend") < answer.index("On this site")


def test_the_sites_own_preview_stays(with_frontend, admin, post):
    shown = admin.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), {"mode": "site"})
    assert shown.status_code == 200
    assert "Published" in shown.content.decode()


def test_the_frontend_is_told_the_path_that_the_page_has_on_the_site(preview, post):
    assert preview(post)["path"] == "/news/rent/"


def test_the_address_of_a_preview_is_kept_by_nobody(with_frontend, admin, post):
    answer = admin.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), {"mode": "frontend"})
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_nobody_gets_a_token_without_signing_in(with_frontend, client, post):
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[post.pk]), {"mode": "frontend"})
    assert "token" not in answer["Location"]
    assert not Preview.objects.exists()


def test_a_request_without_a_user_gets_no_token(with_frontend, post, rf):
    request = rf.get("/", SERVER_NAME="localhost")
    request.user = AnonymousUser()
    assert post.make_preview_request(request, "frontend").status_code == 200


def test_a_page_weighed_by_nobody_is_weighed_as_the_site_shows_it(with_frontend, post):
    assert "Published" in post.make_preview_request(preview_mode="frontend").rendered_content


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(BlogPageFactory, id="post"),
        pytest.param(StandardPageFactory, id="page"),
        pytest.param(home_page, id="home"),
        pytest.param(news, id="news"),
    ],
)
def test_a_draft_has_the_shape_of_the_published_page(preview, fetch, client, draft_of, make):
    page = make()
    draft = fetch(**preview(draft_of(page, "Only a draft")))
    published = client.get(draft["meta"]["detail_url"]).json()
    assert draft["title"] == "Only a draft"
    assert published["title"] != "Only a draft"
    assert draft.keys() == published.keys()
    assert draft["meta"].keys() == published["meta"].keys()
    assert draft["id"] == published["id"] == page.pk


def test_a_translation_is_shown_in_its_language(preview, fetch, draft_of):
    draft = draft_of(BlogPageFactory(parent=news("ur"), slug="rent"), "کرایہ")
    told = preview(draft)
    assert told["path"] == "/ur/news/rent/"
    shown = fetch(**told)
    assert (shown["title"], shown["meta"]["locale"]) == ("کرایہ", "ur")


def test_the_translation_editor_leads_to_the_frontend_too(with_frontend, admin_client, fetch):
    home_page("ur")
    published(news().copy_for_translation(locale("ur")))
    post = published(BlogPageFactory(slug="food", categories=[CategoryFactory()]))
    source, _ = TranslationSource.update_or_create_from_instance(post)
    translation = Translation.objects.create(source=source, target_locale=locale("ur"))
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    screen = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert f"{address}site/" in screen
    told = parse_qs(urlsplit(admin_client.get(address)["Location"]).query)
    assert told["path"] == ["/ur/news/food/"]
    assert fetch(token=told["token"][0])["meta"]["locale"] == "ur"


def test_what_is_typed_is_shown_before_it_is_saved(typed, fetch, post):
    shown = fetch(**typed("preview_on_edit", post.pk, title="While typing", slug="rent"))
    assert shown["title"] == "While typing"
    assert "Not saved yet." in str(shown["body"])
    assert shown["id"] == post.pk


@pytest.mark.parametrize("code", ["en", "ur"])
def test_a_page_that_was_never_saved_is_shown(typed, fetch, code):
    told = typed("preview_on_add", "blog", "blogpage", news(code).pk, code=code, title="New", slug="new")
    shown = fetch(**told)
    assert told["path"].endswith("/news/new/")
    assert (shown["title"], shown["id"], shown["meta"]["locale"]) == ("New", 0, code)
    assert "Not saved yet." in str(shown["body"])


def test_a_page_that_was_never_saved_leaves_no_page_behind(typed, fetch):
    before = type(news()).objects.count(), news().get_children().count()
    fetch(**typed("preview_on_add", "blog", "blogpage", news().pk, title="New", slug="new"))
    assert (type(news()).objects.count(), news().get_children().count()) == before


def test_a_draft_does_not_get_into_what_is_kept_for_readers(preview, fetch, client, draft_of, post):
    address = fetch(**preview(draft_of(post, "Secret")))["meta"]["detail_url"]
    assert "Secret" not in client.get(address).content.decode()
    assert "Secret" not in client.get("/news/rent/").content.decode()


def test_a_reader_before_the_editor_does_not_keep_the_draft_from_the_frontend(client, typed, fetch, post):
    client.get(f"/api/v2/posts/{post.pk}/")
    assert "Not saved yet." in str(
        fetch(**typed("preview_on_edit", post.pk, title="Rent", slug="rent"))["body"]
    )


def test_what_a_draft_mentions_still_passes_the_gate(preview, fetch):
    category = CategoryFactory()
    hidden = BlogPageFactory(title="Hidden", categories=[category])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    shown = BlogPageFactory(title="Shown", categories=[category])
    link = f'<p><a linktype="page" id="{hidden.pk}">there</a></p>'
    draft = BlogPageFactory(
        live=False, categories=[category], body=[("text", {"text": link, "language": ""})]
    )
    answer = fetch(**preview(draft))
    assert [post["title"] for post in answer["related"]] == [shown.title]
    assert hidden.slug not in str(answer["body"])


def test_an_answer_is_kept_by_nobody_and_found_by_no_search_engine(preview, client, post):
    answer = client.get("/api/v2/preview/", preview(post))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert not {"ETag", "Last-Modified"} & answer.headers.keys()


def test_fields_choose_from_a_preview_as_from_a_detail(preview, fetch, post):
    assert fetch(**preview(post), fields="_,id,title") == {"id": post.pk, "title": "Published"}
