"""The backend that modelsearch asks: the admin's search boxes and whatever else calls search()."""

import pytest
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import FilterFieldError
from modelsearch.query import MATCH_ALL, And, Not, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from blog.models import BlogPage, Category
from cms.media.models import Document
from tests.factories import BlogPageFactory, CategoryFactory, DocumentFactory, locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def rent_and_food():
    return [CategoryFactory(name="Rent and food"), CategoryFactory(name="Rent")]


def names(results):
    return [category.name for category in results]


def test_things_are_found_by_what_words_mean():
    CategoryFactory(name="Petitions")
    CategoryFactory(name="香港難民", locale=locale("zh-hant"))
    assert names(get_search_backend().search("petition", Category)) == ["Petitions"]
    assert names(get_search_backend().search("难民", Category)) == ["香港難民"]


def test_all_words_are_wanted_unless_any_will_do(rent_and_food):
    backend = get_search_backend()
    assert names(backend.search("rent food", Category)) == ["Rent and food"]
    assert set(names(backend.search("rent food", Category, operator="or"))) == {"Rent", "Rent and food"}


@pytest.mark.parametrize("operator", [None, "bogus", "AND"])
def test_an_operator_that_there_is_not_is_taken_for_all_words(rent_and_food, operator):
    assert names(get_search_backend().search("rent food", Category, operator=operator)) == ["Rent and food"]


def test_composed_queries(rent_and_food):
    backend = get_search_backend()
    without = And([PlainText("rent"), Not(PlainText("food"))])
    assert names(backend.search(without, Category)) == ["Rent"]
    assert names(backend.search(Phrase("food rent"), Category)) == []
    assert names(backend.search(Phrase("and food"), Category)) == ["Rent and food"]
    assert len(backend.search(MATCH_ALL, Category)) == 2


def test_what_is_typed_is_completed():
    CategoryFactory(name="Petitions")
    assert names(get_search_backend().autocomplete("peti", Category)) == ["Petitions"]
    assert names(get_search_backend().search("peti", Category)) == []


def test_results_can_be_counted_cut_and_scored(rent_and_food):
    results = get_search_backend().search("rent", Category)
    assert results.count() == 2
    assert names(results[0:1]) == ["Rent"]
    assert results[1:5].count() == 1
    scored = list(results.annotate_score("_score"))
    assert scored[0]._score > scored[1]._score > 0


def test_results_can_be_filtered_and_counted_by_a_field(rent_and_food):
    CategoryFactory(name="Rent", slug="loyer", locale=locale("fr"))
    french = Category.objects.filter(locale=locale("fr"))
    backend = get_search_backend()
    assert [category.slug for category in backend.search("rent", french)] == ["loyer"]
    facet = backend.search("rent", Category).facet("locale_id")
    assert facet == {locale().pk: 2, locale("fr").pk: 1}
    with pytest.raises(FilterFieldError):
        backend.search("rent", Category).facet("description")


def test_the_order_of_a_queryset_is_kept_where_that_was_asked(rent_and_food):
    ordered = Category.objects.order_by("-slug")
    results = get_search_backend().search("rent", ordered, order_by_relevance=False)
    assert [category.slug for category in results] == sorted(
        (category.slug for category in rent_and_food), reverse=True
    )


def test_only_titles_are_searched_where_that_was_asked():
    BlogPageFactory(title="Zanzibar")
    BlogPageFactory(title="Other", words="Zanzibar")
    assert [page.title for page in Page.objects.search("zanzibar", fields=["title"])] == ["Zanzibar"]


def test_a_change_replaces_the_entry_and_a_deletion_takes_it_away():
    category = CategoryFactory(name="Zanzibar")
    category.name = "Pemba"
    category.save()
    backend = get_search_backend()
    assert names(backend.search("zanzibar", Category)) == []
    assert names(backend.search("pemba", Category)) == ["Pemba"]
    category.delete()
    assert not IndexEntry.objects.filter(content_type__model="category", object_id=category.pk).exists()


def test_documents_are_found_by_title_and_tag():
    document = DocumentFactory(title="Letter about rents")
    document.tags.add("Housing")
    document.save()
    backend = get_search_backend()
    assert list(backend.search("rent", Document)) == list(backend.search("house", Document)) == [document]


def test_a_text_that_is_too_long_for_the_database_is_cut_and_the_page_is_saved():
    words = " ".join(f"wort{number:x}ung" for number in range(120_000))
    post = BlogPageFactory(title="Long", words=words)
    assert list(BlogPage.objects.search("wort1ung")) == [post]
    assert list(BlogPage.objects.search("long")) == [post]


def test_the_index_can_be_emptied(rent_and_food):
    backend = get_search_backend()
    backend.get_index_for_model(Category).reset()
    assert names(backend.search("rent", Category)) == []
