"""Addresses of the old site lead with one 301 to what is here now."""

from urllib.parse import unquote

import pytest
from django.test import Client
from wagtail.models import Page

from blog.models import Category
from cms.consent import People
from cms.media.models import Document
from cms.media.tasks import make_renditions
from home.wordpress.models import ImportedItem
from tests.factories import PDF, BlogIndexPageFactory, home_page, jpeg
from tests.wordpress.exports import attachment, author, category, filed, item, move_in

pytestmark = pytest.mark.django_db
CHINESE = "may-roundup-%E4%BA%94%E6%9C%88%E5%9B%9E%E9%A1%A7"
SITE = "https://old.example.org"
DATED = {"post_date": "2016-01-25 10:00:00", "post_date_gmt": "2016-01-25 02:00:00"}


def parts() -> list[str]:
    shown = f'<img src="{SITE}/wp-content/uploads/2016/01/rally-300x200.jpg" class="wp-image-51">'
    waits = f'<img src="{SITE}/wp-content/uploads/2016/01/face.jpg" class="wp-image-52">'
    letter = f'<a href="{SITE}/wp-content/uploads/2016/01/letter.pdf">Letter</a>'
    return [
        author("admin", "admin", 1),
        author("j.doe", "Jane of the Union", 2),
        category("Opinion", "opinion", 7),
        category("RU Opinion", "ru-opinion", 130, "opinion"),
        category("Food", "food", 8),
        "<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug>rice</wp:tag_slug><wp:tag_name>Rice</wp:tag_name></wp:tag>",
        item(
            1,
            "October roundup",
            shown,
            filed("ru-opinion", "RU Opinion"),
            post_name="october-roundup-3",
            **DATED,
        ),
        item(
            *(10675, "February roundup", letter, filed("rice", "Rice", "post_tag")),
            post_name="february-roundup-3",
            link=f"{SITE}/10675/february-roundup-3/",
            creator="j.doe",
            **DATED,
        ),
        item(10042, "", "Words alone", post_name="10042", **DATED),
        item(44, "May roundup", waits, post_name=CHINESE.lower(), link=f"{SITE}/{CHINESE.lower()}/", **DATED),
        item(45, "A dated one", "x", post_name="dated", link=f"{SITE}/2016/01/25/dated/", **DATED),
        item(60, "Food", "About food", post_type="page", post_name="food", link=f"{SITE}/about/food/"),
        item(61, "Both", "Page", post_type="page", post_name="both", link=f"{SITE}/pages/both/"),
        item(62, "Both", "Post", post_name="both", link=f"{SITE}/posts/both/", **DATED),
        attachment(51, "2016/01/rally.jpg", "Rally", "1", post_name="rally"),
        attachment(52, "2016/01/face-e1454000000000.jpg", "Face", "44", post_name="face"),
        attachment(53, "2016/01/letter.pdf", "Letter", "10675", post_name="letter"),
        attachment(54, "2016/01/large-scaled.jpg", "Large", "1", post_name="large"),
        attachment(55, "2016/01/song.mp3", "Song", "1", post_name="song"),
        item(70, "Draft", "x", status="draft", post_name="a-draft"),
        item(71, "Private", "x", status="private", post_name="a-private", **DATED),
        item(72, "Bin", "x", status="trash", post_name="in-the-bin"),
        item(73, "Gone", "x", post_name="deleted-here", **DATED),
        item(74, "Over", "x", post_name="over", **DATED),
    ]


@pytest.fixture(scope="module")
def old_site(shared, search_index, tmp_path_factory):
    BlogIndexPageFactory(parent=home_page())
    folder = tmp_path_factory.mktemp("old")
    files = folder / "uploads/2016/01"
    files.mkdir(parents=True)
    for number, name in enumerate(("rally.jpg", "face-e1454000000000.jpg", "large-scaled.jpg")):
        (files / name).write_bytes(jpeg(600, 400 + number))
    (files / "letter.pdf").write_bytes(PDF)
    move_in(folder, *parts(), uploads=folder / "uploads")
    picture = thing(51, "attachment")
    picture.people = People.NOBODY
    picture.save()
    make_renditions.call(picture.pk)
    thing(73).delete()
    Page.objects.filter(pk=thing(74).pk).update(expire_at="2020-01-01T00:00:00Z")


@pytest.fixture(autouse=True)
def news(old_site) -> None:
    """The module has its own."""


def thing(number: int, kind: str = "post"):
    return ImportedItem.objects.get(kind=kind, key=str(number)).thing


def led(address: str) -> str:
    """Where a stranger ends up: one 301 at most, then a page."""
    client = Client()
    answer = client.get(address)
    if answer.status_code == 404:
        return "404"
    assert answer.status_code == 301, address
    there = answer["Location"]
    if not there.startswith("/media/"):
        assert client.get(there).status_code == 200, there
    return unquote(there)


OCTOBER, FEBRUARY = "/news/october-roundup-3/", "/news/february-roundup-3/"
MAY, FEED = unquote(f"/news/{CHINESE}/"), "/news/feed.atom"
RU = "/news/category/ru-opinion/"
TABLE = {
    "/?p=1": OCTOBER,
    "/?p=60": "/food/",
    "/?p=10042": "/news/10042/",
    "/?page_id=60": "/food/",
    "/index.php?p=1": OCTOBER,
    "/?cat=130": RU,
    "/?cat=130&paged=2": f"{RU}?page=2",
    "/?category_name=opinion/ru-opinion": RU,
    "/?tag=rice": "/search/?q=Rice",
    "/?author=1": "/news/",
    "/?author=2": "/news/author/jane-of-the-union/",
    "/?m=201601": "/news/2016/",
    "/?s=rice": "/search/?q=rice",
    "/?feed=rss2": FEED,
    "/?paged=3": "/news/?page=3",
    "/?filterYear=-1&filterCategory=130&filterKeyword=": RU,
    "/?filterYear=2016&filterCategory=130&filterKeyword=": "/news/?year=2016&category=ru-opinion",
    "/?filterYear=2016&filterCategory=-1&filterKeyword=": "/news/2016/",
    "/?filterYear=-1&filterCategory=-1&filterKeyword=rice": "/search/?q=rice",
    "/?filterYear=2016&filterCategory=-1&filterKeyword=rice": "/news/?year=2016&keyword=rice",
    "/?filterYear=-1&filterCategory=-1&filterKeyword=": "/news/",
    "/page/12/": "/news/?page=12",
    "/category/opinion/page/2/": "/news/category/opinion/?page=2",
    "/category/opinion/ru-opinion/": RU,
    "/category/opinion/": "/news/category/opinion/",
    "/category/food/": "/news/category/food/",
    "/category/ru-opinion/feed/": f"{RU}feed.atom",
    "/tag/rice/": "/search/?q=Rice",
    "/tag/rice/feed/": FEED,
    "/author/admin/page/19/": "/news/?page=19",
    "/author/admin/": "/news/",
    "/author/j-doe/": "/news/author/jane-of-the-union/",
    "/author/j-doe/feed/": "/news/author/jane-of-the-union/feed.atom",
    "/search/rice/": "/search/?q=rice",
    "/2016/": "/news/2016/",
    "/2016/01/": "/news/2016/",
    "/2016/01/25/": "/news/2016/",
    "/2016/01/25/dated/": "/news/dated/",
    "/2016/01/page/2/": "/news/2016/?page=2",
    "/2016/feed/": FEED,
    "/2015/12/31/october-roundup-3/": OCTOBER,
    "/october-roundup-3/": OCTOBER,
    "/october-roundup-3": OCTOBER,
    "/index.php/october-roundup-3/": OCTOBER,
    "/october-roundup-3/?replytocom=9": OCTOBER,
    "/10675/february-roundup-3/": FEBRUARY,
    "/10675/renamed-since/": FEBRUARY,
    "/archives/10675": FEBRUARY,
    "/10042/": "/news/10042/",
    f"/{CHINESE}/": MAY,
    f"/{CHINESE.lower()}": MAY,
    f"/{CHINESE[:-1]}/": "404",
    "/october-roundup-3/feed/": OCTOBER,
    "/october-roundup-3/feed/atom/": OCTOBER,
    "/october-roundup-3/2/": OCTOBER,
    "/october-roundup-3/comment-page-1/": OCTOBER,
    "/october-roundup-3/trackback/": OCTOBER,
    "/october-roundup-3/amp/": OCTOBER,
    "/october-roundup-3/embed/": OCTOBER,
    "/october-roundup-3/rally/": OCTOBER,
    "/may-roundup/face/": MAY,
    "/?attachment_id=52": MAY,
    "/february-roundup-3/letter/": FEBRUARY,
    "/feed/": FEED,
    "/feed/rss2/": FEED,
    "/comments/feed/": FEED,
    "/about/food/": "/food/",
    "/both/": "/both/",
    "/posts/both/": "/news/both/",
    "/wp-content/uploads/2016/01/song.mp3": OCTOBER,
    "/wp-content/uploads/2016/01/large.jpg": OCTOBER,
    "/wp-content/uploads/2016/01/large-300x200.jpg": OCTOBER,
    "/wp-content/uploads/2016/01/face.jpg": MAY,
    "/wp-content/uploads/2016/01/face-300x200.jpg": MAY,
    "/wp-content/uploads/2016/01/face-e1454000000000-300x200.jpg": MAY,
}


@pytest.mark.parametrize("address", TABLE)
def test_an_old_address_leads_to_what_is_here(address):
    if address == "/both/":  # the page has it here too
        assert Client().get(address).status_code == 200
        return
    assert led(address) == TABLE[address]


@pytest.mark.parametrize("name", ["letter.pdf"])
def test_a_pdf_leads_to_its_document(name):
    document = Document.objects.get()
    assert led(f"/wp-content/uploads/2016/01/{name}") == document.url


@pytest.mark.parametrize(
    ("size", "width"), [("", 600), ("-300x200", 480), ("-1024x683", 600), ("-scaled", 600)]
)
def test_a_picture_leads_to_a_size_of_it(size, width):
    where = led(f"/wp-content/uploads/2016/01/rally{size}.jpg")
    [rendition] = [each for each in thing(51, "attachment").renditions.all() if each.url == where]
    assert (rendition.width, rendition.filter_spec.split("format-")[1][:4]) == (width, "jpeg")


def test_a_picture_that_waits_leads_to_no_file():
    picture = thing(52, "attachment")
    make_renditions.call(picture.pk)
    assert led("/wp-content/uploads/2016/01/face.jpg") == MAY


HIDDEN = [
    *("/?p=70", "/a-draft/", "/?p=71", "/a-private/", "/71/a-private/", "/?p=72", "/in-the-bin/"),
    *("/?p=73", "/deleted-here/", "/deleted-here/feed/", "/?p=74", "/over/", "/2016/02/25/over/"),
]
UNKNOWN = [
    *("/?p=99", "/never-there/", "/category/none/", "/author/nobody/", "/tag/none/", "/1999/", "/9999/"),
    *("/?cat=99", "/wp-content/uploads/2016/01/none.jpg", "/?attachment_id=1234"),
]


@pytest.mark.parametrize("address", [*HIDDEN, *UNKNOWN])
def test_what_is_hidden_answers_as_what_never_was(address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "Location" not in answer


HOSTILE = [
    *(
        "/%00",
        "/%00october-roundup-3%00x/",
        f"/{'a' * 10_000}/",
        f"/{'a/' * 900}",
        "/?p[]=1",
        "/?p=" + "9" * 20,
    ),
    *("/?p=1%27%20OR%201", "/?p=-1", "/?p=", "/?p=%00", "/?cat=%F0%28", f"/?s={'x' * 5000}", "/?m=99999999"),
    *("//evil.example/october-roundup-3/", "/%5C%5Cevil.example/", "/?author=../..", "/%E4%BA/", "/page/0/"),
    *(
        "/wp-content/uploads/../../etc/passwd",
        "/?" + "&".join(f"p={n}" for n in range(200)),
        "/page/" + "9" * 50,
    ),
    *("/?filterYear=²&filterCategory=②", "/²/x/", "/٢٠١٦/", "/?paged=" + "9" * 30),
]


@pytest.mark.parametrize("address", HOSTILE)
def test_nothing_that_is_asked_breaks_or_leads_away(address):
    answer = Client().get(address)
    assert answer.status_code < 500
    assert answer.get("Location", "/").startswith("/")
    assert not answer.get("Location", "/").startswith(("//", "/\\"))


def test_words_with_signs_of_addresses_stay_words():
    assert Client().get("/?s=//evil.example/%26x=1")["Location"] == "/search/?q=%2F%2Fevil.example%2F%26x%3D1"


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/wp-admin/",
        "/wp-admin/x.php",
        "/wp-json/wp/v2/users",
        "/xmlrpc.php",
        "/blog/wp-login.php",
    ],
)
def test_doors_of_wordpress_are_gone_without_a_look(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(path).status_code == 410


@pytest.mark.parametrize("path", ["/", "/news/", OCTOBER, "/?utm_source=mail"])
def test_what_is_here_pays_nothing(path, monkeypatch):
    def refuse(*args):
        raise AssertionError("looked")

    monkeypatch.setattr("home.wordpress.links.middleware.lead_from", refuse)
    assert Client().get(path).status_code == 200


def test_a_hit_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/october-roundup-3/")
    # Wagtail's way to a page: five. Then the old site, the address in it, the gate, an editor's redirect.
    with django_assert_max_num_queries(9):
        assert client.get("/october-roundup-3/").status_code == 301


def test_an_editors_redirect_goes_first(client):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.add_redirect("/october-roundup-3", "/news/")
    assert client.get("/october-roundup-3/")["Location"] == "/news/"


def test_a_category_that_was_deleted_here_leads_nowhere(client):
    Category.objects.get(slug="food").delete()
    assert client.get("/category/food/").status_code == 404


def test_only_readers_are_led(client):
    assert client.post("/october-roundup-3/").status_code in (404, 405)


@pytest.mark.parametrize("path", ["/10675/february-roundup-3/", "/?cat=130", f"/{CHINESE}/"])
def test_the_api_knows_the_same_rules(client, path):
    answer = client.get("/api/v2/redirects/", {"path": path}).json()
    assert (unquote(answer["target"]), answer["is_permanent"]) == (TABLE[path], True)


@pytest.mark.parametrize("path", ["/a-private/", "/?p=70", "/never-there/"])
def test_the_api_says_nothing_of_what_is_hidden(client, path):
    assert client.get("/api/v2/redirects/", {"path": path}).status_code == 404
