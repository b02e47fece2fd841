"""One search: the three ways, order, facets, and that only what everybody may see is ever told."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.queries import nearest, search, suggest
from search.results import Asked, Order, Way
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
)

pytestmark = pytest.mark.django_db
PETITION = {"addressee": "Social Welfare Department", "state": "sent"}


def titles(words, **options):
    asked = {key: options.pop(key) for key in list(options) if key in Asked.__dataclass_fields__}
    return [result.page.title for result in search(Asked(words, **asked), **options).results]


def choices(found, name):
    facet = next((facet for facet in found.facets if facet.name == name), None)
    return {choice.value: choice.count for choice in facet.choices} if facet else {}


def hide(page, way):
    """Takes a page out of sight in one of the ways that there are."""
    if way == "draft":
        page.unpublish()
    elif way == "expired":
        page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
        page.save()
    elif way == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    else:
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


HIDDEN = pytest.mark.parametrize("way", ["draft", "expired", "private", "in a private section"])


# Three ways ---------------------------------------------------------------------------------


def test_a_page_with_all_words_is_found_strictly():
    BlogPageFactory(title="Both", words="The guarantor asks for rent.")
    BlogPageFactory(title="One", words="The guarantor.")
    found = search(Asked("rent guarantors"))
    assert (found.way, found.total, found.correction) == (Way.STRICT, 1, "")
    assert found.results[0].page.title == "Both"


def test_a_misspelt_word_is_corrected_and_shown_as_pages_write_it():
    BlogPageFactory(title="Réfugiés au port", words="Ici.")
    found = search(Asked("refugieés"))
    assert titles("refugieés") == ["Réfugiés au port"]
    found = search(Asked("réfugeis"))
    assert (found.way, found.correction) == (Way.CORRECTED, "réfugiés")


def test_a_correction_reads_the_same_beside_a_facet_that_leaves_nothing():
    BlogPageFactory(title="Réfugiés au port", words="Ici.")
    found = search(Asked("réfugeis", year=1999))
    assert (found.total, found.correction) == (0, "réfugiés")


def test_the_spelling_stays_where_the_reader_wants_it():
    BlogPageFactory(words="The guarantor.")
    assert search(Asked("guarrantor", may_correct=False)).total == 0
    assert search(Asked("guarrantor")).total == 1


def test_only_the_misspelt_word_is_corrected():
    BlogPageFactory(words="The guarantor asks for rent.")
    assert search(Asked("rent guarrantor")).correction == "rent guarantor"


def test_some_of_the_words_will_do_where_no_page_has_all():
    BlogPageFactory(title="Rent", words="The rent.")
    found = search(Asked("rent zebra"))
    assert (found.way, [result.page.title for result in found.results]) == (Way.ANY, ["Rent"])


def test_words_in_quotation_marks_are_meant_as_they_are_written():
    BlogPageFactory(words="The guarantor.")
    assert search(Asked('"guarrantor"')).total == 0


def test_small_words_alone_are_not_enough_for_any_word():
    BlogPageFactory(title="Police", words="What they may ask.")
    BlogPageFactory(title="Food", words="What should I do if there is none?")
    assert titles("what should I do if police arrest me") == ["Police"]


def test_where_any_word_will_do_nothing_is_called_corrected():
    BlogPageFactory(title="Rent", words="The rent.")
    found = search(Asked("rent zebra rrent"))
    assert (found.way, found.words, found.correction) == (Way.ANY, "rent zebra rrent", "")


def test_numbers_and_short_words_are_never_corrected():
    BlogPageFactory(words="It costs 1501 at the zoo.")
    assert search(Asked("1500")).total == 0
    assert search(Asked("zoa")).total == 0


def test_nothing_found_is_nothing_found():
    BlogPageFactory()
    found = search(Asked("xylophone"))
    assert (found.total, found.results, found.facets, found.correction) == (0, [], [], "")


def test_a_phrase_wants_its_words_in_their_order():
    BlogPageFactory(title="Right", words="We ask for the right to work.")
    BlogPageFactory(title="Wrong", words="To work is a right.")
    assert titles('"right to work"') == ["Right"]


# Only what everybody may see ------------------------------------------------------------------


@HIDDEN
def test_a_hidden_page_is_not_found(way):
    hide(BlogPageFactory(title="Secret", words="Zanzibar"), way)
    found = search(Asked("Zanzibar"))
    assert (found.total, found.total_of_all, found.facets) == (0, 0, [])


@HIDDEN
def test_a_word_of_a_hidden_page_corrects_nothing(way):
    hide(BlogPageFactory(title="Secret", words="Zanzibar"), way)
    StandardPageFactory(title="Open")
    found = search(Asked("Zanzibor"))
    assert (found.way, found.words, found.correction) == (Way.ANY, "Zanzibor", "")


@HIDDEN
def test_a_hidden_spelling_with_a_visible_stem_is_not_told(way):
    hide(BlogPageFactory(title="Secret", words="The guarantorings"), way)
    StandardPageFactory(title="The guarantor")
    assert "guarantorings" not in search(Asked("guarantoring s")).words
    assert search(Asked("guarantorinds")).correction != "guarantorings"


@HIDDEN
def test_the_title_of_a_hidden_page_is_not_suggested(way):
    hide(BlogPageFactory(title="Zanzibar"), way)
    assert suggest("zanz") == []
    assert nearest("Zanzibar", 5) == []


def test_a_hidden_page_counts_in_no_facet():
    category = CategoryFactory()
    BlogPageFactory(words="Zanzibar", categories=[category])
    BlogPageFactory(words="Zanzibar")
    hide(BlogPageFactory(words="Zanzibar", categories=[category]), "private")
    assert choices(search(Asked("Zanzibar")), "category") == {category.slug: 1}


def test_a_page_that_was_published_again_is_found_again():
    page = BlogPageFactory(title="Back", words="Zanzibar")
    page.unpublish()
    page.save_revision().publish()
    assert titles("Zanzibar") == ["Back"]


# Order ----------------------------------------------------------------------------------------


def test_a_word_in_the_title_comes_first():
    BlogPageFactory(title="Here", words="Rent is high, and so is food, and much else that there is to pay.")
    BlogPageFactory(title="Rent", words="Food is dear, and so is much else that there is to pay.")
    assert titles("rent")[0] == "Rent"


def test_the_newest_come_first_where_that_was_asked():
    BlogPageFactory(title="Rent rent rent", date=datetime.date(2020, 1, 1))
    BlogPageFactory(title="New", words="The rent.", date=datetime.date(2024, 1, 1))
    StandardPageFactory(title="Rent, without a date")
    assert titles("rent", order=Order.NEWEST) == ["New", "Rent rent rent", "Rent, without a date"]


def test_the_readers_language_comes_a_little_earlier_and_never_alone():
    home_page("ur")
    BlogPageFactory(title="Zanzibar one", words="Here.")
    BlogPageFactory(title="Zanzibar two", words="Here.", parent=news("ur"))
    assert titles("Zanzibar", language="en") == ["Zanzibar one", "Zanzibar two"]
    assert titles("Zanzibar", language="ur") == ["Zanzibar two", "Zanzibar one"]


def test_results_are_cut_into_pages():
    for number in range(5):
        BlogPageFactory(words="Zanzibar", date=datetime.date(2020, 1, 1 + number))
    found = search(Asked("Zanzibar", order=Order.NEWEST), offset=2, limit=2)
    assert [result.date.day for result in found.results] == [3, 2]
    assert found.total == 5


def test_more_hits_than_can_be_counted_are_told_honestly(monkeypatch):
    monkeypatch.setattr("search.reach.MOST_HITS", 2)
    monkeypatch.setattr("search.queries.MOST_HITS", 2)
    for _ in range(3):
        BlogPageFactory(words="Zanzibar")
    found = search(Asked("Zanzibar"))
    assert (found.total, found.is_more) == (2, True)


def any_word_hits(monkeypatch, most: int) -> None:
    """Only so many are looked at where any word will do."""
    monkeypatch.setattr("search.queries.MOST_OF_ANY_WORD", most)


def test_where_any_word_will_do_the_best_are_enough_and_it_is_told_that_there_are_more(monkeypatch):
    any_word_hits(monkeypatch, 2)
    for words in ("Zanzibar", "Zanzibar marmalade", "Zanzibar"):
        BlogPageFactory(title=words, words=words)
    found = search(Asked("Zanzibar marmalade octopus", may_correct=False))
    assert (found.way, found.total, found.is_more) == (Way.ANY, 2, True)
    assert found.results[0].page.title == "Zanzibar marmalade"


def test_hidden_pages_never_stand_in_the_way_of_visible_ones(monkeypatch):
    any_word_hits(monkeypatch, 1)
    BlogPageFactory(title="Zanzibar marmalade", words="Zanzibar marmalade", live=False)
    seen = BlogPageFactory(words="Zanzibar")
    found = search(Asked("Zanzibar marmalade octopus", may_correct=False))
    assert [result.page.pk for result in found.results] == [seen.pk]
    assert not found.is_more


# Facets ---------------------------------------------------------------------------------------


def test_facets_count_what_was_found():
    food, rent = CategoryFactory(name="Food"), CategoryFactory(name="Rent")
    BlogPageFactory(words="Zanzibar", categories=[food, rent], date=datetime.date(2021, 3, 1))
    BlogPageFactory(words="Zanzibar", categories=[rent], date=datetime.date(2022, 3, 1))
    StandardPageFactory(title="Zanzibar")
    found = search(Asked("Zanzibar"))
    assert choices(found, "category") == {rent.slug: 2, food.slug: 1}
    assert list(choices(found, "year")) == ["2022", "2021"]
    assert choices(found, "kind") == {"post": 2, "page": 1}


def test_facets_combine_and_count_what_the_others_leave():
    food = CategoryFactory(name="Food")
    BlogPageFactory(title="A", words="Zanzibar", categories=[food], date=datetime.date(2021, 3, 1))
    BlogPageFactory(title="B", words="Zanzibar", categories=[food], date=datetime.date(2022, 3, 1))
    BlogPageFactory(title="C", words="Zanzibar", date=datetime.date(2022, 4, 1))
    found = search(Asked("Zanzibar", category=food.slug, year=2022))
    assert [result.page.title for result in found.results] == ["B"]
    assert (found.total, found.total_of_all) == (1, 3)
    assert choices(found, "year") == {"2022": 1, "2021": 1}


def test_a_facet_that_leaves_nothing_keeps_the_way():
    BlogPageFactory(words="Zanzibar", date=datetime.date(2021, 3, 1))
    found = search(Asked("Zanzibar", year=1999))
    assert (found.way, found.total, found.total_of_all) == (Way.STRICT, 0, 1)
    assert choices(found, "year") == {"2021": 1, "1999": 0}


@pytest.mark.parametrize(
    "facet", [{"category": "no-such"}, {"kind": "no-such"}, {"locale": "xx"}, {"year": 10**9}]
)
def test_a_choice_that_there_is_not_leaves_nothing(facet):
    BlogPageFactory(words="Zanzibar")
    assert search(Asked("Zanzibar", **facet)).total == 0


def test_a_category_counts_posts_of_every_language():
    home_page("ur")
    english = CategoryFactory(name="Rent")
    urdu = CategoryFactory(name="کرایہ", locale=locale("ur"), translation_key=english.translation_key)
    BlogPageFactory(words="Zanzibar", categories=[english])
    BlogPageFactory(words="Zanzibar", categories=[urdu], parent=news("ur"))
    BlogPageFactory(words="Zanzibar")
    found = search(Asked("Zanzibar"), language="ur")
    assert choices(found, "category") == {urdu.slug: 2}
    assert search(Asked("Zanzibar", category=english.slug)).total == 2


def test_one_language_can_be_chosen():
    home_page("ur")
    BlogPageFactory(title="English", words="Zanzibar")
    BlogPageFactory(title="Urdu", words="Zanzibar", parent=news("ur"))
    assert titles("Zanzibar", locale="ur") == ["Urdu"]
