"""“Read as text”: the words of a PDF for phones that cannot open it, and who may see them."""

import datetime
import gzip

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms import shapes
from cms.media.models import Document, DocumentPage
from cms.visibility import pages_showing, visible_documents
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    ReusableTextFactory,
    StandardPageFactory,
    home_page,
    published,
)

pytestmark = pytest.mark.django_db
WORDS = "We ask that nobody needs a guarantor."
CHINESE = "我們要求任何人租住房間都不需要擔保人，" * 60


def letter(*pages: str, is_ocr: bool = False, **fields: object) -> Document:
    """A document with these words on its pages."""
    count = len(pages)
    fields = {"text_state": "ocr" if is_ocr else "layer", "page_count": count, "pages_read": count, **fields}
    document = DocumentFactory(title="Letter", **fields)
    rows = [DocumentPage(document=document, number=n, text=t, is_ocr=is_ocr) for n, t in enumerate(pages, 1)]
    DocumentPage.objects.bulk_create(rows)
    return document


def shown(document: Document, **fields: object):
    """A post with this document."""
    return BlogPageFactory(body=[("document", {"document": document})], **fields)


def address(document: Document) -> str:
    return f"/documents/{document.pk}/text/"


def soup(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


@pytest.fixture
def document():
    return letter(WORDS, "Yours faithfully\nThe union")


def test_each_page_stands_under_its_number_with_its_paragraphs(client, document):
    shown(document)
    page = soup(client.get(address(document))).find(id="page-2")
    assert page.h2.get_text(strip=True) == "Page 2 of 2"
    assert [p.get_text() for p in page.find_all("p")] == ["Yours faithfully", "The union"]


def test_the_language_of_the_document_is_marked(client):
    document = letter("ہم پناہ گزین ہیں", language="ur")
    shown(document)
    words = soup(client.get(address(document))).select_one(".prose")
    assert (words["lang"], words["dir"]) == ("ur", "rtl")


def test_it_leads_to_the_pdf_with_its_size_and_to_the_post(client, document):
    post = shown(document, title="No guarantors")
    main = soup(client.get(address(document))).main
    assert main.find("a", href=document.url)
    assert "bytes" in main.select_one(".document__facts").get_text()
    assert main.find("a", href=post.get_url()).get_text() == "No guarantors"


def test_what_a_machine_read_says_so_and_is_not_indexed(client):
    document = letter(WORDS, is_ocr=True)
    shown(document)
    page = soup(client.get(address(document)))
    assert "A machine read these words" in page.main.get_text()
    assert page.find("meta", {"name": "robots", "content": "noindex"})


def test_a_text_layer_is_indexed_under_one_address(client, document):
    shown(document)
    home_page("ur")
    page = soup(client.get(f"/ur/documents/{document.pk}/text/"))
    assert page.html["lang"] == "ur"
    assert not page.find("meta", {"name": "robots"})
    assert page.find("link", rel="canonical")["href"] == f"http://localhost/documents/{document.pk}/text/"


def test_the_lite_form_names_the_one_address(client, document):
    shown(document)
    page = soup(client.get(f"/lite{address(document)}"))
    assert not page.find("meta", {"name": "robots"})
    assert page.find("link", rel="canonical")["href"] == f"http://localhost/documents/{document.pk}/text/"


def test_the_lite_form_of_what_a_machine_read_is_not_indexed(client):
    document = letter(WORDS, is_ocr=True)
    shown(document)
    page = soup(client.get(f"/lite{address(document)}"))
    assert page.find("meta", {"name": "robots", "content": "noindex"})
    assert not page.find("link", rel="canonical")


def test_markup_in_a_pdf_is_text(client):
    document = letter("<script>alert(1)</script>")
    shown(document)
    assert "<script>alert" not in client.get(address(document)).content.decode()


def test_pages_that_could_not_be_read_are_told(client):
    document = letter(WORDS, page_count=3)
    shown(document)
    assert "2 pages could not be read" in client.get(address(document)).content.decode()


def test_a_long_document_is_divided_and_every_page_has_its_address(client):
    document = letter(*[WORDS * 200] * 12)
    shown(document)
    first = soup(client.get(address(document)))
    later = soup(client.get(f"{address(document)}?page=9"))
    shown_pages = [(bool(part.find(id="page-1")), bool(part.find(id="page-9"))) for part in (first, later)]
    assert shown_pages == [(True, False), (False, True)]
    assert later.find("link", rel="canonical")["href"].endswith("?page=6")
    with override("en"):
        assert document.text_address(9) == f"{address(document)}?page=9#page-9"
    numbers = {section["id"] for section in first.select("section[id^=page-]")}
    for link in first.select(".pagination__link"):
        numbers |= {section["id"] for section in soup(client.get(link["href"])).select("section[id^=page-]")}
    assert numbers == {f"page-{number}" for number in range(1, 13)}


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "٣", "1.5", "\x00", ""])
def test_a_page_that_is_none_answers(client, document, page):
    shown(document)
    assert client.get(address(document), {"page": page}).status_code == 200


def test_the_lite_form_fits_into_one_short_answer(client):
    document = letter(*[CHINESE] * 12, language="zh-hant")
    shown(document)
    answer = client.get(f"/lite{address(document)}?page=9", headers={"accept-encoding": "gzip"})
    page = BeautifulSoup(gzip.decompress(answer.content).decode(), "html.parser")
    assert page.find(id="page-9")
    assert not page.find(["link", "script", "img"], {"src": True})
    assert len(answer.content) <= 14 * 1024
    assert all(link["href"].startswith("/lite/documents/") for link in page.select(".pagination__link"))


def test_a_document_offers_its_text_beside_the_file(client, document):
    shown(document, slug="letter")
    link = soup(client.get("/news/letter/")).find("a", href=address(document))
    assert link.get_text() == "Read as text"
    assert soup(client.get("/lite/news/letter/")).find("a", href=f"/lite{address(document)}")


def test_a_document_without_words_offers_none(client):
    document = DocumentFactory(text_state="nothing")
    shown(document, slug="letter")
    assert shapes.document(document)["text_url"] is None
    assert "Read as text" not in client.get("/news/letter/").content.decode()
    assert client.get(address(document)).status_code == 404


def test_the_files_themselves_are_served_as_before(client, document):
    document.opens_by_address = True
    document.save()
    assert client.get(document.url).status_code == 200


# Who may see it ---------------------------------------------------------------------------------


def draft(post):
    post.live = False
    post.save()


def expired(post):
    post.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    post.save()


def private(post):
    PageViewRestriction.objects.create(page=post.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def edited(post):
    """Published anew without the document."""
    post.body = [("text", {"text": "<p>Words</p>"})]
    published(post)


def moved_to_a_private_collection(post):
    above = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=above, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = Document.objects.get()
    document.collection = above.add_child(name="Below")
    document.save()


@pytest.mark.parametrize("hide", [draft, expired, private, edited, moved_to_a_private_collection])
def test_the_words_are_for_nobody_once_the_document_is_not_public(client, document, hide):
    post = shown(document)
    assert client.get(address(document)).status_code == 200
    hide(post)
    for way in (address(document), f"/lite{address(document)}"):
        assert client.get(way).status_code == 404


def test_a_document_of_a_private_collection_is_a_clear_gap(document):
    moved_to_a_private_collection(None)
    assert shapes.document(Document.objects.get()) is None


def test_a_document_that_no_page_shows_is_for_nobody(client, document):
    assert client.get(address(document)).status_code == 404


def test_a_document_of_a_draft_of_a_public_post_is_for_nobody(client, document):
    post = published(BlogPageFactory())
    post.body = [("document", {"document": document})]
    post.save_revision()
    assert client.get(address(document)).status_code == 404


def test_a_document_in_a_text_that_pages_share_is_public_with_them(client, document):
    link = f'<p><a linktype="document" id="{document.pk}">Letter</a></p>'
    text = ReusableTextFactory(text=link)
    assert not visible_documents(Document.objects.all()).exists()
    post = BlogPageFactory(body=[("reusable_text", {"reusable_text": text})])
    assert list(visible_documents(Document.objects.all())) == [document]
    assert [page.pk for page in pages_showing(document)] == [post.pk]


def test_a_link_to_a_private_post_does_not_open_its_documents(client, document):
    secret = StandardPageFactory(title="Secret", parent=home_page())
    secret.body = [("document", {"document": document})]
    published(secret)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    link = f'<p><a linktype="page" id="{secret.pk}">Secret</a></p>'
    published(BlogPageFactory(body=[("text", {"text": link})]))
    assert client.get(address(document)).status_code == 404


def test_of_posts_that_show_it_hidden_ones_are_not_named(client, document):
    shown(document, title="Public")
    draft(shown(document, title="Hidden"))
    page = client.get(address(document)).content.decode()
    assert "Public" in page
    assert "Hidden" not in page


def test_a_language_that_the_site_does_not_speak_leads_to_one_that_it_does(client, document):
    shown(document)
    answer = client.get(f"/so/documents/{document.pk}/text/")
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{document.pk}/text/")


def test_a_warm_page_of_text_costs_few_queries(client, document, django_assert_max_num_queries):
    shown(document)
    client.get(address(document))
    with django_assert_max_num_queries(12):
        client.get(address(document))
