"""redirects/: where a path leads that holds no page any more."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.api.shapes import assert_golden
from tests.api.test_visibility import HIDDEN, SECRET
from tests.factories import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def test_a_path_leads_to_a_page_in_one_round_trip(ask):
    about = StandardPageFactory(slug="about")
    Redirect.add_redirect("/old/", about)
    answer = ask("redirects/", path="/old/")
    assert_golden("redirect", answer)
    assert (answer["target"], answer["page"]["id"]) == ("/about/", about.pk)


def test_a_path_leads_to_an_address_elsewhere(ask):
    Redirect.add_redirect("/old/", "https://example.org/new", is_permanent=False)
    assert ask("redirects/", path="/old/") == {
        "path": "/old/",
        "target": "https://example.org/new",
        "is_permanent": False,
        "page": None,
    }


@pytest.mark.parametrize("path", ["/old", "/old/", "/old/?from=mail"])
def test_a_path_is_found_as_the_site_finds_it(ask, client, path):
    Redirect.add_redirect("/old/", "https://example.org/new")
    assert ask("redirects/", path=path)["target"] == client.get(path).headers["Location"]


def test_a_path_with_letters_of_any_script_is_found(ask):
    Redirect.add_redirect("/ur/پرانا/", home_page())
    assert ask("redirects/", path="/ur/پرانا/")["target"] == "/"


def test_a_path_without_a_redirect_is_a_problem(ask):
    assert ask("redirects/", status=404, path="/nothing/")["title"]


@pytest.mark.parametrize("make", HIDDEN, ids=lambda make: make.__name__)
def test_a_redirect_to_a_hidden_page_is_like_none(ask, make):
    Redirect.add_redirect("/old/", make())
    answer = ask("redirects/", status=404, path="/old/")
    assert SECRET not in str(answer)
    assert answer == ask("redirects/", status=404, path="/nothing/")


def test_a_redirect_that_is_taken_away_is_gone_at_once(ask):
    redirect = Redirect.add_redirect("/old/", home_page())
    ask("redirects/", path="/old/")
    redirect.delete()
    ask("redirects/", status=404, path="/old/")


@pytest.mark.parametrize("path", ["old/", "//[", "//example.org/old", "https://example.org/old", " "])
def test_what_is_no_path_is_refused(ask, path):
    assert ask("redirects/", status=400, path=path)["parameter"] == "path"
