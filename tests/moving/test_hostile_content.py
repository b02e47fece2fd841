"""Content that no editor could have typed: refused with a sentence, or it comes in clean."""

import json
from operator import setitem

import pytest

from blog.comments.models import Comment
from blog.models import BlogPage, ReusableText
from tests.factories import BlogPageFactory, DocumentFactory, ImageFactory, locale
from tests.moving.conftest import rolled_back, run
from tests.moving.test_hostile import refused, rewritten

pytestmark = pytest.mark.django_db

BODY = [
    {
        "type": "text",
        "value": {"text": '<p data-block-key="ab1c2">Rice for <strong>all</strong></p>\n<p>b</p>'},
    },
    {"type": "embed", "value": {"url": "https://video.example.org/1", "title": "Talk"}},
    {
        "type": "table",
        "value": {
            "table": {
                "columns": [{"type": "text", "heading": "Bag"}],
                "rows": [{"values": ["5 kg"]}],
                "caption": "Rice",
            },
            "first_column_is_header": True,
        },
    },
]


@pytest.fixture(scope="module")
def archive(shared, tmp_path_factory, media):
    out = tmp_path_factory.mktemp("out") / "site.zip"
    with media("first"), rolled_back():
        post = BlogPageFactory(slug="rice", title="Rice")
        other = BlogPageFactory(slug="beans", title="Beans")
        ImageFactory(has_renditions=False)
        DocumentFactory(title="Letter")
        BlogPage.objects.filter(pk=post.pk).update(body=BODY)
        ReusableText.objects.create(title="Help", text="<p>Come on Monday</p>", locale=locale("en"))
        first = Comment.objects.create(post=post, name="A", text="Yes", state="approved")
        Comment.objects.create(post=post, parent=first, text="No", state="approved")
        BlogPage.objects.get(pk=other.pk).create_alias(update_slug="beans-too", parent=other.get_parent())
        draft = BlogPage.objects.get(pk=post.pk)
        draft.title = "Rice, later"
        draft.save_revision()
        run("export_site", out)
    return out


def things(content, kind, **fields):
    """The names and things of a kind whose fields are these."""
    for name in [name for name in content if name.startswith(f"content/{kind}/")]:
        thing = json.loads(content[name])
        if all(thing["fields"].get(field) == value for field, value in fields.items()):
            yield name, thing


def changed(kind, alter, **fields):
    """Alters the first thing of a kind that is so."""

    def change(content):
        name, thing = next(things(content, kind, **fields))
        alter(thing)
        content[name] = json.dumps(thing).encode()

    return change


def post(alter):
    return changed("pages", alter, slug="rice")


def field(name, value, kind="pages", **fields):
    return changed(kind, lambda thing: setitem(thing["fields"], name, value), **(fields or {"slug": "rice"}))


def block(number, name, value):
    return post(lambda thing: setitem(thing["fields"]["body"][number]["value"], name, value))


def draft_block(number, name, value):
    return post(lambda thing: setitem(thing["drafts"][0]["fields"]["body"][number]["value"], name, value))


def imported(archive, tmp_path, change):
    path = rewritten(archive, tmp_path / "hostile.zip", change)
    said = run("import_site", path)
    return BlogPage.objects.get(slug="rice"), said


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href=" JaVa&#10;Script:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p>a<img src="https://evil.example/x" onerror="alert(1)"></p>', "<p>a</p>"),
        ('<p>a</p><embed embedtype="media" url="https://evil.example"/>', "<p>a</p><p></p>"),
        ('<p style="position:fixed" class="x">a</p>', "<p>a</p>"),
        ("<p>a<!-- <p>b</p> --></p>", "<p>a</p>"),
        ("<h1>a</h1>", "<p>a</p>"),
        ("<p><b>a</p><p>b</b></p>", "<p><b>a</b></p><p>b</p>"),
        ("<p>a<iframe src='https://evil.example'></iframe></p>", "<p>a</p>"),
    ],
)
@pytest.mark.parametrize("place", ["body", "draft"])
def test_texts_come_in_as_the_editor_would_keep_them(archive, tmp_path, media, html, clean, place):
    change = (block if place == "body" else draft_block)(0, "text", html)
    with media("place"), rolled_back():
        page, said = imported(archive, tmp_path, change)
        page = page if place == "body" else page.get_latest_revision_as_object()
        assert page.body[0].value["text"].source == clean
        assert "it was cleaned" in said


def test_texts_outside_of_bodies_are_cleaned_too(archive, tmp_path, media):
    change = field("text", "<p>a<script>alert(1)</script></p>", "reusable_texts", title="Help")
    with media("place"), rolled_back():
        imported(archive, tmp_path, change)
        assert ReusableText.objects.get().text == "<p>aalert(1)</p>"


@pytest.mark.parametrize(
    "html",
    [
        BODY[0]["value"]["text"],
        "<p>Bliss & Bless, <i>Right, </i>and left</p>",
        "<p>\u2002Two roads</p>",
        "<p><b>a </b><b><i>b</i></b></p><ul><li>one</li></ul>",
        '<p><a linktype="page" id="0">gone</a> <a href="https://example.org/?a=1&amp;b=2">there</a></p>',
    ],
)
def test_texts_as_people_write_them_stay_as_they_are(archive, tmp_path, media, html):
    with media("place"), rolled_back():
        page, said = imported(archive, tmp_path, block(0, "text", html))
        assert page.body[0].value["text"].source == html
        assert "it was cleaned" not in said


def block_type(thing):
    thing["fields"]["body"][0]["type"] = "raw_html"


def narrow_row(thing):
    thing["fields"]["body"][2]["value"]["table"]["rows"][0]["values"] = ["a", "b"]


def script_column(thing):
    thing["fields"]["body"][2]["value"]["table"]["columns"][0]["type"] = "raw_html"


def own_address_twice(content):
    (_, rice), (name, beans) = (next(things(content, "pages", slug=slug)) for slug in ("rice", "beans"))
    beans["fields"]["slug"] = rice["fields"]["slug"]
    content[name] = json.dumps(beans).encode()


def own_parent(content):
    name, answer = next(things(content, "comments", text="No"))
    answer["fields"]["parent"] = answer["key"]
    content[name] = json.dumps(answer).encode()


def own_alias(content):
    (_, alias), (name, beans) = (next(things(content, "pages", slug=slug)) for slug in ("beans-too", "beans"))
    beans["fields"]["alias_of"] = alias["key"]
    content[name] = json.dumps(beans).encode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (block(1, "url", "javascript:alert(1)"), "Enter a valid URL"),
        (block(1, "url", ["https://example.org"]), "refuses|no such value"),
        (block(1, "title", "x" * 201), "at most 200 characters"),
        (block(1, "html", "<script>"), "a part 'html', which this release does not know"),
        (draft_block(1, "url", "javascript:alert(1)"), "Enter a valid URL"),
        (block(0, "language", "klingon"), "refuses: Select a valid choice"),
        (block(0, "text", {"a": 1}), "a text that is none"),
        (block(0, "text", f'<p><a linktype="page" id="{"9" * 30}">a</a></p>'), "which is not there"),
        (post(block_type), "a part 'raw_html', which this release does not know"),
        (post(narrow_row), "rows are not as wide as its head"),
        (post(script_column), "a column that is none"),
        (field("body", "<script>"), "what is no list of blocks"),
        (field("body", [["text"]]), "holds what cannot be stored"),
        (field("title", ["Rice"]), "holds in “title” what is no such value"),
        (field("title", None), "holds in “title” what is no such value"),
        (field("title", "R\0ce"), "holds zero bytes"),
        (field("title", "\ud800"), "is no JSON"),
        (field("title", "x" * 256), "holds in “title” what cannot be stored"),
        (field("title", "x" * 5_000_000), "is larger than such a file can be"),
        (field("slug", "../../rice"), "holds in “slug” what cannot be stored"),
        (field("date", float("nan")), "is no JSON"),
        (field("go_live_at", 7), "holds what cannot be stored"),
        (field("live", "perhaps"), "holds in “live” what cannot be stored"),
        (field("people", "everybody", "pictures", is_covered=False), "which cannot be chosen there"),
        (field("is_default_site", False, "sites", is_default_site=True), "which site is the default one"),
        (changed("documents", lambda thing: setitem(thing, "tags", [7])), "“tags” that are none"),
        (
            post(lambda thing: setitem(thing, "drafts", [{"created_at": "now"}])),
            "“created_at” is no moment",
        ),
        (
            post(lambda thing: setitem(thing["drafts"][0], "goes_live_at", "soon")),
            "whose “goes_live_at” is no moment",
        ),
        (
            post(lambda thing: setitem(thing["drafts"][0]["fields"], "title", {})),
            "in “title” what is no such",
        ),
        (field("translation_key", "0" * 32), "another key than its translations"),
        (own_address_twice, "has the address of another page"),
        (own_parent, "leads back to itself by “parent”"),
        (own_alias, "leads back to itself by “alias_of”"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(archive, tmp_path, media, change, sentence):
    refused(rewritten(archive, tmp_path / "hostile.zip", change), sentence, media)
