"""Long pages of the lite form: each part is a small page of its own, and nothing is lost between them."""

import gzip
import html as entities
import random
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.parts import LIMIT, cut, weight
from tests.factories import BlogPageFactory, NavigationFactory, StandardPageFactory, home_page, news

LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "zh-hant": "".join(chr(sign) for sign in range(0x4E00, 0x5800)),
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہیے",
}
ENDS = {"en": ". ", "zh-hant": "。", "ur": "۔ "}


def dice_of(seed: str) -> random.Random:
    """Dice that fall the same way each time."""
    return random.Random(seed)  # noqa: S311  # texts, not secrets


def sentence(code: str, dice: random.Random) -> str:
    """Words that no compression has seen before: harder than any language."""
    gap = "" if code == "zh-hant" else " "
    words = ("".join(dice.choices(LETTERS[code], k=dice.randint(2, 9))) for _ in range(12))
    return gap.join(words) + ENDS[code]


def paragraphs(code: str, number: int, sentences: int = 4) -> str:
    dice = dice_of(f"{code}{number}{sentences}")
    return "".join(f"<p>{''.join(sentence(code, dice) for _ in range(sentences))}</p>" for _ in range(number))


def document(main: str) -> str:
    return f'<html><body><header>Union</header><main id="content">{main}</main></body></html>'


def address(number: int) -> str:
    return f"?part={number}"


def parts_of(main: str) -> list[str]:
    """The parts of a page, each held to what one answer may weigh."""
    before, parts, after = cut(document(main), address, 200)
    assert max(weight(before + part + after) for part in parts) + 200 <= LIMIT
    return parts


def words(html: str) -> str:
    return re.sub(r"\s+", "", BeautifulSoup(html, "html.parser").get_text())


def rows(number: int) -> str:
    dice = dice_of("table")
    return "".join(f"<tr><td>{sentence('en', dice)}</td></tr>" for _ in range(number))


LONG = {
    "paragraphs": paragraphs("en", 120),
    "one paragraph without end": paragraphs("zh-hant", 1, sentences=300),
    "a paragraph with a link without end": paragraphs("ur", 1, 200).replace("<p>", '<p><a href="/x/">'),
    "one word without end": "<p>"
    + "&lt;".join(dice_of("word").choices(LETTERS["zh-hant"], k=9_000))
    + "</p>",
    "a list": f"<ul>{paragraphs('en', 90).replace('p>', 'li>')}</ul>",
    "a table": f"<table><thead><tr><th>Word</th></tr></thead><tbody>{rows(300)}</tbody></table>",
}


@pytest.mark.parametrize("kind", LONG)
def test_nothing_is_lost_and_nothing_said_twice(kind):
    parts = parts_of(LONG[kind])
    assert len(parts) > 1
    whole = words("".join(parts)).replace("Word", "")
    assert whole == words(LONG[kind]).replace("Word", "")


@pytest.mark.parametrize("kind", LONG)
def test_each_part_closes_what_it_opens(kind):
    for part in parts_of(f'<article><div class="body" lang="ur">{LONG[kind]}</div></article>'):
        names = re.findall(r"<(/?)(\w+)", part)
        opened = []
        for closes, name in names:
            if closes:
                assert opened.pop() == name
            else:
                opened.append(name)
        assert opened == []
        assert 'lang="ur"' in part


def test_each_part_has_the_title_and_no_id_twice():
    first, *others = parts_of(f"<h1>Our <em>year</em></h1><div id='a'>{LONG['paragraphs']}</div>")
    assert first.count("<h1>Our <em>year</em></h1>") == 1
    assert all(part.startswith('<h1 dir="auto">Our <em>year</em></h1>') for part in others)
    assert "".join([first, *others]).count('id="a"') == 1


def test_no_part_ends_with_a_heading():
    chapter = f"<div><h2>Chapter</h2></div>{paragraphs('en', 2)}"
    for part in parts_of(chapter * 30):
        assert not re.search(r"</h2>(</\w+>)*$", part)


def test_a_numbered_list_goes_on_counting():
    items = paragraphs("en", 60).replace("p>", "li>")
    parts = parts_of(f"<ol>{items}</ol>")
    numbers = [int(number) for part in parts for number in re.findall(r'<li value="(\d+)"', part)]
    assert numbers == list(range(1, 61))


def test_a_table_repeats_its_head():
    assert all("<th>Word</th>" in part for part in parts_of(LONG["a table"]))


def test_links_to_places_in_other_parts_lead_there():
    contents = '<nav aria-labelledby="end"><a href="#start">Start</a> <a href="#end">End</a></nav>'
    parts = parts_of(f'{contents}<h2 id="start">Start</h2>{LONG["paragraphs"]}<h2 id="end">End</h2><p>x</p>')
    assert 'href="#start"' in parts[0]
    assert f'href="?part={len(parts)}#end"' in parts[0]
    assert "aria-labelledby" not in parts[0]


def test_a_form_is_never_cut():
    options = "".join(f"<option value='{number}'>{number * 7919}</option>" for number in range(400))
    parts = parts_of(f"{LONG['paragraphs']}<form><select>{options}</select></form>{LONG['paragraphs']}")
    assert [part for part in parts if "<form" in part] == [part for part in parts if "</form" in part]
    assert sum("<form" in part for part in parts) == 1


def test_what_looks_like_html_in_a_text_stays_text():
    text = entities.escape("<script>alert(1)</script> & so on ")
    parts = parts_of(f"<p>{text * 400}</p>{LONG['paragraphs']}")
    assert "<script" not in "".join(parts)


@pytest.fixture
def frame():
    """Menus of an ordinary size around each page."""
    link = {"page": None, "url": "https://example.org/a-page-of-ours/"}
    column = {"title": "Read", "links": [{"label": f"Page {number}", **link} for number in range(5)]}
    return NavigationFactory(
        menu=[("link", {"label": f"Page {number}", **link}) for number in range(7)],
        footer=[("column", column)] * 3,
        address="Third floor, 120 Des Voeux Road West",
    )


def fetched(path: str) -> str:
    """A lite page, held to 14 KB over the wire."""
    answer = Client(headers={"accept-encoding": "gzip"}).get(path)
    assert answer.status_code == 200
    assert len(answer.content) <= 14 * 1024
    return gzip.decompress(answer.content).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", LETTERS)
def test_a_very_long_post_can_be_read_to_its_end_in_parts_of_14_kb(code, frame):
    home_page(code)
    prefix = "" if code == "en" else f"/{code}"
    text = paragraphs(code, 40)
    BlogPageFactory(
        parent=news(code),
        slug="long",
        title=sentence(code, dice_of("title")),
        body=[("text", {"text": text})],
    )
    seen, path = "", f"/lite{prefix}/news/long/"
    for _ in range(20):
        page = BeautifulSoup(fetched(path), "html.parser")
        assert len(page.find_all("h1")) == 1
        seen += "".join(str(paragraph) for paragraph in page.select(".prose p"))
        onward = page.select_one(".parts a[rel=next]")
        if onward is None:
            break
        path = f"/lite{prefix}/news/long/{onward['href']}"
    assert words(seen) == words(text)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0", "-3", "99", "x", "2'", "²", "9" * 30, ""])
def test_a_part_that_there_is_not_becomes_one_that_there_is(asked):
    StandardPageFactory(slug="long", body=[("text", {"text": paragraphs("en", 60)})])
    assert "Part " in fetched(f"/lite/long/?part={asked}")


@pytest.mark.django_db
def test_a_short_page_has_no_parts():
    StandardPageFactory(slug="short", body=[("text", {"text": "<p>Open on Monday.</p>"})])
    assert fetched("/lite/short/?part=2").count("Part ") == 0


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["zh-hant", "ur"])
def test_lists_with_long_excerpts_fit_too(code, frame):
    home_page(code)
    dice = dice_of("lists")
    index = news(code)
    for _ in range(10):
        excerpt = "".join(sentence(code, dice) for _ in range(9))[:400]
        BlogPageFactory(parent=index, title=sentence(code, dice), excerpt=excerpt)
    for path in ("", "news/"):
        fetched(f"/lite/{code}/{path}")
