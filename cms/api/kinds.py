"""What the API tells of each kind of page; each app registers its own."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from wagtail.models import Page

from cms.api.page_shapes import PageDetail
from cms.api.shaping import PageShapes
from cms.pages import BasePage

Describe = Callable[[Any, PageShapes], Mapping[str, Any]]


class Descriptions:
    """What the detail of each kind of page holds: a TypedDict, and the function that makes it."""

    def __init__(self) -> None:
        self._known: dict[type[BasePage], tuple[type, Describe]] = {}

    def register(self, model: type[BasePage], shape: type, describe: Describe) -> None:
        self._known[model] = shape, describe

    def shape_of(self, model: type[Page]) -> type:
        return self._known[model][0] if model in self._known else PageDetail

    def shapes(self) -> dict[type[BasePage], type]:
        """The shapes of all kinds, by model."""
        return {model: shape for model, (shape, _describe) in self._known.items()}

    def detail(self, page: Page, shapes: PageShapes) -> Mapping[str, Any]:
        """A page, saved or not, with all that it holds; labels and links follow its language."""
        with translation.override(page.locale.language_code):
            return self._known[type(page)][1](page, shapes)


describe = Descriptions()
