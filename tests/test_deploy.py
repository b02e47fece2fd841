"""What a front server needs: the page that stands in for the site, and how nginx is told of it."""

import base64
import hashlib
import re

from bs4 import BeautifulSoup
from django.conf import settings

from cms.languages import direction, html_lang
from tests.audit.tools import faults_of_html
from tests.databases import ROOT

PAGE = ROOT / "deploy" / "maintenance.html"
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()


def soup() -> BeautifulSoup:
    return BeautifulSoup(PAGE.read_text(), "html.parser")


def test_the_maintenance_page_needs_no_other_file():
    page = soup()
    assert page.find_all(["script", "img", "iframe", "a", "form"]) == []
    assert [link["href"] for link in page.find_all("link")] == ["data:,"]
    assert not re.search(r"url\(|@import|https?:|\sstyle=", PAGE.read_text())
    assert PAGE.stat().st_size <= 6 * 1024


def test_the_maintenance_page_speaks_every_language_in_its_direction():
    said = {part["lang"]: part["dir"] for part in soup().find_all(lang=True)}
    codes = [code for code, _ in settings.LANGUAGES]
    assert said == {html_lang(code): direction(code) for code in codes}
    assert all(part.get_text(strip=True) for part in soup().find_all(["h1", "h2", "p"]))


def test_the_maintenance_page_is_valid():
    assert faults_of_html([PAGE]) == {PAGE.name: []}


def test_nginx_keeps_nothing_of_large_uploads_before_the_application_knows_who_sends():
    place = NGINX.partition("location = /admin/import-wordpress/ {")[2].partition("}")[0]
    assert "proxy_request_buffering off;" in place
    assert "proxy_http_version 1.1;" in place
    assert "limit_conn imports " in place


def test_nginx_allows_the_style_of_the_maintenance_page_and_no_other():
    digest = hashlib.sha256(soup().style.string.encode()).digest()
    assert f"style-src 'sha256-{base64.b64encode(digest).decode()}'" in NGINX


def test_nginx_says_when_to_come_back():
    block = re.search(r"location @maintenance {(.*?)\n    }", NGINX, re.DOTALL)[1]
    assert "error_page 502 503 504 =503 @maintenance;" in NGINX
    assert re.search(r"add_header Retry-After \d+ always;", block)
    assert re.search(rf"root \S*/{PAGE.parent.name};\s+rewrite \^ /{PAGE.name} break;", block)
