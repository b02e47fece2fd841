"""What the old site showed to some alone, or not any more, is not public here."""

import time

import pytest

from blog.models import BlogPage
from home.wordpress.models import UnplacedPart
from tests.wordpress.exports import item, move_in, notes
from tests.wordpress.old_site import converted, html_of, reasons

PREMIUM = "premium-content/container"
BEHIND_DOORS = [
    "[restrict]SECRET[/restrict]",
    "[members_only]SECRET[/members_only]",
    "[um_loggedin]SECRET[/um_loggedin]",
    "[passster password='SECRET']SECRET[/passster]",
    '[wcm_restrict plans="a"]<p>SECRET</p>[/wcm_restrict]',
    "[private]one[private]two[/private]SECRET[/private]",
    "[Restrict]</p><p>SECRET</p><p>[/RESTRICT]",
    "<!-- wp:shortcode -->[restrict]<!-- /wp:shortcode --><p>SECRET</p>"
    "<!-- wp:shortcode -->[/restrict]<!-- /wp:shortcode -->",
    "<h2>[restrict]SECRET[/restrict]</h2>",
    f"<!-- wp:{PREMIUM} --><div><p>SECRET</p></div><!-- /wp:{PREMIUM} -->",
    '[passster password="SECRET" /]',
]


@pytest.mark.parametrize("html", BEHIND_DOORS)
def test_words_behind_a_door_are_listed_and_stand_nowhere(html):
    found = converted(f"<p>Before {html}</p><p>After</p>")
    assert "SECRET" not in str(found.body)
    assert "After" in str(found.body)
    assert "SECRET" in str(found.unplaced)
    assert found.has_doors


@pytest.mark.parametrize(
    "html",
    ["[block id=1]", "<p>[Members only]</p>", "[gallery]", "<!-- wp:loginout /-->", "[blog_index a=b]"],
)
def test_other_words_and_shortcodes_are_no_doors(html):
    assert not converted(html).has_doors


@pytest.mark.parametrize("raw", ["to='x@example.org'", "to=x@example.org", "x@example.org", 'a "12345678"'])
def test_what_a_shortcode_was_told_never_becomes_words(raw):
    assert html_of(f"<p>a [contact-form-7 {raw}] b</p>") == "<p>a [contact-form-7] b</p>"
    assert reasons(f"[contact-form-7 {raw}]") == ["shortcode"]


@pytest.mark.parametrize("unit", ["[restrict]", "[restrict]a[/restrict]", "[restrict][restrict]a[/restrict]"])
def test_many_doors_take_time_by_their_number(unit):
    start = time.process_time()
    assert converted(unit * (60_000 // len(unit))).has_doors
    assert time.process_time() - start < 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["post", "page"])
def test_what_has_a_door_in_it_is_a_draft(tmp_path, client, kind):
    move_in(tmp_path, item(1, "Ours", f"Words {BEHIND_DOORS[0]}", post_type=kind, post_name="ours"))
    assert client.get("/news/ours/" if kind == "post" else "/ours/").status_code == 404
    assert notes(1, kind) == ["had-doors"]
    assert UnplacedPart.objects.get().original == BEHIND_DOORS[0]


@pytest.mark.django_db
def test_what_has_a_door_in_it_is_not_published_by_the_clock(tmp_path):
    day = {"post_date": "2027-01-01 10:00:00", "post_date_gmt": "2027-01-01 02:00:00"}
    move_in(tmp_path, item(1, "Ours", BEHIND_DOORS[0], status="future", **day))
    assert not BlogPage.objects.get().approved_schedule


@pytest.mark.django_db
def test_an_excerpt_with_a_door_in_it_makes_a_draft(tmp_path):
    move_in(tmp_path, item(1, "Ours", "Words", excerpt="Before [restrict]SECRET[/restrict]after"))
    page = BlogPage.objects.get()
    assert (page.excerpt, page.live) == ("Before after", False)
    assert notes(1) == ["had-doors"]
    assert UnplacedPart.objects.get().original == "[restrict]SECRET[/restrict]"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ("[caption width=3]On the way[/caption] home", "On the way home", []),
        ("Write: [contact-form to='x@example.org']", "Write: [contact-form]", ["shortcode"]),
        ('See [gallery ids="1,2"] here', "See here", ["shortcode"]),
        ("He [sic] said [1]", "He [sic] said [1]", []),
    ],
)
def test_shortcodes_of_an_excerpt_are_listed_and_its_words_stay(tmp_path, old, new, listed):
    move_in(tmp_path, item(1, "Ours", "Words", excerpt=old))
    assert BlogPage.objects.get().excerpt == new
    assert list(UnplacedPart.objects.values_list("reason", flat=True)) == listed
