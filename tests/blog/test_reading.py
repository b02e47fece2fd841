"""What helps the reader of an article: dates, contents, citation, ways to share, the posts beside it."""

import datetime
import html
import re
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.models import BlogPage
from home.models import StandardPage
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    NavigationFactory,
    StandardPageFactory,
    home_page,
    news,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def show(client):
    """A page as visitors get it, in one line."""

    def _show(page) -> str:
        return " ".join(client.get(page.get_url()).content.decode().split())

    return _show


def words(number: int) -> tuple[str, dict[str, str]]:
    return "text", {"text": f"<p>{'word ' * number}</p>", "language": ""}


def headings(*texts: str) -> list[tuple[str, dict[str, str]]]:
    return [("heading", {"text": text, "level": "2", "language": ""}) for text in texts]


def part(page: str, tag: str, name: str) -> str:
    """What stands in the first element with a class."""
    found = re.search(rf'<{tag}[^>]*class="{name}[ "].*?</{tag}>', page)
    return found[0] if found else ""


@pytest.mark.parametrize(("number", "said"), [(150, "1 minute to read"), (450, "3 minutes to read")])
@pytest.mark.parametrize("factory", [BlogPageFactory, StandardPageFactory])
def test_the_head_says_how_long_it_takes(show, factory, number, said):
    assert said in show(factory(body=[words(number)]))


def test_a_page_without_words_names_no_minutes(show):
    assert "to read" not in show(StandardPageFactory())


def test_a_long_article_has_a_table_of_contents_that_works_without_scripts(show):
    page = show(BlogPageFactory(body=[words(500), *headings("Rent", "Food", "我們要求")]))
    contents = part(page, "nav", "contents")
    assert "<details" in contents
    assert re.findall(r'href="(#[^"]+)"', contents) == ["#s-rent", "#s-food", "#s-我們要求"]


@pytest.mark.parametrize(
    "body",
    [[words(100), *headings("Rent", "Food", "School")], [words(900), *headings("Rent", "Food")]],
    ids=["short", "few headings"],
)
def test_what_needs_no_table_of_contents_has_none(show, body):
    assert 'class="contents"' not in show(BlogPageFactory(body=body))


def published_on(page: BlogPage | StandardPage, first: datetime.date, last: datetime.date) -> None:
    """Sets the moments that Wagtail keeps of publishing."""
    noon = datetime.time(12, tzinfo=timezone.get_current_timezone())
    type(page).objects.filter(pk=page.pk).update(
        first_published_at=datetime.datetime.combine(first, noon),
        last_published_at=datetime.datetime.combine(last, noon),
    )


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (6, False), (7, True), (800, True)])
def test_a_change_well_after_publishing_is_told(show, days, is_told):
    post = BlogPageFactory(date=datetime.date(2021, 3, 13))
    published_on(post, post.date, post.date + days * DAY)
    assert ("Changed <time" in show(post)) is is_told


def test_an_old_post_that_was_brought_here_later_is_not_called_changed(show):
    post = BlogPageFactory(date=datetime.date(2014, 3, 1))
    published_on(post, datetime.date(2026, 1, 1), datetime.date(2026, 1, 2))
    assert "Changed <time" not in show(post)


def test_a_plain_page_tells_its_change_too(show):
    page = StandardPageFactory()
    published_on(page, datetime.date(2024, 1, 1), datetime.date(2024, 5, 3))
    assert 'Changed <time datetime="2024-05-03">3 May 2024</time>' in show(page)


@pytest.mark.parametrize("factory", [BlogPageFactory, StandardPageFactory])
def test_the_day_of_the_last_check_is_shown(show, factory):
    page = show(factory(last_checked=datetime.date(2024, 5, 3)))
    assert 'Last checked <time datetime="2024-05-03">3 May 2024</time>' in page


@pytest.mark.parametrize("factory", [BlogPageFactory, StandardPageFactory])
def test_what_no_longer_holds_says_so_and_what_has_changed(show, factory):
    page = show(factory(is_out_of_date=True, out_of_date_note="Rent was raised <in> May."))
    assert "This no longer holds" in page
    assert "Rent was raised &lt;in&gt; May." in page
    assert "This no longer holds" in show(factory(is_out_of_date=True))
    assert "This no longer holds" not in show(factory())


def test_what_no_longer_holds_is_marked_in_lists_and_in_search(client, search_index):
    BlogPageFactory(title="Rent assistance", is_out_of_date=True)
    for address in ("/news/", "/search/?q=assistance"):
        assert "No longer holds" in client.get(address).content.decode()


def test_what_still_holds_is_not_marked(client):
    BlogPageFactory()
    assert "No longer holds" not in client.get("/news/").content.decode()


def test_a_note_of_what_changed_needs_the_tick():
    with pytest.raises(ValidationError):
        StandardPageFactory(out_of_date_note="The amounts were raised.").full_clean()


def test_an_article_is_cited_with_its_author_site_date_and_permanent_address(show, settings):
    settings.SITE_URL = "https://union.example.org"
    NavigationFactory(site_name="Refugee Union")
    post = BlogPageFactory(
        title="Rent", byline=AuthorFactory(name="آمنہ"), date=datetime.date(2017, 2, 27), slug="rent"
    )
    line = re.sub(r"<[^>]+>", "", part(show(post), "section", "citation"))
    assert " ".join(line.split()) == (
        f"How to cite آمنہ: “Rent”. Refugee Union. 27 February 2017. https://union.example.org/p/{post.pk}/"
    )


def test_without_a_byline_the_union_is_cited_once(show):
    NavigationFactory(site_name="Refugee Union")
    citation = part(show(StandardPageFactory()), "section", "citation")
    assert citation.count("Refugee Union") == 1


def test_the_name_of_a_person_is_isolated_in_the_citation(show):
    post = BlogPageFactory(title="کرایہ", byline=AuthorFactory(name="Amina"))
    citation = part(show(post), "section", "citation")
    assert "<bdi>Amina</bdi>" in citation
    assert "<bdi>کرایہ</bdi>" in citation


def test_it_can_be_shared_by_plain_links_that_carry_the_permanent_address(show, settings):
    settings.SITE_URL = "https://union.example.org"
    post = BlogPageFactory(title="Rent & food: 50 %?")
    share = part(show(post), "section", "share")
    links = {
        name: html.unescape(url)
        for url, name in re.findall(r'href="([^"]+)" rel="noreferrer nofollow">([^<]+)', share)
    }
    names = ["E-mail", "WhatsApp", "Telegram", "Facebook", "Bluesky", "Mastodon", "X"]
    assert list(links) == names
    for url in links.values():
        assert f"https://union.example.org/p/{post.pk}/" in unquote(url)
        assert url.startswith(("https://", "mailto:?subject=Rent%20%26%20food%3A%2050%20%25%3F&body="))


def test_buttons_that_need_a_script_are_hidden_without_one(show):
    buttons = re.findall(r"<button[^>]*>", part(show(BlogPageFactory()), "section", "share"))
    assert len(buttons) == 2
    assert all(" hidden" in button for button in buttons)


def beside(page: str) -> dict[str, str]:
    found = part(page, "nav", "neighbours")
    return dict(re.findall(r'rel="(prev|next)">.*?dir="auto">([^<]+)', found))


def test_a_post_leads_to_the_ones_before_and_after_it(show):
    day = datetime.date(2020, 5, 1)
    first, second, third = (BlogPageFactory(title=f"Number {n}", date=day) for n in (1, 2, 3))
    BlogPageFactory(title="Old", date=day - DAY)
    assert beside(show(first)) == {"prev": "Old", "next": "Number 2"}
    assert beside(show(second)) == {"prev": "Number 1", "next": "Number 3"}
    assert beside(show(third)) == {"prev": "Number 2"}


def test_a_hidden_post_and_one_in_another_language_are_passed_over(show):
    home_page("ur")
    day = datetime.date(2020, 5, 1)
    post = BlogPageFactory(date=day)
    BlogPageFactory(title="Draft", date=day + DAY, live=False)
    BlogPageFactory(title="Urdu", date=day + DAY, parent=news("ur"))
    assert beside(show(post)) == {}
    BlogPageFactory(title="Visible", date=day + 2 * DAY)
    assert beside(show(post)) == {"next": "Visible"}


def test_the_author_has_a_box_that_leads_to_all_their_posts(client, show):
    author = AuthorFactory(name="Amina", slug="amina", description="Amina came in 2011.")
    page = show(BlogPageFactory(title="Mine", byline=author))
    box = part(page, "section", "author")
    assert "Amina came in 2011." in box
    address = re.search(r'href="([^"]+)"', box)[1]
    assert "Mine" in client.get(address).content.decode()


@pytest.mark.django_db
def test_an_excerpt_made_from_the_text_holds_signs_and_not_entities(client):
    post = BlogPageFactory(body=[("text", {"text": "<p>Rice &amp; oil &lt; bread</p>", "language": ""})])
    assert post.summary == "Rice & oil < bread"
    assert "Rice &amp; oil &lt; bread" in client.get("/news/").content.decode()
