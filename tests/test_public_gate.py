"""One gate: what is private, a draft, expired, scheduled, withdrawn or deleted is at no public address.

Things of each kind are made with words that stand nowhere else, looked for while they are public, hidden,
and looked for again: at every pattern of the resolver and with every parameter of the API.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from blog.models import Author, Category, Partner
from cms.urls import api
from home.models import SiteSettings
from tests.factories import (
    BlogPageFactory,
    NavigationFactory,
    StandardPageFactory,
    default_site,
    home_page,
    locale,
    news,
)
from tests.hidden_places import LEFT_OUT, PLACES, World, every, general, parameters, patterns
from tests.hidden_things import MAKERS, NEVER_PUBLIC, PICTURES, Thing

pytestmark = pytest.mark.django_db


class Seen:
    """Which words stood where, and what answered how."""

    def __init__(self, things: list[Thing]) -> None:
        self.owner = {mark: thing for thing in things for mark in (thing.key, thing.secret, *thing.marks)}
        self.words = re.compile("|".join(map(re.escape, self.owner)))
        self.where: defaultdict[str, list[str]] = defaultdict(list)
        self.statuses: dict[str, int] = {}
        self.opened: set[str] = set()

    def look(self, client: Client, address: str) -> None:
        answer = client.get(address)
        self.statuses[address] = answer.status_code
        # A private collection may ask for its password in a page of the site.
        if answer.status_code == 200 and not answer["Content-Type"].startswith("text/html"):
            self.opened.add(address)
        for mark in set(self.words.findall(text_of(answer))):
            if mark not in address:  # what was asked may be repeated
                self.where[self.owner[mark].name].append(f"{mark} at {address}")


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return unquote(f"{headers}\n{content.decode(errors='replace')}").lower()


@pytest.fixture(scope="module")
def commits(shared, search_index) -> Iterator[None]:
    """What waits for the end of a transaction is done at once: there is none before the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("blog.signals", "cms.media.signals", "django.db.transaction"):
            patch.setattr(f"{place}.on_commit", lambda work, **options: work())
        yield


@pytest.fixture(scope="module")
def things(commits) -> list[Thing]:
    locale("ur")
    news("ur")
    made = [make(name) for name, make in MAKERS.items()]
    for thing in made:
        thing.page_id = thing.page.pk if thing.page else 0
    pictures = [thing for thing in made if thing.name in PICTURES]
    dress_the_site(pictures)
    return made


def dress_the_site(pictures: list[Thing]) -> None:
    """Hidden pictures as logo, icon, shared picture and welcome, too."""
    from cms.media.models import Image

    logo, icon, share, welcome = (Image.objects.get(title=f"{thing.secret} picture") for thing in pictures)
    SiteSettings.objects.create(site=default_site(), logo=logo, icon=icon, share_picture=share)
    home = home_page()
    home.welcome_picture = welcome
    home.save()


@pytest.fixture(scope="module")
def world(things) -> World:
    """A public site that leads to all of it: a menu, buttons, links in texts, a translation."""
    hidden = [thing for thing in things if thing.page]
    lead = [
        ("call_to_action", {"title": "Come", "text": "", "page": thing.page, "url": "", "button": "Go"})
        for thing in hidden
    ]
    links = "".join(f'<p><a linktype="page" id="{thing.page_id}">this</a></p>' for thing in hidden)
    body = [*lead, ("text", {"text": links, "language": ""})]
    hub, page = BlogPageFactory(slug="hub", body=body), StandardPageFactory(slug="about", body=body)
    menu = [("link", {"label": "Way", "page": thing.page, "url": ""}) for thing in hidden[:8]]
    NavigationFactory(menu=menu)
    translations = [
        BlogPageFactory(
            parent=news("ur"), slug=f"t-{thing.page_id}", translation_key=thing.page.translation_key
        )
        for thing in hidden
        if thing.name in ("post, login", "post, draft")
    ]
    paths = [own.get_url() for own in (hub, page, *translations)]
    return World(
        things=things,
        public_posts=[hub.pk, *(own.pk for own in translations)],
        public_pages=[page.pk, home_page().pk],
        public_paths=[form + path for path in paths for form in ("", "/lite")],
        snippets={
            "categories": list(Category.objects.values_list("pk", flat=True)),
            "authors": list(Author.objects.values_list("pk", flat=True)),
            "partners": list(Partner.objects.values_list("pk", flat=True)),
        },
        categories=list(Category.objects.values_list("slug", flat=True)),
        locks=[],
    )


def looked(world: World, addresses: Iterable[str]) -> Seen:
    seen, client = Seen(world.things), Client()
    for address in addresses:
        seen.look(client, address)
    return seen


@pytest.fixture(scope="module")
def before(world) -> Seen:
    """What is at each address while all that can be public is public."""
    return looked(world, general(world))


@pytest.fixture(scope="module")
def after(world, before) -> Seen:
    for thing in world.things:
        thing.hide()
    world.locks = list(PageViewRestriction.objects.values_list("pk", "page"))
    return looked(world, every(world))


every_thing = pytest.mark.parametrize("name", MAKERS)


def test_every_public_pattern_is_asked_or_left_out_for_a_reason():
    assert patterns() == sorted({*PLACES, *LEFT_OUT})


def test_every_parameter_of_the_lists_of_the_api_is_asked(world):
    taken = {name for view in api.resources.values() for name in view.parameters_of("listing_view")}
    assert taken - set(parameters(world)) == set()


def test_no_address_breaks(before, after):
    statuses = before.statuses | after.statuses
    assert [address for address, status in statuses.items() if status >= 500] == []


@pytest.mark.parametrize("name", sorted(set(MAKERS) - NEVER_PUBLIC))
def test_what_is_public_is_seen(before, name):
    assert before.where[name]


@every_thing
def test_what_is_hidden_stands_at_no_public_address(after, name):
    assert after.where[name] == []


@every_thing
def test_files_of_what_is_hidden_do_not_open(after, world, name):
    thing = next(thing for thing in world.things if thing.name == name)
    assert [file for file in thing.files if file in after.opened] == []


def test_phones_are_not_told_to_keep_what_is_hidden(after, client):
    kept = json.loads(client.get("/offline/pages.json").content)["public"]
    public = Page.objects.filter(pk__in=kept).values_list("slug", flat=True)
    assert set(kept) & set(after_ids(after)) == set(), list(public)


def after_ids(seen: Seen) -> list[int]:
    changed = "changes"
    owners = {thing.name: thing for thing in seen.owner.values()}
    return [thing.page_id for name, thing in owners.items() if thing.page_id and changed not in name]
