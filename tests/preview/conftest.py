"""What the tests of previews share: a site with a frontend, an editor, and the token of a preview."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.api.conftest import prepared_cards  # noqa: F401  # related posts come from cards
from tests.factories import CategoryFactory, locale, member

FRONTEND = "https://www.union.example.org"
ADDRESS = "/api/v2/preview/"


@pytest.fixture(scope="module")
def editor(shared):
    return member("Editors")


@pytest.fixture
def with_frontend(settings):
    settings.FRONTEND_URL = FRONTEND


@pytest.fixture
def admin(editor):
    """The admin as the editor uses it."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def opened(with_frontend, admin):
    """Opens an address of the admin that shows a preview; gives what the frontend is told."""

    def _opened(address: str, **query: str) -> dict[str, str]:
        answer = admin.get(address, {"mode": "frontend", **query})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"].startswith(f"{FRONTEND}/preview?")
        return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}

    return _opened


@pytest.fixture
def preview(opened):
    """What the frontend is told of a page's draft: preview(page)."""
    return lambda page: opened(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


@pytest.fixture
def typed(admin, opened):
    """What the frontend is told while somebody types: typed("preview_on_edit", pk, title="…")."""

    def _typed(view: str, *args: object, code: str = "en", **fields: str) -> dict[str, str]:
        words = {"text": rich_text("<p>Not saved yet.</p>"), "language": ""}
        form = {
            **dict.fromkeys(("slug", "seo_title", "search_description", "excerpt", "byline"), ""),
            **dict.fromkeys(("lead_picture", "lead_picture_caption", "go_live_at", "expire_at"), ""),
            **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
            **{f"related_posts-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
            "date": "2017-02-27",
            "categories": str(CategoryFactory(locale=locale(code)).pk),
            "body": streamfield([("text", words)]),
            **fields,
        }
        address = reverse(f"wagtailadmin_pages:{view}", args=args)
        assert admin.post(address, nested_form_data(form)).json() == {"is_valid": True, "is_available": True}
        return opened(address, in_preview_panel="true")

    return _typed


@pytest.fixture
def fetch(client):
    """What a frontend, without any cookie, is answered for a token."""

    def _fetch(status: int = 200, **query: str) -> dict:
        answer = client.get(ADDRESS, query)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    return _fetch


@pytest.fixture
def draft_of():
    """Changes the title of a page in a draft, which readers do not see."""

    def _draft_of(page: Page, title: str) -> Page:
        draft = type(page).objects.get(pk=page.pk)
        draft.title = title
        draft.save_revision()
        return draft

    return _draft_of
