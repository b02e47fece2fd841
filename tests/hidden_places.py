"""Every public address of the site, by the pattern that answers it, and what is asked there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from tests.hidden_things import Thing

LANGUAGES = ("en", "ur")
API = settings.API_PATH
# Prefixed by neither language nor form.
ONCE = ("", "ur/", "lite/", "lite/ur/")


@dataclass
class World:
    """What is hidden, and what of the public site leads to it."""

    things: Sequence[Thing]
    public_posts: Sequence[int]
    public_pages: Sequence[int]
    public_paths: Sequence[str]
    snippets: Mapping[str, Sequence[int]]
    categories: Sequence[str]
    locks: Sequence[tuple[int, int]]

    @property
    def pages(self) -> list[Thing]:
        return [thing for thing in self.things if thing.page]

    @property
    def ids(self) -> list[int]:
        """Those of hidden pages, as they were before they went."""
        return [thing.page_id for thing in self.pages]


def patterns() -> list[str]:
    """Every pattern of the resolver in the language of the site; the admin, which asks who one is, as one."""
    return sorted(set(_below(get_resolver().url_patterns, "")))


def _below(found: Sequence[Any], before: str) -> Iterator[str]:
    for pattern in found:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns") and f"/{route}" != settings.ADMIN_PATH:
            yield from _below(pattern.url_patterns, route)
        else:
            yield route


def in_each_form(*paths: str) -> list[str]:
    return [f"/{before}{path}" for before in ONCE for path in paths]


def typed(word: str) -> list[str]:
    """What people type who do not know a word quite: its beginning, and all of it with a wrong letter."""
    return [word[:7], f"{word[:5]}x{word[6:]}"]


def pages(world: World) -> list[str]:
    archives = [f"/news/{more}" for more in ("2021/", "petitions/", "?year=2021&keyword=the", "?page=2")]
    archives += [f"/news/category/{slug}/" for slug in world.categories[:2]]
    missing = [f"/news/{typed(thing.key)[1]}/" for thing in world.pages]
    own = [address for thing in world.things for address in thing.addresses]
    old = [f"{thing.old_path}/" for thing in world.pages]
    lite = [f"/lite{thing.addresses[0]}" for thing in world.things if thing.addresses]
    return [*in_each_form("", "news/"), *archives, *world.public_paths, *missing, *own, *lite, *old]


def searches(world: World) -> list[str]:
    asked = [f"search/?q={thing.key}" for thing in world.things]
    asked += [f"search/?q={typed(thing.secret)[1]}" for thing in world.things[::2]]
    every = [*asked, "search/?q=", "search/?q=letter", "search/?q=the&kind=post&order=newest"]
    every += [f"search/?q=about+{thing.key}" for thing in world.pages]
    return [*(f"/{path}" for path in every), "/ur/search/?q=letter", "/lite/search/?q=letter"]


def documents(world: World) -> list[str]:
    return [file for thing in world.things for file in thing.files]


def feeds(world: World) -> list[str]:
    names = [f"{place}feed.{kind}" for place in ("news/", "news/petitions/") for kind in ("atom", "json")]
    return [f"/{before}{name}" for before in ("", "ur/") for name in names]


def details(resource: str) -> Callable[[World], list[str]]:
    def found(world: World) -> list[str]:
        ids = world.snippets.get(resource) or [*world.ids, *world.public_posts, *world.public_pages]
        return [f"{API}{resource}/{pk}/" for pk in ids]

    return found


def lists(resource: str) -> Callable[[World], list[str]]:
    """The list as it is, and once for each value of each parameter that the resource takes."""

    def found(world: World) -> list[str]:
        from cms.urls import api  # which needs the settings of the tests

        values, path = parameters(world), f"{API}{resource}/"
        needed = NEEDED.get(resource, "")
        taken = api.resources[resource].parameters_of("listing_view")
        asked = [f"{name}={value}" for name in taken for value in values[name]]
        return [path, *(f"{path}?{with_needed(each, needed)}" for each in asked)]

    return found


def with_needed(asked: str, needed: str) -> str:
    """A question with what the resource cannot do without, unless it asks for that itself."""
    return asked if not needed or asked.split("=")[0] == needed.split("=")[0] else f"{needed}&{asked}"


NEEDED = {"comments": "post=1", "search": "q=letter", "redirects": "path=/old/", "preview": "token=none"}


def parameters(world: World) -> dict[str, list[object]]:
    """What each parameter of the API's lists is asked; one that is not here makes a test fail."""
    keys = [thing.key for thing in world.things]
    return {
        "ancestor_of": world.ids[:3],
        "author": [f"{thing.key}-author" for thing in world.pages if thing.name.startswith("post")],
        "category": world.categories,
        "child_of": world.ids,
        "date_from": ["2000-01-01"],
        "date_to": ["2030-01-01"],
        "descendant_of": ["root", *world.ids],
        "exact": [1],
        "fallback": [],
        "fields": ["*"],
        "include": ["body,related", "body"],
        "kind": ["post", "page"],
        "language": LANGUAGES,
        "limit": [100],
        "locale": [*LANGUAGES, "ur&fallback=1"],
        "month": ["2&year=2021"],
        "offset": [1],
        "order": [],
        "petition": [1],
        "path": [f"{thing.old_path}/" for thing in world.pages],
        "post": [*world.ids, *world.public_posts],
        "q": [*keys, *(typed(thing.secret)[1] for thing in world.pages)],
        "slug": keys,
        "token": ["none"],
        "translation_of": [*world.ids, *world.public_posts],
        "type": ["blog.BlogPage", "home.StandardPage", "blog.BlogIndexPage"],
        "year": [2021],
    }


def finds(world: World) -> list[str]:
    paths = [thing.addresses[0] for thing in world.pages]
    asked = [*(f"html_path={path}" for path in paths), *(f"id={pk}" for pk in world.ids)]
    return [f"{API}pages/find/?{each}" for each in asked]


def suggestions(world: World) -> list[str]:
    return [f"{API}search/suggest/?q={typed(word)[0]}" for t in world.things for word in (t.key, t.secret)]


def fixed(*addresses: str) -> Callable[[World], list[str]]:
    return lambda world: list(addresses)


WITH_DETAILS = ("posts", "pages", "categories", "authors", "partners")
API_LISTS = (*WITH_DETAILS, "years", "search", "site", "urls", "redirects")
PLACES: dict[str, Callable[[World], list[str]]] = {
    "^((?:[\\w\\-]+/)*)$": pages,
    "^(?P<name>favicon\\.ico|favicon\\.svg|apple-touch-icon\\.png)$": fixed("/favicon.svg", "/favicon.ico"),
    "^(?P<path>(?:[\\w\\-]+/)+)feed\\.(?P<kind>atom|json)$": feeds,
    "^en/(?P<rest>.*)$": fixed("/en/", "/en/news/", "/en/search/?q=letter"),
    "^media/(?P<path>.+)$": documents,
    "^sitemap-(?P<code>[a-z]+(?:-[a-z]+)*)(?:-(?P<number>[1-9][0-9]{0,3}))?\\.xml$": fixed(
        "/sitemap-en.xml", "/sitemap-ur.xml", "/sitemap-en-2.xml"
    ),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": lambda world: [
        f"/_util/authenticate_with_password/{lock}/{page}/" for lock, page in world.locks
    ],
    "_util/login/": fixed("/_util/login/", "/ur/_util/login/"),
    "comments/<int:pk>/": lambda world: [f"/comments/{pk}/" for pk in world.ids],
    "comments/<int:pk>/all/": lambda world: [f"/comments/{pk}/all/" for pk in world.ids],
    "comments/report/<int:pk>/": fixed("/comments/report/1/", "/comments/report/2/"),
    "comments/yours/": fixed("/comments/yours/", "/ur/comments/yours/"),
    "documents/<int:pk>/text/": documents,
    "documents/<int:document_id>/<path:name>": documents,
    "documents/^(\\d+)/(.*)$": documents,
    "documents/authenticate_with_password/<int:restriction_id>/": fixed(
        "/documents/authenticate_with_password/1/", "/documents/authenticate_with_password/2/"
    ),
    "offline/": fixed("/offline/", "/ur/offline/"),
    "offline/pages.json": fixed("/offline/pages.json"),
    "p/<int:pk>/": lambda world: [f"/p/{pk}/" for pk in world.ids],
    "robots.txt": fixed("/robots.txt"),
    "search/": searches,
    "site.webmanifest": fixed("/site.webmanifest", "/ur/site.webmanifest"),
    "sitemap.xml": fixed("/sitemap.xml"),
    "takedown/": fixed("/takedown/", "/ur/takedown/?page=/news/"),
    "takedown/yours/": fixed("/takedown/yours/"),
    "style-guide/": fixed("/style-guide/", "/ur/style-guide/"),
    "sw.js": fixed("/sw.js"),
    **{f"{API[1:]}^{name}/": lists(name) for name in (*API_LISTS, "comments", "preview")},
    **{f"{API[1:]}^{name}/<int:pk>/": details(name) for name in WITH_DETAILS},
    f"{API[1:]}^comments/token/": lambda world: [f"{API}comments/token/?post={pk}" for pk in world.ids],
    f"{API[1:]}^pages/find/": finds,
    f"{API[1:]}^preview/userbar/": fixed(f"{API}preview/userbar/?token=none"),
    f"{API[1:]}^search/suggest/": suggestions,
    f"{API[1:]}openapi.json": fixed(f"{API}openapi.json"),
    f"{API[1:]}docs/": fixed(f"{API}docs/"),
    f"{API[1:]}^(?P<rest>.*)$": fixed(API, f"{API}nothing/"),
}
# Patterns at which nothing is asked, and why not.
LEFT_OUT = {settings.ADMIN_PATH[1:]: "asks everybody who they are: see tests of the admin"}


def every(world: World) -> list[str]:
    """All addresses, each once."""
    return list(dict.fromkeys(address for place in PLACES.values() for address in place(world)))


def general(world: World) -> list[str]:
    """Those that ask for nothing in particular, and the own ones of things: enough to see what is public."""
    words = "|".join(typed(thing.key)[1] for thing in world.things)
    particular = re.compile(rf"=|old-|/\d+/$|/lite/|{words}")
    own = (address for thing in world.things for address in (*thing.addresses, *thing.files))
    return list(dict.fromkeys([*(each for each in every(world) if not particular.search(each)), *own]))
