"""Things of each kind in each state that nobody may see, with words that stand nowhere else."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms import shapes
from cms.media.models import Document, DocumentPage, Image
from search import documents
from tests.cms import hiding
from tests.factories import (
    PDF,
    PICTURE,
    AuthorFactory,
    BlogIndexPageFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    ReusableTextFactory,
    StandardPageFactory,
    default_site,
    home_page,
    news,
    published,
)

# Of addresses that say nothing of what stands there.
PLACE = count(1)
CONSONANTS, VOWELS = "bdfgklmnprtvz", "aeiou"
LOGIN, PASSWORD = CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD
GROUPS = CollectionViewRestriction.GROUPS


@dataclass
class Thing:
    """One hidden thing. By `key` one may ask for it; `secret` and `marks` stand in nothing but itself.

    `addresses` are its own, `files` those that must not open. `hide` makes of a public thing a hidden one.
    """

    name: str
    hide: Callable[[], object]
    key: str
    secret: str
    marks: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    page: Page | None = None
    old_path: str = ""


def words(name: str) -> tuple[str, str]:
    """Two words for a name, always the same, that no language has and no other one resembles."""
    chance = random.Random(name)  # noqa: S311  # words, not secrets
    return tuple("".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(6)) for _ in "ab")


# Pages -----------------------------------------------------------------------------------------


def scheduled(page: Page) -> None:
    hiding.draft(page)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at)


def deleted(page: Page) -> None:
    page.delete()


def below_a_page_that_becomes_a_draft(page: Page) -> None:
    """Wagtail withdraws what stands below, when the editor asks for it."""
    parent = page.get_parent().specific
    published(parent).unpublish()
    page.refresh_from_db()
    page.unpublish()


def only_in_a_draft(page: Page) -> None:
    """Its words are those of a draft; what is published says other things."""


PAGE_STATES = {
    "draft": hiding.draft,
    "expired": hiding.expired,
    "unpublished": hiding.unpublished,
    "login": lambda page: hiding.restrict(page, LOGIN),
    "password": lambda page: hiding.restrict(page, PASSWORD),
    "groups": lambda page: hiding.restrict(page, GROUPS),
    "in a private section": hiding.below_a_private_page,
    "in a withdrawn section": below_a_page_that_becomes_a_draft,
    "scheduled": scheduled,
    "deleted": deleted,
    "changes": only_in_a_draft,
}
# Every state of posts, and of plain pages those that are kept in other ways.
STATES_OF_PLAIN_PAGES = ("draft", "expired", "login", "in a private section", "changes")
PAGES = [
    *(f"post, {state}" for state in PAGE_STATES),
    *(f"standard page, {state}" for state in STATES_OF_PLAIN_PAGES),
]


def page_thing(name: str) -> Thing:
    """A page full of what only it has: picture, document, petition, category, name."""
    kind, state = name.split(", ")
    key, secret = words(name)
    image, document = picture(key, secret), letter(key, secret)
    body = [
        ("text", {"text": f"<p>{key} {secret} {letter_link(document)}</p>", "language": ""}),
        ("picture", {"picture": image, "caption": f"{secret} above", "alt": f"{secret} here"}),
        ("document", {"document": document, "summary": f"{secret} in short"}),
        ("petition", {"document": document, "addressee": f"Office of {secret}", "state": "sent"}),
        ("reusable_text", {"reusable_text": ReusableTextFactory(title=key, text=f"<p>{secret}</p>")}),
    ]
    full = {
        "title": f"{key} {secret}",
        "excerpt": f"{secret} excerpt",
        "seo_title": f"{secret} of engines",
        "search_description": f"{secret} described",
        "lead_picture": image,
        "lead_picture_caption": f"{secret} leading",
        "body": body,
    }
    if kind == "post":
        full |= {
            "is_featured": True,
            "byline": AuthorFactory(name=f"Amina {secret}", slug=f"{key}-author"),
            # The names of categories are public by design; what stands below them is not.
            "categories": [CategoryFactory(name="Of a hidden post")],
        }
    page = stored_page(kind, state, key, full)
    thing = Thing(name, lambda: PAGE_STATES[state](type(page).objects.get(pk=page.pk)), key, secret)
    thing.page = page
    thing.marks = {Path(image.file.name).stem}
    thing.addresses = [page.get_url(), *(own_archives(key) if kind == "post" else [])]
    thing.files = [document.url, f"/documents/{document.pk}/text/"]
    thing.old_path = f"/old-{next(PLACE)}"
    name_elsewhere(page, key, thing.old_path)
    return thing


def stored_page(kind: str, state: str, key: str, full: dict[str, object]) -> Page:
    parent, factory = (news(), BlogPageFactory) if kind == "post" else (home_page(), StandardPageFactory)
    if "section" in state:
        section = BlogIndexPageFactory if kind == "post" else StandardPageFactory
        parent = section(title=f"{key} section", slug=f"{key}-section", parent=home_page())
    if state != "changes":
        return factory(slug=key, parent=parent, **full)
    page = factory(slug=f"ordinary-{kind.split()[0]}", title="Ordinary", parent=parent)
    for name, value in full.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def own_archives(key: str) -> list[str]:
    return [
        f"/news/author/{key}-author/",
        f"/news/author/{key}-author/feed.json",
    ]


def name_elsewhere(page: Page, key: str, old_path: str) -> None:
    """A redirect to it, and a moderator's choice of it."""
    Redirect.objects.create(old_path=old_path, redirect_page=page, site=default_site())
    query = Query.objects.create(query_string=f"about {key}")
    SearchPromotion.objects.create(query=query, page=page, sort_order=1, description="")


# Uploads and snippets ----------------------------------------------------------------------------


def picture(key: str, secret: str, **more: object) -> Image:
    said = {"title": f"{secret} picture", "description": f"{secret} to be seen", "credit": f"By {secret}"}
    return ImageFactory(file=ContentFile(PICTURE, name=f"{secret}.jpg"), **said, **more)


def letter(key: str, secret: str, **more: object) -> Document:
    """A PDF in which the word stands, as text of its page and in its bytes."""
    file = ContentFile(PDF + f"% {secret}\n".encode(), name=f"{key}.pdf")
    made = DocumentFactory(title=f"{secret} letter", file=file, text_state="layer", pages_read=1, **more)
    DocumentPage.objects.create(document=made, number=1, text=f"{key} {secret} signed")
    documents.analyse([made.pk])
    return made


def letter_link(document: Document) -> str:
    return f'<a linktype="document" id="{document.pk}">the letter</a>'


def restrict(collection: Collection, kind: str) -> None:
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="open")


def above(collection: Collection) -> None:
    restrict(collection.get_parent(), LOGIN)


COLLECTION_STATES: dict[str, Callable[[Collection], None]] = {
    "login": lambda collection: restrict(collection, LOGIN),
    "password": lambda collection: restrict(collection, PASSWORD),
    "groups": lambda collection: restrict(collection, GROUPS),
    "below a private one": above,
}
PICTURES = [f"picture, collection {state}" for state in COLLECTION_STATES]
PEOPLE = [f"people, {state}" for state in (*hiding.ANSWERS, "expired", "withdrawn")]
DOCUMENTS = [f"document, collection {state}" for state in COLLECTION_STATES]


def collection(name: str) -> Collection:
    """One in a folder of its own."""
    return Collection.get_first_root_node().add_child(name=f"In {name}").add_child(name=name)


def picture_thing(name: str) -> Thing:
    key, secret = words(name)
    kind, state = name.split(", ")
    if kind == "people":
        image = picture(key, secret, **hiding.AGREED)
        thing = Thing(name, lambda: hiding.people(image, state), key, secret)
    else:
        image = picture(key, secret, collection=collection(key))
        restrict_it = COLLECTION_STATES[state.removeprefix("collection ")]
        thing = Thing(name, lambda: restrict_it(image.collection), key, secret)
    thing.marks = {Path(image.file.name).stem}
    shape = shapes.picture(image)
    thing.files = [shape["src"], shapes.share_picture(image)["url"], image.get_rendition("max-165x165").url]
    shown = {"picture": image, "caption": f"{secret} under it", "alt": f"{secret} beside it"}
    body = [("picture", shown), ("gallery", {"title": "", "pictures": [shown, shown]})]
    lead = {"lead_picture": image, "lead_picture_caption": f"{secret} leading"}
    partner = PartnerFactory(logo=image)
    both = [*body, ("partners", {"title": "", "partners": [partner]})]
    post = BlogPageFactory(title="With a picture", slug=f"with-{next(PLACE)}", body=both, **lead)
    page = StandardPageFactory(title="With a picture", slug=f"with-{next(PLACE)}", body=body, **lead)
    thing.addresses = [post.get_url(), page.get_url()]
    return thing


def document_thing(name: str) -> Thing:
    key, secret = words(name)
    document = letter(key, secret, collection=collection(key), opens_by_address=True)
    state = COLLECTION_STATES[name.split("collection ")[1]]
    thing = Thing(name, lambda: state(document.collection), key, secret)
    thing.files = [document.url, f"/documents/{document.pk}/text/"]
    body = [
        ("document", {"document": document, "summary": ""}),
        ("petition", {"document": document, "addressee": "Home Office", "state": "sent"}),
    ]
    post = BlogPageFactory(title="With a letter", slug=f"with-{next(PLACE)}", body=body)
    thing.addresses = [post.get_url()]
    return thing


SNIPPETS = ["document, on no page", "partner, not shown", "reusable text, unused"]


def snippet_thing(name: str) -> Thing:
    key, secret = words(name)
    thing = Thing(name, lambda: None, key, secret)
    if name.startswith("document"):
        document = letter(key, secret)
        thing.files = [document.url, f"/documents/{document.pk}/text/"]
    elif name.startswith("partner"):
        partner = PartnerFactory(name=f"{key} {secret}", description=secret)
        BlogPageFactory(title="With a partner", body=[("partners", {"title": "", "partners": [partner]})])
        thing.hide = lambda: (setattr(partner, "is_shown", False), partner.save())
    elif name.startswith("reusable"):
        ReusableTextFactory(title=f"{key} {secret}", text=f"<p>{secret}</p>")
    return thing


MAKERS = {
    **dict.fromkeys(PAGES, page_thing),
    **dict.fromkeys([*PICTURES, *PEOPLE], picture_thing),
    **dict.fromkeys(DOCUMENTS, document_thing),
    **dict.fromkeys(SNIPPETS, snippet_thing),
}
# What stood nowhere before it was hidden, because it never was public.
NEVER_PUBLIC = {"post, changes", "standard page, changes", "document, on no page", "reusable text, unused"}
