"""Pictures that visitors may not see: where their files are, and who is told."""

import pytest
from django.core import checks
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.models import Collection, CollectionViewRestriction

from blog.models.cards import PostCard
from cms import shapes
from cms.media.models import Image
from cms.media.tasks import make_icons, make_renditions
from cms.versions import current
from tests.factories import (
    BlogPageFactory,
    ImageFactory,
    member,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
LOGIN, PASSWORD = CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD


@pytest.fixture(autouse=True)
def commits(monkeypatch):
    """Files that wait for the end of the transaction are moved at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **options: work())


@pytest.fixture
def collection():
    return Collection.get_first_root_node().add_child(name="Members")


@pytest.fixture
def image(collection):
    return ImageFactory(collection=collection, title="Faces", description="Three people")


def restrict(collection, kind=LOGIN):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="x"
    )


def addresses(image: Image) -> list[str]:
    shape = shapes.picture(image)
    return [shape["src"], *(source["url"] for kind in shape["srcset"].values() for source in kind)]


def stored(image: Image) -> Image:
    return Image.objects.get(pk=image.pk)


def hide_by_restriction(image):
    restrict(image.collection)


def hide_above(image):
    restrict(image.collection.get_parent())


def hide_by_saving(image):
    private = Collection.get_first_root_node().add_child(name="Private")
    restrict(private)
    image.collection = private
    image.save()


def hide_by_the_form_of_its_collection(image, admin_client):
    private = Collection.get_first_root_node().add_child(name="Private")
    restrict(private)
    pk = image.collection_id
    admin_client.post(f"/admin/collections/{pk}/", {"name": "Members", "parent": private.pk})


def hide_with_many(image, admin_client):
    private = Collection.get_first_root_node().add_child(name="Private")
    restrict(private)
    url = f"/admin/bulk/media/image/add_to_collection/?next=/admin/images/&id={image.pk}"
    admin_client.post(url, {"collection": private.pk})


BY_CODE = [hide_by_restriction, hide_above, hide_by_saving]
BY_SCREENS = [hide_by_the_form_of_its_collection, hide_with_many]


@pytest.fixture(params=[*BY_CODE, *BY_SCREENS], ids=lambda way: way.__name__)
def hide(request, django_capture_on_commit_callbacks):
    way = request.param
    client = [request.getfixturevalue("admin_client")] if way in BY_SCREENS else []

    def hide(image):
        with django_capture_on_commit_callbacks(execute=True):
            way(image, *client)

    return hide


def test_a_hidden_picture_has_no_shape_and_its_addresses_are_gone(client, image, hide):
    before = [*addresses(image), shapes.share_picture(image)["url"]]
    assert {client.get(url).status_code for url in before} == {200}
    hide(image)
    assert {client.get(url).status_code for url in before} == {404}
    assert (shapes.picture(stored(image)), shapes.share_picture(stored(image))) == (None, None)


def test_the_content_version_follows_a_hidden_picture(image, hide):
    before = current()
    hide(image)
    assert current() > before


def test_a_hidden_picture_leaves_the_prepared_card_of_a_post(image, hide):
    post = BlogPageFactory(lead_picture=image)
    assert PostCard.objects.get(post=post).contents["lead_picture"]
    hide(image)
    assert PostCard.objects.get(post=post).contents["lead_picture"] is None


def test_a_page_looks_as_if_it_had_no_picture(client, image):
    body = [("picture", {"picture": image, "caption": "At the gate"})]
    BlogPageFactory(slug="rent", lead_picture=image, lead_picture_caption="In the street", body=body)
    assert client.get("/news/rent/").content.decode().count("<picture") == 2
    restrict(image.collection)
    page = client.get("/news/rent/").content.decode()
    words = ("<picture", "<figure", "At the gate", "In the street", "Three people")
    assert [word for word in words if word in page] == []


def test_a_public_collection_shows_its_pictures_again(client, image):
    lock = restrict(image.collection)
    lock.delete()
    assert {client.get(url).status_code for url in addresses(stored(image))} == {200}


def test_files_that_are_made_while_a_collection_becomes_private_are_not_public(image, monkeypatch):
    image.renditions.all().delete()
    make = monkeypatch.setattr
    make("cms.media.renditions.ThreadPoolExecutor", lambda *args: RestrictsMeanwhile(image))
    make_renditions.call(image.pk)
    names = [rendition.file.name for rendition in image.renditions.all()]
    assert names
    assert [name for name in names if name.startswith("images/")] == []


class RestrictsMeanwhile:
    """Stands in for the threads that encode: while they work, an editor makes the collection private."""

    def __init__(self, image):
        self.image = image

    def __enter__(self):
        restrict(self.image.collection)
        return self

    def __exit__(self, *error):
        pass

    def map(self, work, items):
        return map(work, items)


def test_an_icon_of_a_private_collection_is_hidden_too(image):
    make_icons.call(image.pk)
    assert shapes.icon(image, 32)
    restrict(image.collection)
    assert shapes.icon(stored(image), 32) is None


def test_what_the_admin_shows_of_a_hidden_picture_is_for_editors_alone(client, image):
    restrict(image.collection)
    url = stored(image).get_rendition("max-165x165").url
    assert client.get(url).status_code == 404
    client.force_login(member("Editors"))
    answer = client.get(url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store, no-cache")


def test_where_a_front_server_gives_public_files_editors_still_get_hidden_ones(client, settings, image):
    restrict(image.collection)
    settings.SERVE_MEDIA = False
    client.force_login(member("Editors"))
    assert client.get(stored(image).get_rendition("max-165x165").url).status_code == 200


def test_no_copy_of_a_hidden_picture_stays_among_the_public_files(image):
    names = [rendition.file.name for rendition in image.renditions.all()]
    restrict(image.collection)
    assert [name for name in names if default_storage.exists(name)] == []
    assert all(default_storage.exists(rendition.file.name) for rendition in image.renditions.all())


def test_the_names_of_files_say_nothing_of_what_was_uploaded(image):
    assert "faces" not in image.file.name
    assert ImageFactory(file__name="fatima.jpg").file.name != "original_images/fatima.jpg"


def test_what_an_older_release_left_public_is_found_and_hidden_at_a_start(image):
    restrict(image.collection)
    Image.objects.update(is_hidden=False)
    problems = checks.run_checks(tags=["start"], databases=["default"])
    assert [message.obj for message in problems if message.id == "media.W001"] == ["make_renditions"]
    call_command("make_renditions", verbosity=0)
    assert stored(image).is_hidden


def test_editors_are_told_that_a_picture_is_private(admin_client, image):
    told = "visitors see it nowhere"
    assert told not in admin_client.get(f"/admin/images/{image.pk}/").content.decode()
    restrict(image.collection)
    page = admin_client.get(f"/admin/images/{image.pk}/").content.decode()
    assert told in page
    assert "Members (private)" in page


def test_who_chooses_a_picture_is_told_which_are_private(admin_client, image):
    restrict(image.collection)
    page = admin_client.get("/admin/images/chooser/").json()["html"]
    assert "in a private collection" in page
