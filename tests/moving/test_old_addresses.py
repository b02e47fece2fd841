"""Old addresses lead on after a move of the whole site, too."""

import pytest
from django.contrib.contenttypes.models import ContentType

from cms.moving import kinds
from home.moving.exporting import plain
from home.moving.keys import MovingError, keys_of_database
from home.moving.rows import values_of
from home.moving.things import inward
from home.wordpress.models import ImportedItem
from tests.factories import BlogPageFactory
from tests.moving.conftest import members, rolled_back, run

pytestmark = pytest.mark.django_db
SOURCE = "old.example.org"


@pytest.fixture(scope="module")
def moved(shared, media, tmp_path_factory):
    """A site with a memory of an old one, out and in again; gives both archives."""
    first, second = (tmp_path_factory.mktemp("out") / name for name in ("first.zip", "second.zip"))
    with media("source"), rolled_back():
        post = BlogPageFactory(slug="rice", keywords="Rice")
        kind = ContentType.objects.get_for_model(post)
        known = {"source": SOURCE, "kind": "post"}
        ImportedItem.objects.create(
            **known,
            key="12",
            old_path="/old-rice/",
            content_type=kind,
            object_id=post.pk,
            facts={"parent": 1},
        )
        ImportedItem.objects.create(**known, key="13", old_path="/?p=13", title="In the bin", outcome="left")
        ImportedItem.objects.create(
            **known,
            key="14",
            content_type=kind,
            object_id=BlogPageFactory(slug="soup").pk,
            unresolved=[["file", "2016/soup.jpg"], ["page", "99"]],
        )
        file = {"source": SOURCE, "kind": "attachment", "outcome": "missing"}
        ImportedItem.objects.create(
            **file, key="15", old_file="2016/plan.pdf", facts={"parent": 12, "url": "secret"}
        )
        refused = file | {"outcome": "refused"}
        ImportedItem.objects.create(**refused, key="16", old_file="2016/song.mp3", facts={"parent": 12})
        ImportedItem.objects.create(source=SOURCE, kind="tag", key="9", slug="rice", title="Rice")
        run("export_site", first)
    with media("target"):
        run("import_site", first)
        run("export_site", second)
        yield first, second


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old-rice/", "/news/rice/"),
        ("/?p=12", "/news/rice/"),
        ("/tag/rice/", "/search/?q=Rice"),
        # Files that never came: the page that names one, and the one to which one belonged.
        ("/wp-content/uploads/2016/soup.jpg", "/news/soup/"),
        ("/wp-content/uploads/2016/plan.pdf", "/news/rice/"),
        ("/?attachment_id=16", "/news/rice/"),
    ],
)
def test_an_old_address_leads_on_after_a_move(moved, client, old, new):
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)


def test_a_second_export_has_the_same_memory(moved):
    assert members(moved[0]) == members(moved[1])


def test_what_was_left_behind_there_stays_out_of_the_archive(moved):
    taken = b"".join(members(moved[0]).values())
    assert b"In the bin" not in taken
    assert b"secret" not in taken


@pytest.mark.parametrize(
    ("name", "value"),
    [("unresolved", [["file"]]), ("unresolved", "file"), ("facts", {"parent": "1"}), ("facts", {"url": "x"})],
)
def test_a_memory_that_no_import_would_have_is_refused(moved, name, value):
    kind, keys = kinds["old_addresses"], keys_of_database()
    said = plain(kind, ImportedItem.objects.get(key="12"), keys)
    values_of(kind, said, inward(keys))
    said["fields"][name] = value
    with pytest.raises(MovingError, match=f"“{name}” what is no such value"):
        values_of(kind, said, inward(keys))


def test_a_thing_is_named_by_its_model_and_not_by_a_number_of_this_database(moved):
    said = plain(kinds["old_addresses"], ImportedItem.objects.get(key="12"), keys_of_database())
    assert said["fields"]["content_type"] == "blog.blogpage"
