"""What stands on other people's servers, what plays, and what only browsers could do."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from home.wordpress.bodies.addresses import FILES, host_of, name_of_file
from home.wordpress.bodies.lines import Line
from home.wordpress.bodies.names import names
from home.wordpress.bodies.stream import LONGEST_SUMMARY, LONGEST_TITLE
from home.wordpress.bodies.walking import Walk

VIDEOS = names(
    "youtube.com youtu.be m.youtube.com"
    "  youtube-nocookie.com vimeo.com player.vimeo.com dailymotion.com dai.ly"
    " ted.com videopress.com wordpress.tv tiktok.com"
)
# Those of WordPress's list of oEmbed providers that are known to answer, and maps.
PROVIDERS = VIDEOS | names(
    "twitter.com x.com mobile.twitter.com facebook.com fb.watch m.facebook.com"
    " instagram.com flickr.com flic.kr"
    " soundcloud.com w.soundcloud.com spotify.com open.spotify.com mixcloud.com slideshare.net scribd.com"
    " issuu.com speakerdeck.com reddit.com tumblr.com kickstarter.com imgur.com bsky.app pinterest.com"
    " maps.google.com maps.app.goo.gl openstreetmap.org archive.org change.org"
)
ADDRESS = re.compile(r"https?://[^\s<>\"]{1,1900}")
GENERIC = re.compile(
    r"(click here( to .*)?|download( (pdf|here|the (pdf|file|document)))?|pdf|here"
    r"|link|view|open|read more|下載)[.:]?",
    re.IGNORECASE,
)
BETWEEN = " \u00a0,;|·•–-"
VIEWERS = re.compile(r"//docs\.google\.com/|//view\.officeapps\.live\.com/|/pdfjs|/viewer\.html")


def embed_address(address: str) -> str | None:
    """The page of what is embedded, where a known provider shows it; None elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = host_of(address)
    if host in ("youtube.com", "youtube-nocookie.com") and (
        found := re.match(r"/(?:embed|v)/([\w-]{6,20})", parts.path)
    ):
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    if host == "player.vimeo.com" and (found := re.match(r"/video/(\d+)", parts.path)):
        return f"https://vimeo.com/{found.group(1)}"
    if host in PROVIDERS or (host.startswith("google.") and parts.path.startswith("/maps")):
        return address if parts.path.strip("/") or parts.query else None
    return None


def place_embed(walk: Walk, address: str, title: str = "") -> None:
    host = host_of(address)
    if not title:
        with override(walk.context.language):
            title = (_("Video on %(host)s") if host in VIDEOS else _("Shown on %(host)s")) % {"host": host}
    if len(title) > LONGEST_TITLE:
        walk.beside(title)
        title = title[:LONGEST_TITLE].rpartition(" ")[0] or title[:LONGEST_TITLE]
    walk.place("embed", url=address, title=title)


def shown_in(address: str) -> str:
    """The file that a viewer in a frame shows, else the address itself."""
    if VIEWERS.search(address):
        said = parse_qs(urlsplit(address).query)
        for name in ("url", "src", "file"):
            if name in said:
                return said[name][0]
    return address


def place_address(walk: Walk, address: str, words: str = "") -> None:
    """What an address alone becomes: a document, a video or post elsewhere, else a link."""
    whole = walk.addresses.absolute(address)
    if not whole:
        walk.beside(words or address)
    elif FILES.search(urlsplit(whole).path) and (file := walk.addresses.document(whole)):
        place_document(walk, file.id, words, file.title, whole)
    elif page := embed_address(whole):
        place_embed(walk, page, words)
    else:
        walk.beside(words or address, walk.addresses.link(whole))


def place_document(walk: Walk, document: int, words: str, title: str, address: str) -> None:
    """A document; words that are not its name say what it is."""
    words = words.strip()
    if {_bare(words)} & {_bare(title), _bare(name_of_file(address)), ""}:
        words = ""
    elif GENERIC.fullmatch(words):
        walk.drop("words of a download")
        words = ""
    if len(words) > LONGEST_SUMMARY:
        walk.beside(words)
        words = ""
    walk.place("document", document=document, summary=words)


def _bare(words: str) -> str:
    return re.sub(r"\.(pdf|docx?)\b|[\W_]+", "", words.lower())


def stand_alone(walk: Walk, line: Line) -> Callable[[], None] | None:
    """What places a line that is nothing but an address, or links to documents; None for other words."""
    if any(piece.link and piece.link.file for piece in line):
        others = (piece.text for piece in line if not (piece.link and piece.link.file))
        return None if any(text.strip(BETWEEN) for text in others) else partial(_place_files, walk, line)
    text = line[0].text if len(line) == 1 and not line[0].link else ""
    return partial(place_address, walk, text) if ADDRESS.fullmatch(text) else None


def _place_files(walk: Walk, line: Line) -> None:
    for link in dict.fromkeys(piece.link for piece in line):
        if link and link.file:
            words = "".join(piece.text for piece in line if piece.link is link)
            place_document(walk, link.file.id, words, link.file.title, link.address)
