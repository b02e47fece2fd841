"""Scripts are a comfort: small, our own, and nothing a reader needs depends on them."""

import gzip
import re
from pathlib import Path

import pytest

from tests.factories import BlogPageFactory, StandardPageFactory

SCRIPTS = Path(__file__).resolve().parents[2] / "cms" / "static" / "cms" / "js"
MOST_BYTES = 8 * 1024


def test_all_scripts_together_stay_small():
    assert sum(len(gzip.compress(path.read_bytes())) for path in SCRIPTS.glob("*.js")) <= MOST_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("make", [BlogPageFactory, StandardPageFactory])
def test_an_article_has_one_script_that_waits_and_none_in_its_text(client, make):
    page = client.get(make().get_url()).content.decode()
    scripts = [tag for tag in re.findall(r"<script[^>]*>", page) if "application/ld+json" not in tag]
    assert len(scripts) == 1
    assert re.fullmatch(r'<script defer src="/static/cms/js/article[^"]*">', scripts[0])
    assert not re.search(r"\son\w+=", page)


@pytest.mark.django_db
def test_a_page_with_nothing_to_share_loads_no_script(client):
    assert "<script" not in client.get("/").content.decode().replace(
        '<script type="application/ld+json">', ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/search/", "/no-such-page/"])
def test_a_page_with_a_search_form_has_one_script_that_waits(client, path):
    page = client.get(path).content.decode()
    assert len(re.findall(r"<script", page)) == 1
    assert re.search(r'<script defer src="/static/cms/js/search[^"]*">', page)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/lite/search/", "/lite/no-such-page/"])
def test_the_lite_form_has_no_script(client, path):
    assert "<script" not in client.get(path).content.decode()


def test_the_script_of_the_search_stays_below_one_and_a_half_kilobytes():
    assert len(gzip.compress((SCRIPTS / "search.js").read_bytes())) <= 1536
