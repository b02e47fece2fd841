"""The style guide, and the palette that it shows."""

import datetime
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from blog.blocks import BodyBlock
from cms.style_guide.samples import WORDS
from cms.style_guide.tokens import contrast, pairs, palettes
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    home_page,
)

SCHEMES = ("light", "dark")


def guide(client, address: str = "/style-guide/") -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_colours_that_meets_can_be_told_apart(scheme):
    close = [pair for pair in pairs(palettes()[scheme]) if pair.ratio < pair.needed]
    assert close == []


def test_contrast_is_counted_as_wcag_does():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_schemes_of_the_guide_are_those_of_the_site(scheme):
    with open(finders.find("cms/style_guide.css")) as file:
        rules = file.read().partition(f'[data-scheme="{scheme}"]')[2].partition("}")[0]
    assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rules)) == palettes()[scheme]


def test_the_palette_has_two_schemes():
    assert palettes()["light"]["paper"] != palettes()["dark"]["paper"]


@pytest.mark.django_db
def test_every_block_is_shown(client):
    page = guide(client)
    assert all(f">{name}</p>" in page for name in BodyBlock().child_blocks)
    assert "We speak for ourselves." in page


@pytest.mark.django_db
def test_every_language_of_the_site_has_its_words(client, settings):
    assert set(WORDS) == {code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES}
    assert all(words in guide(client) for words in WORDS.values() if "'" not in words)


@pytest.mark.django_db
def test_the_urdu_guide_shows_blocks_in_urdu(client):
    home_page("ur")
    blocks = guide(client, "/ur/style-guide/").partition('id="guide-blocks"')[2]
    assert WORDS["ur"] in blocks
    assert "We speak for ourselves." not in blocks


@pytest.mark.django_db
def test_the_guide_is_no_page_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in guide(client)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "shown"), [("dark", True), ("light", True), ("<b>", False), ("", False)])
def test_a_scheme_can_be_chosen(client, query, shown):
    assert (f'data-scheme="{query}"' in guide(client, f"/style-guide/?scheme={query}")) is shown


@pytest.mark.django_db
def test_uploads_that_no_visible_page_shows_stay_out(client):
    ImageFactory(description="Only in a draft")
    DocumentFactory(title="Only in a draft")
    assert "Only in a draft" not in guide(client)


@pytest.mark.django_db
def test_uploads_of_a_visible_page_are_shown(client):
    picture = {
        "picture": ImageFactory(description="A boat at the pier"),
        "caption": "",
        "alt": "",
        "decorative": False,
    }
    BlogPageFactory(body=[("picture", picture), ("document", {"document": DocumentFactory(), "summary": ""})])
    ImageFactory(description="Only in a draft")
    blocks = guide(client).partition('id="guide-blocks"')[2]
    assert "A boat at the pier" in blocks
    assert "Only in a draft" not in blocks


# What every page shows around the guide, and what only holds others.
FRAME = {
    *("head", "header", "footer", "site_links", "stylesheets"),
    *("lite_link", "language_list", "body", "door_form"),
}


@pytest.mark.django_db
def test_every_component_is_shown(client):
    """Read from the templates that the guide renders, whatever the guide calls them."""
    picture, author = ImageFactory(), AuthorFactory(description="A member.")
    PartnerFactory(logo=picture)
    text = ("partners", {"title": "", "partners": []})
    petition = (
        "petition",
        {
            "document": DocumentFactory(),
            "addressee": "An office",
            "state": "sent",
            "date_sent": datetime.date(2017, 2, 27),
            "summary": "",
        },
    )
    document = ("document", {"document": DocumentFactory(), "summary": ""})
    BlogPageFactory(
        body=[text, petition, document], lead_picture=picture, byline=author, categories=[CategoryFactory()]
    )
    folder = Path(__file__).resolve().parents[2] / "cms" / "templates" / "components"
    rendered = [template.name for template in client.get("/style-guide/").templates]
    missing = {path.stem for path in folder.glob("*.html")} - {
        Path(name).stem for name in rendered if name and name.startswith("components/")
    }
    assert missing - FRAME == set()
