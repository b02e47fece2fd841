"""What the tests of the search page have in common: reading it, and documents with words."""

from bs4 import BeautifulSoup

from cms.media.models import Document, DocumentPage
from search.documents import analyse
from tests.factories import DocumentFactory


def read(client, path, query=None) -> BeautifulSoup:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(soup) -> list[str]:
    """Of the results."""
    return [" ".join(title.get_text().split()) for title in soup.select(".result__title")]


def text(soup, selector="main") -> str:
    """The words of a part, with single spaces."""
    return " ".join(" ".join(part.get_text() for part in soup.select(selector)).split())


def link(soup, words) -> str:
    """The address of the first link in the main part with some words."""
    found = [a["href"] for a in soup.main.select("a") if words in " ".join(a.get_text().split())]
    assert found, f"no link “{words}”"
    return found[0]


def letter(*pages: str, **fields) -> Document:
    """A document with these words on its pages, as the task after its upload leaves it."""
    count = len(pages)
    document = DocumentFactory(text_state="layer", page_count=count, pages_read=count, **fields)
    rows = [
        DocumentPage(document=document, number=number, text=words) for number, words in enumerate(pages, 1)
    ]
    DocumentPage.objects.bulk_create(rows)
    analyse([document.pk])
    return document
