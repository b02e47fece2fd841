"""An old site for bodies: what its addresses became here."""

from home.wordpress.bodies import Converted, File, Picture, convert

SITE = "https://old.example.org"
UPLOADS = f"{SITE}/wp-content/uploads/2017"
PICTURES = {
    f"{UPLOADS}/centre.jpg": Picture(11, "The centre"),
    f"{UPLOADS}/march.png": Picture(12, "A march", "On the way"),
    11: Picture(11, "The centre"),
    12: Picture(12, "A march", "On the way"),
    13: Picture(13),
}
FILES = {f"{UPLOADS}/letter.pdf": File(21, "Letter to the department")}
PAGES = {f"{SITE}/about/": 31, f"{SITE}/?p=32": 32}
REUSABLE = {
    41: "<!-- wp:paragraph --><p>About us</p><!-- /wp:paragraph -->",
    42: '<!-- wp:block {"ref":42} /-->',
}


class OldSite:
    hosts = frozenset({"old.example.org", "ours.wordpress.com"})
    address = f"{SITE}/a-post/"

    def __init__(self, language="en"):
        self.language = language

    def page_for(self, url):
        return PAGES.get(url)

    def picture_for(self, source):
        return PICTURES.get(source)

    def document_for(self, source):
        return FILES.get(source)

    def attachments_of_post(self):
        return [11, 12, 13]

    def reusable_html(self, number):
        return REUSABLE.get(number)


def converted(html: str, language: str = "en") -> Converted:
    return convert(html, OldSite(language))


def blocks(html: str, language: str = "en") -> list:
    """(type, value) of each block."""
    return [(block["type"], block["value"]) for block in converted(html, language).body]


def kinds(html: str) -> list[str]:
    return [kind for kind, _value in blocks(html)]


def html_of(html: str) -> str:
    """The rich text of a body that is nothing else."""
    assert set(kinds(html)) <= {"text"}
    return "".join(value["text"] for _kind, value in blocks(html))


def value_of(html: str) -> dict:
    """The value of the one block of a body."""
    [(_kind, value)] = blocks(html)
    return value


def reasons(html: str) -> list[str]:
    return [str(part.reason) for part in converted(html).unplaced]
