"""Promoted results: what moderators choose to be found first, and who sees it."""

import datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from search.promotions import promoted
from tests.factories import BlogPageFactory, StandardPageFactory, locale, member, published

pytestmark = pytest.mark.django_db
ADD = "/admin/searchpicks/add/"


@pytest.fixture
def moderator(client):
    client.force_login(member("Moderators"))
    return client


def promote(words, page=None, order=0, **values):
    return SearchPromotion.objects.create(query=Query.get(words), page=page, sort_order=order, **values)


def found(words, language="en"):
    return promoted(words, language, RequestFactory().get("/search/"))


def titles(words, language="en"):
    return [promotion.title for promotion in found(words, language)]


def form(words, **pick):
    pick = {
        "page": "",
        "external_link_url": "",
        "external_link_text": "",
        "description": "",
        "ORDER": 1,
        **pick,
    }
    return nested_form_data({"query_string": words, "editors_picks": inline_formset([pick])})


def test_a_moderator_promotes_a_page(moderator):
    page = StandardPageFactory(title="For members")
    assert moderator.post(ADD, form("Help", page=page.pk, description="Come to us.")).status_code == 302
    [promotion] = found("help")
    assert promotion == ("For members", page.get_url(), "Come to us.", page.pk, "en")
    listing = moderator.get("/admin/searchpicks/").content.decode()
    assert "For members" in listing
    assert "Views" not in listing


def test_who_promotes_a_draft_is_told_that_nobody_finds_it_yet(moderator):
    draft, public = StandardPageFactory(title="Not yet", live=False), StandardPageFactory(title="For members")
    for page, is_told in ((draft, True), (public, False)):
        answer = moderator.post(ADD, form("Help", page=page.pk), follow=True).content.decode()
        assert (f"“{page.title}” is not published" in answer) is is_told


def test_a_moderator_changes_and_deletes_a_promotion(moderator):
    page = StandardPageFactory(title="For members")
    pick = promote("help", page)
    address = f"/admin/searchpicks/{pick.query_id}/"
    assert "any other words" not in moderator.get(address).content.decode()
    data = nested_form_data(
        {
            "query_string": "rent",
            "editors_picks": inline_formset(
                [
                    {
                        "id": pick.pk,
                        "page": page.pk,
                        "external_link_url": "",
                        "external_link_text": "",
                        "description": "",
                        "ORDER": 1,
                    }
                ],
                initial=1,
            ),
        }
    )
    assert moderator.post(address, data).status_code == 302
    assert (titles("help"), titles("rent")) == ([], ["For members"])
    moderator.post(f"/admin/searchpicks/{Query.objects.get(query_string='rent').pk}/delete/")
    assert titles("rent") == []


def test_words_without_a_word_are_refused(moderator):
    page = StandardPageFactory()
    assert "Write at least one word." in moderator.post(ADD, form("…", page=page.pk)).content.decode()
    assert not SearchPromotion.objects.exists()


def test_the_form_offers_no_list_of_searches_that_this_site_does_not_count(moderator):
    assert "popular search terms" not in moderator.get(ADD).content.decode()


@pytest.mark.parametrize("query", ["food", "Foods", " FOOD!", '"food"'])
def test_case_endings_and_signs_do_not_matter(query):
    promote("Food", StandardPageFactory(title="Where to eat"))
    assert titles(query) == ["Where to eat"]


@pytest.mark.parametrize("query", ["food bank", "foot", "", "…", "bank food"])
def test_other_words_promote_nothing(query):
    promote("food", StandardPageFactory())
    promote("food bank account", StandardPageFactory())
    assert titles(query) == []


def test_simplified_and_traditional_signs_are_the_same():
    promote("統一審核", StandardPageFactory(title="A claim"))
    assert titles("统一审核") == ["A claim"]


def test_the_order_is_that_of_the_moderators():
    promote("food", StandardPageFactory(title="Second"), order=2)
    promote("food", StandardPageFactory(title="First"), order=1)
    assert titles("food") == ["First", "Second"]


def test_a_page_stands_there_once():
    page = StandardPageFactory(title="Once")
    promote("food", page)
    promote("foods", page)
    assert titles("food") == ["Once"]


def test_there_are_not_more_than_five():
    for number in range(6):
        promote("food", StandardPageFactory(title=str(number)), order=number)
    assert titles("food") == list("01234")


def test_a_reader_gets_the_translation():
    page = StandardPageFactory(title="For members", excerpt="Come.")
    promote("help", page, description="Come to us.")
    chinese = published(page.copy_for_translation(locale("zh-hant"), copy_parents=True))
    chinese.title, chinese.excerpt = "給會員", "請來。"
    published(chinese)
    [promotion] = found("help", "zh-hant")
    assert promotion == ("給會員", chinese.get_url(), "請來。", chinese.pk, "zh-hant")
    assert titles("help", "ur") == titles("help") == ["For members"]


def test_a_draft_of_the_translation_is_not_shown():
    page = StandardPageFactory(title="For members")
    promote("help", page)
    page.copy_for_translation(locale("zh-hant"), copy_parents=True)
    assert titles("help", "zh-hant") == ["For members"]


def hide_as_draft(page):
    page.unpublish()


def hide_as_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def hide_as_expired(page):
    page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save()


@pytest.mark.parametrize("hide", [hide_as_draft, hide_as_private, hide_as_expired])
def test_what_not_everybody_may_see_is_not_promoted(hide):
    page = StandardPageFactory(title="Secret")
    promote("help", page)
    assert titles("help") == ["Secret"]
    hide(page)
    assert titles("help") == []


def test_a_page_of_another_site_is_promoted_by_its_address():
    promote(
        "doctor", external_link_url="https://example.org/", external_link_text="A clinic", description="Free."
    )
    assert found("doctor") == [("A clinic", "https://example.org/", "Free.", None, None)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "data:text/html,x", "/x", ""])
def test_links_lead_to_web_pages_only(url):
    promote("doctor", external_link_url=url, external_link_text="A clinic")
    assert found("doctor") == []


def test_a_search_writes_no_row_of_what_was_typed():
    promote("food", StandardPageFactory())
    for words in ("food", "amina khan"):
        found(words)
    assert list(Query.objects.values_list("query_string", flat=True)) == ["food"]
    assert Query.objects.get().hits == 0


@pytest.mark.parametrize("words", ["food", "rent"])
def test_a_search_costs_the_version_only(words, django_assert_num_queries):
    promote("food", BlogPageFactory())
    found(words)
    with django_assert_num_queries(1):  # the version, which every page has read already
        found(words)


def test_another_language_is_not_shown_what_one_was():
    page = StandardPageFactory(title="For members")
    promote("help", page)
    published(page.copy_for_translation(locale("ur"), copy_parents=True))
    assert [found("help", code)[0].language for code in ("en", "ur", "en")] == ["en", "ur", "en"]


def test_a_change_is_seen_at_once():
    pick = promote("food", StandardPageFactory(title="Old"))
    assert titles("food") == ["Old"]
    pick.page = StandardPageFactory(title="New")
    pick.save()
    assert titles("food") == ["New"]


def test_editors_promote_nothing(client):
    client.force_login(member("Editors"))
    assert client.get(ADD)["Location"] == "/admin/"
    client.post(ADD, form("help", page=StandardPageFactory().pk))
    assert not SearchPromotion.objects.exists()


def test_the_menu_of_a_moderator_has_all_of_it_in_one_place(moderator):
    page = moderator.get("/admin/").content.decode()
    for address in (
        "/admin/searchpicks/",
        "/admin/snippets/search/synonyms/",
        "/admin/search/unfound/",
        "/admin/settings/search/searchsettings/",
    ):
        assert page.count(f'"{address}"') == 1


def test_wagtails_report_of_all_searches_is_in_no_menu(admin_client):
    assert "search-terms" not in admin_client.get("/admin/").content.decode()
