"""Pictures of bodies are ours by their host, too: other sites name their uploads as every WordPress does."""

import pytest

from blog.models import BlogPage
from tests.factories import jpeg
from tests.wordpress.exports import attachment, item, move_in

FILE = "wp-content/uploads/2016/02/x.jpg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        (f"https://old.example.org/{FILE}", True),
        (f"http://www.old.example.org/{FILE}", True),
        (f"/{FILE}", True),
        (f"https://i0.wp.com/old.example.org/{FILE}?w=300", True),
        (f"https://other.example.org/{FILE}", False),
        (f"https://i0.wp.com/other.example.org/{FILE}", False),
        ("https://other.files.wordpress.com/2016/02/x.jpg", False),
    ],
)
def test_a_picture_is_found_on_the_old_site_alone(tmp_path, address, is_ours):
    folder = tmp_path / "copy/2016/02"
    folder.mkdir(parents=True)
    (folder / "x.jpg").write_bytes(jpeg(160, 100))
    post = item(1, "A", f'<p>Words</p><img src="{address}">')
    move_in(tmp_path, post, attachment(5, "2016/02/x.jpg"), uploads=tmp_path / "copy")
    assert ("picture" in [block.block_type for block in BlogPage.objects.get().body]) is is_ours
