"""The front door, plain pages, and what stands around every page."""

import datetime
import json

import pytest

from home.models import HomePage, SiteSettings, StandardPage
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    StandardPageFactory,
    default_site,
    home_page,
    locale,
    news,
)

pytestmark = pytest.mark.django_db


def front(client, address: str = "/") -> str:
    return " ".join(client.get(address).content.decode().split())


def change_home(**fields: object) -> None:
    home = home_page()
    for name, value in fields.items():
        setattr(home, name, value)
    home.save()


def test_an_empty_site_has_a_front_door(client):
    assert "Welcome" in front(client)


def test_the_welcome_has_words_a_picture_and_one_button(client):
    about = StandardPageFactory(slug="about")
    change_home(
        welcome_heading="We speak",
        welcome_text="<p>for <b>ourselves</b></p>",
        welcome_picture=ImageFactory(description="A boat"),
        welcome_button="Who we are",
        welcome_page=about,
    )
    page = front(client)
    for words in ("We speak", "<b>ourselves</b>", 'alt="A boat"', 'href="/about/"', "Who we are"):
        assert words in page


def test_a_button_without_words_carries_the_title_of_its_page(client):
    change_home(welcome_page=StandardPageFactory(slug="about", title="About our union"))
    assert "About our union" in front(client)


def test_featured_posts_stand_apart_and_are_not_repeated(client):
    news()
    BlogPageFactory(title="Featured one", is_featured=True, date=datetime.date(2015, 1, 1))
    BlogPageFactory(title="Newest one", date=datetime.date(2021, 1, 1))
    page = front(client)
    assert page.count("Featured one") == page.count("Newest one") == 1
    assert page.index("Featured one") < page.index("Newest one")


def test_the_six_latest_posts_are_shown(client):
    for day in range(1, 9):
        BlogPageFactory(title=f"Day {day} post", date=datetime.date(2021, 3, day))
    page = front(client)
    assert [day for day in range(1, 9) if f"Day {day} post" in page] == [3, 4, 5, 6, 7, 8]


def test_at_most_three_posts_are_featured(client):
    for day in range(1, 5):
        BlogPageFactory(title=f"Day {day} post", date=datetime.date(2021, 3, day), is_featured=True)
    home = HomePage.objects.get()
    assert [post.title for post in home.featured_posts] == ["Day 4 post", "Day 3 post", "Day 2 post"]


def test_a_card_shows_date_category_byline_and_excerpt(client):
    BlogPageFactory(
        title="Rent",
        date=datetime.date(2017, 2, 27),
        excerpt="In short.",
        categories=[CategoryFactory(name="Housing")],
    )
    page = front(client)
    for words in ("27 February 2017", "In short.", "Housing"):
        assert words in page


def test_partners_of_the_language_are_shown(client):
    PartnerFactory(name="Amber", logo=ImageFactory())
    PartnerFactory(name="Urdu partner", locale=locale("ur"))
    page = front(client)
    assert "Amber" in page
    assert "Urdu partner" not in page


def test_another_language_has_a_home_page_of_its_own(client):
    home_page("ur")
    news()
    BlogPageFactory(title="English post")
    BlogPageFactory(title="Urdu post", parent=news("ur"))
    assert "English post" not in front(client, "/ur/")
    assert "Urdu post" in front(client, "/ur/")


def test_a_plain_page_shows_title_picture_and_body(client):
    picture = ImageFactory(description="The centre")
    body = json.dumps([{"type": "text", "value": {"text": "<p>We are many.</p>", "language": ""}}])
    StandardPageFactory(slug="about", title="About us", lead_picture=picture, body=body)
    page = front(client, "/about/")
    for words in ("<h1", "About us", 'alt="The centre"', "We are many."):
        assert words in page


def test_a_plain_page_may_have_pages_below(client):
    parent = StandardPageFactory(slug="about")
    StandardPageFactory(slug="history", title="History", parent=parent)
    assert "History" in front(client, "/about/history/")


def test_only_pages_of_the_site_stand_below_the_home_page():
    creatable = {model.__name__ for model in HomePage.creatable_subpage_models()}
    assert creatable == {"BlogIndexPage", "StandardPage"}
    assert {model.__name__ for model in StandardPage.creatable_subpage_models()} == {"StandardPage"}


def test_contact_and_profiles_stand_at_the_foot(client):
    profiles = [
        {"type": "profile", "value": {"service": "mastodon", "url": "https://social.example.org/@union"}}
    ]
    SiteSettings.objects.create(
        site=default_site(), email="us@example.org", phone="+852 1234 5678", profiles=json.dumps(profiles)
    )
    NavigationFactory(address="1 Des Voeux Road", opening_hours="Monday to Friday")
    page = front(client).partition("<footer")[2]
    for words in (
        *('href="mailto:us@example.org"', 'href="tel:+85212345678"', "1 Des Voeux Road", "Monday to Friday"),
        *('href="https://social.example.org/@union"', "Mastodon"),
    ):
        assert words in page


def test_the_logo_stands_beside_the_name(client):
    SiteSettings.objects.create(site=default_site(), logo=ImageFactory())
    assert 'class="header__logo"' in front(client)


def test_the_menu_marks_where_one_is(client):
    about = StandardPageFactory(slug="about")
    link = {"type": "link", "value": {"label": "Who we are", "page": about.pk, "url": ""}}
    NavigationFactory(menu=json.dumps([link]))
    assert (
        'aria-current="page"'
        in front(client, "/about/").partition('<nav class="menu"')[2].partition("</nav>")[0]
    )
    assert 'aria-current="page"' not in front(client).partition('<nav class="menu"')[2].partition("</nav>")[0]


def test_reading_writes_no_settings(client):
    front(client)
    assert not SiteSettings.objects.exists()


def test_a_page_that_is_not_here_helps_on(client):
    answer = client.get("/nothing-here/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'action="/search/"' in page
    assert 'href="/"' in page
    assert "noindex" in page


@pytest.mark.parametrize(
    "address", ["/news/2017/01/", "/about/x/", "/%00/", "/..%2f/", "/" + "a" * 3000 + "/", "/news/x/"]
)
def test_an_address_without_sense_is_not_found(client, address):
    news()
    assert client.get(address).status_code == 404


def test_a_fault_of_ours_is_told_and_nothing_of_the_code(client, monkeypatch):
    def fault(*args: object) -> None:
        raise RuntimeError("secret of the code")

    client.raise_request_exception = False
    monkeypatch.setattr("search.views.listing_of", fault)
    answer = client.get("/search/?q=x")
    assert answer.status_code == 500
    assert "The fault is ours, not yours." in answer.content.decode()
    assert "secret of the code" not in answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_every_page_has_one_heading_a_title_and_a_way_past_the_menu(client, search_index):
    StandardPageFactory(slug="about")
    BlogPageFactory(slug="rent", title="Rent")
    for address in ("/", "/news/", "/news/rent/", "/about/", "/search/?q=rent", "/nothing/"):
        page = front(client, address)
        assert page.count("<h1") == 1, address
        assert page.count("<title>") == 1, address
        assert 'href="#content"' in page, address
        assert 'id="content"' in page, address
