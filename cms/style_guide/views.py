"""The style guide: /style-guide/ in every language of the site, so in both directions."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.models import Site

from cms import languages
from cms.style_guide import tokens
from cms.style_guide.samples import WORDS, NothingPublicError, preview

SCHEMES = ("light", "dark")
STATES = ("sent", "acknowledged", "answered", "rejected", "withdrawn")


def style_guide(
    request: HttpRequest, body: type[StreamBlock], posts: Any, form: Callable[..., Form]
) -> HttpResponse:
    """Every token, component and block of `body`; `?scheme=dark` shows them by night.

    `posts` is the manager of the posts: the cards show the newest ones. `form` is the archive's.
    """
    scheme = request.GET.get("scheme", "")
    guide = Guide(request, body(), posts, form(years=[2017, 2016], categories=[]))
    context = {"guide": guide, "scheme": scheme if scheme in SCHEMES else ""}
    return render(request, "style_guide/style_guide.html", context)


class Guide:
    """What the template asks for, inside a part that is cached."""

    schemes = SCHEMES
    states = STATES

    def __init__(self, request: HttpRequest, body: StreamBlock, posts: Any, form: Form) -> None:
        self.request, self.body, self.manager, self.form = request, body, posts, form
        self.language_code = get_language() or "en"

    @cached_property
    def page(self) -> Any:
        """The home page of the language: some blocks ask where they stand."""
        site = Site.find_for_request(self.request)
        homes = site.root_page.get_translations(inclusive=True) if site else None
        return homes.filter(locale__language_code=self.language_code).first() if homes else None

    @cached_property
    def palettes(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "colors": colors, "pairs": tokens.pairs(colors)}
            for name, colors in tokens.palettes().items()
        ]

    @property
    def spaces(self) -> list[str]:
        return tokens.spaces()

    @property
    def scripts(self) -> list[dict[str, str]]:
        return [
            {
                "name": languages.native_name(code),
                "lang": languages.html_lang(code),
                "dir": languages.direction(code),
                "words": words,
            }
            for code, words in WORDS.items()
        ]

    @property
    def language_links(self) -> list[dict[str, Any]]:
        """The language switch of a site in all of them."""
        return [
            {**script, "url": self.request.path, "is_current": script["lang"] == "en"}
            for script in self.scripts
        ]

    @cached_property
    def posts(self) -> list[Any]:
        """The newest three with a picture."""
        found = self.manager.visible().newest_first().for_cards()
        return list(found.filter(locale__language_code=self.language_code, lead_picture__isnull=False)[:3])

    @cached_property
    def article(self) -> Any:
        """A post with a byline, if there is one: what stands around a text is shown with it."""
        found = self.manager.visible().newest_first().for_cards()
        found = found.filter(locale__language_code=self.language_code)
        return found.filter(byline__isnull=False).first() or found.first()

    @property
    def news_url(self) -> str:
        return str(self.article.get_parent().get_url() or "") if self.article else ""

    @property
    def old(self) -> dict[str, Any]:
        """An article that no longer holds."""
        words = WORDS.get(self.language_code, WORDS["en"])
        return {"is_out_of_date": True, "out_of_date_note": words}

    @property
    def chapters(self) -> list[dict[str, Any]]:
        """The contents of a long text, with parts below the second chapter."""
        title = self.points[0]["value"]["title"]
        parts = [{"id": "guide-reading", "text": title}] * 2
        return [
            {"id": "guide-reading", "text": title, "parts": parts if place == 1 else []} for place in range(3)
        ]

    @cached_property
    def petitions(self) -> list[Any]:
        found = self.manager.visible().petitions().newest_first().for_cards()
        return list(found.filter(locale__language_code=self.language_code)[:3])

    @property
    def points(self) -> list[dict[str, Any]]:
        words = WORDS.get(self.language_code, WORDS["en"])
        return [{"value": {"title": _first(words), "text": words}} for _ in range(3)]

    @property
    def results(self) -> list[dict[str, Any]]:
        """The newest posts as a search gives them: with a mark, one in a document."""
        words = WORDS.get(self.language_code, WORDS["en"])
        first, _, rest = words.partition(" ")
        document = {"title": _first(words), "url": "", "text_url": self.request.path, "number": 3}
        return [
            {
                "page": post,
                "title": post.title,
                "excerpt": format_html("…<mark>{}</mark> {}", first, rest),
                "excerpt_language": self.language_code,
                "kind_label": _first(words),
                "date": post.date,
                "byline": post.byline.name if post.byline else None,
                "categories": [category.name for category in post.categories.all()],
                "is_out_of_date": not place,
                "document": None if place else document,
            }
            for place, post in enumerate(self.posts)
        ]

    @property
    def promotions(self) -> list[dict[str, Any]]:
        words = WORDS.get(self.language_code, WORDS["en"])
        return [{"title": _first(words), "url": self.request.path, "description": words, "language": None}]

    @property
    def facets(self) -> list[dict[str, Any]]:
        """Languages as choices, the first of them chosen, two folded away."""
        options = [
            {
                **script,
                "label": script["name"],
                "count": 15 - place,
                "url": self.request.path,
                "is_chosen": not place,
            }
            for place, script in enumerate(self.scripts)
        ]
        title = _first(WORDS.get(self.language_code, WORDS["en"]))
        return [{"title": title, "lists": [options[:4], options[4:6]], "is_open": False}]

    @property
    def chips(self) -> list[dict[str, str]]:
        title = _first(WORDS.get(self.language_code, WORDS["en"]))
        return [{"title": title, "label": label, "url": self.request.path} for label in ("2017", "2016")]

    @property
    def numbers(self) -> Any:
        """The fourth of ten pages."""
        return Paginator(range(100), 10).page(4)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Each block of the body as a body that holds it alone; None where it needs an upload."""
        return [
            {
                "name": name,
                "label": block.label,
                "description": block.get_description(),
                "body": self._alone(name),
            }
            for name, block in self.body.child_blocks.items()
        ]

    def _alone(self, name: str) -> StreamValue | None:
        try:
            value = preview(self.body.child_blocks[name], self.language_code)
        except NothingPublicError:
            return None
        return StreamValue(self.body, [(name, value)])


def _first(words: str) -> str:
    """The first words of a sentence, as a title is long."""
    return " ".join(words.split()[:4])[:30]
