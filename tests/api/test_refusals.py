"""What makes no sense is refused with 400 and a message that names the parameter. Nothing crashes."""

import pytest
from django.test import Client

from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory

pytestmark = pytest.mark.django_db
HUGE = "9" * 20
PROBLEM = ["type", "title", "status", "detail"]

REFUSED = [
    # What Wagtail's own API answers with 500.
    ("posts/?categories=1,2", "categories"),
    ("pages/?categories=1,2", "categories"),
    ("posts/?date=notadate", "date"),
    ("pages/?first_published_at=zz", "first_published_at"),
    ("pages/?search=a&search_operator=bogus", "search_operator"),
    ("posts/?search=%22", "search"),
    ("posts/?search=%20", "search"),
    ("posts/?search=%00", "search"),
    ("pages/find/?id=abc", "id"),
    (f"posts/?offset={HUGE}", "offset"),
    (f"pages/find/?id={HUGE}", "id"),
    ("pages/find/?html_path=%00", "html_path"),
    # Numbers.
    ("posts/?limit=101", "limit"),
    ("posts/?limit=-1", "limit"),
    ("posts/?limit=0", "limit"),
    ("posts/?limit=ten", "limit"),
    ("posts/?limit=１０", "limit"),
    ("posts/?limit=", "limit"),
    ("posts/?limit=1&limit=2", "limit"),
    ("partners/?offset=-1", "offset"),
    ("posts/?year=0", "year"),
    ("posts/?year=20x7", "year"),
    ("posts/?month=13", "month"),
    ("posts/?date_from=2019-13-01", "date_from"),
    ("posts/?date_to=20191301", "date_to"),
    ("posts/?fallback=1", "fallback"),
    ("posts/?fallback=1&locale=en,ur", "fallback"),
    ("posts/?fallback=yes&locale=ur", "fallback"),
    # Words.
    ("posts/?category=cooking", "category"),
    ("posts/?category=housing,cooking", "category"),
    ("posts/?category=", "category"),
    ("posts/?category=%00", "category"),
    ("posts/?author=nobody", "author"),
    ("posts/?locale=xx", "locale"),
    ("categories/?locale=xx", "locale"),
    ("posts/?order=body", "order"),
    ("posts/?order=random", "order"),
    ("pages/?type=blog.Nothing", "type"),
    ("pages/?type=auth.Permission", "type"),
    ("pages/?child_of=99999", "child_of"),
    (f"pages/?descendant_of={HUGE}", "descendant_of"),
    ("pages/?translation_of=x", "translation_of"),
    ("posts/?fields=body", "fields"),
    ("posts/?fields=nothing", "fields"),
    ("posts/?fields=title,,slug", "fields"),
    ("posts/?fields=" + "categories(" * 150, "fields"),
    ("posts/?slug=" + "a" * 3000, "slug"),
    ("posts/?year=" + ",".join(["2017"] * 21), "year"),
    # Unknown ones, in every resource and action.
    ("posts/?format=api", "format"),
    ("pages/?site=example.org", "site"),
    ("categories/?a=1", "a"),
    ("partners/?%00=1", "\\x00"),
    ("search/?q=a&type=x", "type"),
    ("pages/find/?path=/", "path"),
    ("pages/find/", "html_path"),
    # Search.
    ("search/", "q"),
    ("search/?q=", "q"),
    ("search/?q=%20", "q"),
    ("search/?q=%22", "q"),
    ("search/?q=%00", "q"),
    ("search/?q=a%00b", "q"),
    ("search/?q=" + "a" * 201, "q"),
    ("search/?q=a&locale=xx", "locale"),
    ("search/?q=a&locale=en,ur", "locale"),
    ("search/?q=a&category=cooking", "category"),
    ("search/?q=a&category=%00", "category"),
    ("search/?q=a&year=20x7", "year"),
    ("search/?q=a&kind=letter", "kind"),
    ("search/?q=a&order=body", "order"),
    ("search/?q=a&exact=2", "exact"),
    ("search/?q=a&language=xx", "language"),
    ("search/?q=a&limit=101", "limit"),
    ("search/?q=a&offset=10001", "offset"),
    ("search/?q=a&fields=body", "fields"),
    ("search/suggest/", "q"),
    ("search/suggest/?q=%00", "q"),
    ("search/suggest/?q=" + "a" * 201, "q"),
    ("search/suggest/?q=re&language=xx", "language"),
    ("search/suggest/?q=re&limit=5", "limit"),
]


@pytest.fixture(scope="module", autouse=True)
def some_content(shared):
    BlogPageFactory(categories=[CategoryFactory(slug="housing")], byline=AuthorFactory(slug="amina"))


@pytest.mark.parametrize(("path", "name"), REFUSED, ids=[path[:50] for path, _name in REFUSED])
def test_what_makes_no_sense_is_refused_by_name(client, path, name):
    answer = client.get(f"/api/v2/{path}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert list(problem)[:4] == PROBLEM
    assert problem["status"] == 400
    assert name in problem["detail"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("posts/?foo=1", "category, author, year, month, date_from, date_to, petition, q, locale, fallback"),
        ("posts/?limit=1000", "from 1 to 100"),
        ("posts/?category=cooking", "one of housing"),
        ("posts/?author=nobody", "one of amina"),
        ("posts/?order=body", "one of -date, date"),
        ("posts/?locale=xx", "en, zh-hant"),
        ("posts/?fields=nothing", "title, date, excerpt"),
        ("pages/?type=nothing", "blog.BlogPage"),
        ("search/?q=a&category=cooking", "one of housing"),
        ("search/?q=a&kind=letter", "one of post, petition, page"),
        ("search/?q=a&order=body", "one of best, newest"),
        ("search/?q=a&offset=10001", "from 0 to 10000"),
        ("search/?q=a&type=x", "q, category, year, locale, kind, order, exact, language"),
    ],
)
def test_the_message_says_what_is_allowed(ask, path, allowed):
    assert allowed in ask(path, status=400)["detail"]


def test_a_problem_names_the_parameter_and_lists_what_it_takes(ask):
    problem = ask("posts/?order=body", status=400)
    assert problem["type"].endswith("/api/v2/docs/#problem-bad-value")
    assert problem["parameter"] == "order"
    assert problem["allowed"][:2] == ["-date", "date"]
    assert ask("posts/?colour=red", status=400)["allowed"][0] == "category"
    assert ask("posts/?category=cooking", status=400)["allowed"] == ["housing"]


def test_a_message_does_not_repeat_a_long_input(ask):
    assert len(ask("posts/?locale=" + "x" * 1000, status=400)["detail"]) < 400


@pytest.mark.parametrize(
    "path",
    [
        "posts/99999/",
        f"posts/{HUGE}/",
        "pages/0/",
        "categories/99999/",
        "partners/99999/",
        "pages/find/?html_path=/nowhere/",
        "posts/abc/",
        "posts/find/",
        "search/1/",
        "images/",
        "documents/",
        "documents/1/",
        "nothing/",
    ],
)
def test_what_is_not_there_answers_404_in_json(ask, path):
    assert list(ask(path, status=404)) == PROBLEM


def test_what_is_not_there_answers_404_to_any_method():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/api/v2/nothing/").json().keys() == set(PROBLEM)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "resource", ["posts/", "pages/", "categories/", "partners/", "search/", "search/suggest/"]
)
def test_nothing_can_be_written(client, method, resource):
    answer = getattr(client, method)(f"/api/v2/{resource}")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert list(answer.json()) == PROBLEM


def test_the_answer_is_json_whatever_the_caller_accepts(client):
    answer = client.get("/api/v2/posts/", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert "accept" not in answer.headers.get("Vary", "").lower().split(", ")


def test_an_address_without_its_last_slash_leads_on(client):
    assert client.get("/api/v2/posts?limit=1").headers["Location"] == "/api/v2/posts/?limit=1"
    assert client.get("/api/v2/nothing", follow=True).json().keys() == set(PROBLEM)


@pytest.mark.parametrize("day", ["2019-W01-1", "20190101", "2019-1-1"])
def test_a_day_is_written_in_one_way(ask, day):
    assert "2019-11-12" in ask("posts/", status=400, date_from=day)["detail"]


def test_find_is_asked_one_question_at_a_time(ask):
    assert "not both" in ask("pages/find/", status=400, html_path="/", id=3)["detail"]


@pytest.mark.parametrize("query", ["", "?limit=1"])
def test_to_ask_what_may_be_done_is_refused_with_and_without_a_query(client, query):
    assert client.options(f"/api/v2/posts/{query}").status_code == 405


@pytest.mark.parametrize("pk", ["abc", "-1", "1.5"])
def test_an_id_that_is_no_number_is_named_as_such(ask, pk):
    assert "An id is a whole number" in ask(f"posts/{pk}/", status=404)["detail"]
