"""Who may fetch which upload, and how it is sent."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Collection, CollectionViewRestriction

from cms import shapes
from tests.factories import DocumentFactory, ImageFactory, UserFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return ImageFactory()


@pytest.fixture
def editor_client(client):
    client.force_login(member("Editors"))
    return client


def stored(path: str, content: bytes = b"<script>") -> str:
    return "/media/" + default_storage.save(path, ContentFile(content))


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg"])
def test_a_rendition_is_public_and_kept_long(client, image, kind):
    answer = client.get(shapes.picture(image)["srcset"][kind][0]["url"])
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"image/{kind}"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_rendition_cannot_run_anything(client, image):
    answer = client.get(shapes.picture(image)["src"])
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_has_the_rendition_is_told_so(client, image):
    url = shapes.picture(image)["src"]
    modified = client.get(url)["Last-Modified"]
    answer = client.get(url, headers={"if-modified-since": modified})
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (304, "nosniff")


@pytest.mark.parametrize("name", ["x.svg", "x.html", "x.js"])
def test_what_is_no_picture_is_sent_as_a_file_to_save(client, name):
    answer = client.get(stored(f"images/{name}"))
    assert answer["Content-Disposition"] == "attachment"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_an_original_is_not_there_for_visitors(client, image):
    assert client.get(image.file.url).status_code == 404


def test_an_original_is_there_for_editors_and_kept_nowhere(editor_client, image):
    answer = editor_client.get(image.file.url)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]


def test_an_original_is_not_there_for_users_without_the_admin(client, image):
    client.force_login(UserFactory())
    assert client.get(image.file.url).status_code == 404


def test_documents_are_never_served_from_their_folder(admin_client):
    document = DocumentFactory()
    assert admin_client.get(document.file.url).status_code == 404


@pytest.mark.parametrize("folder", ["uploaded_files", "wagtailimages", "secret"])
def test_no_other_folder_is_served(admin_client, folder):
    assert admin_client.get(stored(f"{folder}/x.jpg")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "images/../documents/",
        "images/../../secret-key",
        "images/%2e%2e/%2e%2e/secret-key",
        "images/..%2f..%2fsecret-key",
        "images/..\\..\\secret-key",
        "images//etc/passwd",
        "/etc/passwd",
        "images/",
        "images/none.jpg",
        "images/a%00.jpg",
        pytest.param("images/" + "a" * 5000, id="long"),
    ],
)
def test_a_path_that_leaves_its_folder_or_leads_nowhere_is_not_found(admin_client, settings, path):
    (settings.DATA_DIR / "secret-key").write_text("secret")
    DocumentFactory()
    assert admin_client.get(f"/media/{path}").status_code == 404


def test_where_a_front_server_does_it_nothing_is_served(admin_client, settings, image):
    url = shapes.picture(image)["src"]
    settings.SERVE_MEDIA = False
    assert admin_client.get(url).status_code == 404


def test_a_document_is_sent_so_that_it_cannot_run(client):
    answer = client.get(DocumentFactory(opens_by_address=True).url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_of_a_private_collection_is_not_for_visitors(client, editor_client):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = DocumentFactory(collection=private)
    assert editor_client.get(document.url).status_code == 200
    editor_client.logout()
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
