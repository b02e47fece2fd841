"""What programs ask the root of the site for: robots.txt, the manifest, icons."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from cms.media.tasks import make_icons
from home.models import SiteSettings
from tests.factories import ImageFactory, NavigationFactory, default_site, home_page, jpeg, locale

pytestmark = pytest.mark.django_db


def square(pixels: int = 512, height: int | None = None):
    return ImageFactory(file=ContentFile(jpeg(pixels, height or pixels), name="icon.jpg"))


@pytest.fixture
def own_icon():
    """The site's icon, with its files made."""
    settings = SiteSettings.objects.create(site=default_site(), icon=square())
    make_icons.func(settings.icon_id)
    return settings


def manifest(client, address: str = "/site.webmanifest") -> dict:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/manifest+json"
    return json.loads(answer.content)


def test_robots_may_read_everything_and_learn_of_the_sitemap(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow:",
        "",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_each_language_has_its_own_manifest(client):
    home_page("ur")
    NavigationFactory(site_name="Refugee Union")
    NavigationFactory(site_name="پناہ گزین یونین", locale=locale("ur"))
    english, urdu = manifest(client), manifest(client, "/ur/site.webmanifest")
    assert (english["name"], english["lang"], english["dir"]) == ("Refugee Union", "en", "ltr")
    assert (urdu["name"], urdu["lang"], urdu["dir"]) == ("پناہ گزین یونین", "ur", "rtl")
    assert (english["start_url"], urdu["start_url"]) == ("/", "/ur/")


def test_a_language_that_the_site_does_not_speak_has_no_manifest(client):
    locale("fr")
    assert client.get("/fr/site.webmanifest").status_code == 404


def test_the_manifest_names_icons_that_exist_and_have_their_size(client):
    icons = manifest(client)["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    for icon in icons:
        with Pillow.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_who_has_a_manifest_already_is_told_so_in_one_query(client, django_assert_num_queries):
    known = client.get("/site.webmanifest")["ETag"]
    with django_assert_num_queries(1):  # the content version
        assert client.get("/site.webmanifest", HTTP_IF_NONE_MATCH=known).status_code == 304


@pytest.mark.parametrize("name", ["favicon.ico", "favicon.svg", "apple-touch-icon.png"])
def test_an_icon_is_found_under_its_old_name(client, name):
    answer = client.get(f"/{name}")
    assert answer.status_code == 302
    assert finders.find(answer["Location"].removeprefix("/static/"))
    assert "max-age" in answer["Cache-Control"]


def test_the_editors_icon_takes_the_place_of_the_houses(client, own_icon):
    page = client.get("/").content.decode()
    assert "cms/icons" not in page.replace("cms/icons/share.png", "")
    assert {icon["sizes"] for icon in manifest(client)["icons"]} == {"192x192", "512x512"}
    for name in ("favicon.ico", "favicon.svg", "apple-touch-icon.png"):
        assert client.get(f"/{name}")["Location"].startswith("/media/")


def test_an_icon_whose_files_are_not_made_yet_is_not_shown(client):
    SiteSettings.objects.create(site=default_site(), icon=square())
    images = SiteSettings.objects.get().icon.renditions.count()
    assert "/static/cms/icons/" in client.get("/favicon.ico")["Location"]
    assert SiteSettings.objects.get().icon.renditions.count() == images


@pytest.mark.parametrize(("width", "height"), [(512, 512), (600, 590)])
def test_a_large_square_picture_may_be_the_icon(width, height):
    SiteSettings(site=default_site(), icon=square(width, height)).clean()


@pytest.mark.parametrize(("width", "height"), [(511, 511), (900, 600), (600, 900)])
def test_a_small_or_oblong_picture_cannot_be_the_icon(width, height):
    with pytest.raises(ValidationError, match=f"{width} × {height}"):
        SiteSettings(site=default_site(), icon=square(width, height)).clean()


def test_the_houses_pictures_are_small():
    sizes = {"share.png": 40, "mark-512.png": 10, "mark-192.png": 5, "mark-180.png": 5, "mark.svg": 1}
    for name, kilobytes in sizes.items():
        with open(finders.find(f"cms/icons/{name}"), "rb") as file:
            assert len(file.read()) <= kilobytes * 1000
