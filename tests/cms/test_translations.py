"""The interface in Traditional Chinese and Urdu: the catalogues, and the pages that use them."""

import datetime
import re
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.utils import translation
from wagtail.models import PageViewRestriction

from blog.blocks import PetitionState
from cms.borrowed_words import BORROWED_WORDS
from cms.errors import server_error
from cms.media.models import Document, DocumentPage
from home.models import Navigation
from tests.factories import (
    AuthorFactory,
    BlogIndexPageFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    NavigationFactory,
    home_page,
    locale,
    news,
)

pytestmark = pytest.mark.django_db
LOCALES = sorted(settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES"))
CODES = ("ur", "zh-hant")
WORDS = {"ur": "پناہ گزین", "zh-hant": "難民"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>|\d+(?=,\d)")
ADDRESS = re.compile(r"https?://\S+")
# Names: of a language, of a file's kind, of the site behind a link.
SERVICES = {"WhatsApp", "Telegram", "Facebook", "Bluesky", "Mastodon"}
LATIN_ON_PURPOSE = {"English", "PDF", "Atom", "JSON", "JavaScript", "Tor", "example", "org", *SERVICES}

# The others are empty: they only tell Django that the language exists.
TRANSLATED = [folder for folder in LOCALES if folder.parent.name in ("ur", "zh_Hant")]


def in_every_catalogue(test):
    return pytest.mark.parametrize("folder", LOCALES, ids=lambda folder: folder.parent.name)(test)


def in_every_translated_catalogue(test):
    return pytest.mark.parametrize("folder", TRANSLATED, ids=lambda folder: folder.parent.name)(test)


def catalogue(folder) -> polib.POFile:
    return polib.pofile(str(folder / "django.po"))


def said(entries) -> dict:
    return {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in entries}


@in_every_catalogue
def test_what_is_compiled_says_what_its_source_says(folder):
    compiled = polib.mofile(str(folder / "django.mo"))
    assert said(compiled) == said(catalogue(folder).translated_entries()), "Run: make messages"


@in_every_catalogue
def test_no_translation_waits_for_a_decision(folder):
    doubtful = [entry.msgid for entry in catalogue(folder).fuzzy_entries()]
    assert not doubtful, "Correct these and take the word fuzzy away"


@in_every_catalogue
def test_no_placeholder_is_lost(folder):
    for entry in catalogue(folder).translated_entries():
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert sorted(PLACEHOLDER.findall(text)) == wanted, entry.msgid


@in_every_translated_catalogue
def test_plural_forms_are_as_many_as_the_language_has(folder):
    po = catalogue(folder)
    forms = int(re.search(r"nplurals=(\d)", po.metadata["Plural-Forms"])[1])
    plurals = [entry for entry in po if entry.msgid_plural]
    assert plurals
    assert all(len(entry.msgstr_plural) == forms for entry in plurals)


@in_every_translated_catalogue
def test_words_of_django_and_wagtail_are_ours_too(folder):
    assert set(BORROWED_WORDS) <= {entry.msgid for entry in catalogue(folder).translated_entries()}


def test_editors_find_nothing_untranslated_in_chinese():
    chinese = catalogue(settings.LOCALE_PATHS[0] / "zh_Hant" / "LC_MESSAGES")
    assert [entry.msgid for entry in chinese.untranslated_entries()] == []


class Reader(HTMLParser):
    """Collects what a page says: its texts, the attributes that are read aloud or shown, and its head."""

    SPOKEN = re.compile(r"aria-label|alt|title|placeholder|data-(wait|failed|forgotten|copied)")
    IN_THE_HEAD = ("description", "og:title", "og:description", "og:image:alt")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.texts += [value for name, value in attrs if value and self.SPOKEN.fullmatch(name)]
        has = dict(attrs)
        if tag == "meta" and (has.get("name") or has.get("property")) in self.IN_THE_HEAD:
            self.texts.append(has["content"])

    def handle_data(self, data):
        # Scripts and styles are for programs.
        if self.cdata_elem is None:
            self.texts.append(data)


def english_on(html: str) -> set[str]:
    """The Latin words that a page says and that are no names."""
    texts = ADDRESS.sub("", " ".join(Reader(html).texts))
    return set(re.findall(r"[A-Za-z]{2,}", texts)) - LATIN_ON_PURPOSE


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def petition(state: PetitionState, **reply) -> tuple[str, dict]:
    return "petition", {
        "document": DocumentFactory(title="۱", language="en"),
        "addressee": "۲",
        "date_sent": datetime.date(2017, 2, 27),
        "state": state,
        **reply,
    }


@pytest.fixture(params=CODES, scope="module")
def code(request, shared) -> str:
    """A site whose every word that a person wrote is in the language; gives its code.

    Made once for each language, as is what follows: first come the tests of a site without posts.
    """
    code, words = request.param, WORDS[request.param]
    Navigation.objects.all().delete()
    NavigationFactory(
        locale=locale(code),
        site_name=words,
        address=words,
        menu=[("link", {"page": home_page(code), "label": words})],
    )
    home = home_page(code)
    home.title = home.welcome_heading = words
    home.save()
    BlogIndexPageFactory(parent=home, title=words)
    return code


@pytest.fixture(scope="module")
def post(code, search_index):
    """A post with a byline, a category and one block of each kind."""
    words = WORDS[code]
    category = CategoryFactory(name=words, slug="housing", locale=locale(code))
    author = AuthorFactory(name=words, locale=locale(code))
    reply = {"reply_date": datetime.date(2017, 5, 2), "reply_url": "https://example.org/reply"}
    body = [
        ("text", {"text": f"<p>{words}</p>", "language": ""}),
        petition(PetitionState.SENT),
        petition(PetitionState.ACKNOWLEDGED),
        petition(PetitionState.ANSWERED, **reply),
        petition(PetitionState.REJECTED, **reply),
        petition(PetitionState.WITHDRAWN),
        ("document", {"document": None, "summary": ""}),
        ("embed", {"title": words, "url": "https://example.org/film"}),
        ("figures", {"title": "", "figures": [{"number": "37", "label": words}], "source": words}),
        ("partners", {"title": "", "partners": []}),
    ]
    return BlogPageFactory(
        parent=news(code),
        title=words,
        byline=author,
        date=datetime.date(2017, 2, 27),
        is_featured=True,
        categories=[category],
        body=body,
    )


@pytest.fixture(scope="module")
def posts(code, post) -> list:
    """Twelve posts of a category."""
    words, day = WORDS[code], datetime.date(2016, 8, 11)
    others = {"parent": news(code), "title": words, "words": words, "categories": post.categories.all()}
    return [post, *BlogPageFactory.create_batch(11, date=day, **others)]


EMPTY = (
    "",
    "news/",
    "news/?year=2017",
    "news/petitions/",
    "search/",
    "search/?q=۹۹",
    "search/?q=۹۹&category=۹&year=۹&locale=۹&kind=۹&order=۹",
    "no-such-page/",
    "offline/",
)


def test_an_empty_site_says_nothing_in_english(client, code):
    said_on = {path: english_on(read(client, f"/{code}/{path}")) for path in EMPTY}
    assert {path: words for path, words in said_on.items() if words} == {}


FULL = ("", "news/", "news/?page=2", "news/petitions/", "news/2016/", "news/?keyword={word}")
# The address of a search, and what its page then holds.
FINDS = {
    "search/?q={word}": "result__link",
    "search/?q={word}&year=2016&kind=post": "chips__all",
    "search/?q={word}&year=2017&kind=page": "nothing__title",
    "search/?q={word}+۹۹۹&page=۷": "finds__way",
}


def test_a_full_site_says_nothing_in_english(client, code, posts):
    pages = {path: read(client, f"/{code}/{path.format(word=WORDS[code])}") for path in FULL}
    assert [path for path, html in pages.items() if "card__link" not in html] == []
    assert {path: english_on(html) for path, html in pages.items() if english_on(html)} == {}


def test_a_search_says_nothing_in_english(client, code, posts):
    pages = {path: read(client, f"/{code}/{path.format(word=WORDS[code])}") for path in FINDS}
    assert [path for path, html in pages.items() if FINDS[path] not in html] == []
    assert {path: english_on(html) for path, html in pages.items() if english_on(html)} == {}


@pytest.mark.parametrize("state", ["layer", "ocr"])
def test_the_text_of_a_document_says_nothing_in_english(client, code, post, state):
    document = Document.objects.all()[0]
    Document.objects.filter(pk=document.pk).update(text_state=state, page_count=3, pages_read=2)
    DocumentPage.objects.create(document=document, number=1, text=WORDS[code], is_ocr=state == "ocr")
    html = read(client, f"/{code}/documents/{document.pk}/text/")
    assert html.count("document-text__note") == 2
    assert english_on(html) == set()


def test_a_post_with_petitions_in_every_state_says_nothing_in_english(client, code, post):
    html = read(client, post.get_url())
    assert html.count('<div class="petition ') == len(PetitionState)
    assert english_on(html) == set()


def test_the_lite_form_says_nothing_in_english(client, code, posts):
    addresses = (f"/lite/{code}/", f"/lite/{code}/news/", f"/lite{posts[0].get_url()}")
    pages = {address: read(client, address) for address in addresses}
    assert [address for address, html in pages.items() if 'rel="canonical"' not in html] == []
    assert {address: english_on(html) for address, html in pages.items() if english_on(html)} == {}


def test_a_form_that_no_page_takes_is_refused_in_the_readers_language(client, code):
    refused = client.post(f"/{code}/")
    assert refused.status_code == 405
    assert english_on(refused.content.decode()) == set()


def test_the_door_of_a_private_page_says_nothing_in_english(client, code, post):
    PageViewRestriction.objects.create(page=post, restriction_type="password", password="open")
    door = client.get(post.get_url())
    wrong = {"password": "shut", "return_url": post.get_url()}
    refused = client.post(door.context["action_url"], wrong)
    assert "password-form" in refused.content.decode()
    assert english_on(door.content.decode()) | english_on(refused.content.decode()) == set()


def test_the_door_of_a_page_for_members_says_nothing_in_english(client, code):
    door = read(client, f"/{code}/_util/login/")
    refused = client.post(f"/{code}/_util/login/", {"username": "۹", "password": "۹"}).content.decode()
    assert "errorlist" in refused
    assert english_on(door) | english_on(refused) == set()


def test_the_page_for_a_fault_of_ours_begins_in_the_readers_language(code, rf):
    with translation.override(code):
        page = server_error(rf.get("/")).content.decode()
    own, *others = page.partition("<main>")[2].split("<section")
    assert len(others) == 2
    assert english_on(own) == set()


COUNTS = {"ur": ("1 تحریر", "11 تحریریں"), "zh-hant": ("共1篇文章", "共11篇文章")}


def test_one_and_many_are_counted_as_the_language_counts(client, code, posts):
    for year, count in zip((2017, 2016), COUNTS[code], strict=True):
        assert f'archive__count">{count}</p>' in read(client, f"/{code}/news/{year}/")
