"""Pages of any kind: the resource pages/, and the base for resources of one kind of page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db.models import F, Model, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from rest_framework.request import Request
from wagtail.models import Page, PageQuerySet

from cms.api.fallback import FALLBACK, first_language, in_language_or_default
from cms.api.kinds import describe
from cms.api.page_shapes import PageCard, PageDetail
from cms.api.parameters import ID, Parameter, language, one_of, refused, several, text
from cms.api.problems import ProblemError
from cms.api.schema.answers import Answer
from cms.api.selection import FIELDS
from cms.api.shaping import kind_of
from cms.api.viewsets import ReadAPIViewSet
from cms.pages import BasePage

ORDERS = {
    "id": ("id",),
    "-id": ("-id",),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "first_published_at": ("first_published_at", "id"),
    "-first_published_at": ("-first_published_at", "-id"),
}


class BasePagesAPIViewSet(ReadAPIViewSet):
    """A resource made of pages: those of the request's site, in all languages, that everybody may see."""

    model: ClassVar[type[Page]] = Page
    card: ClassVar[Any] = PageCard
    detail_shape: ClassVar[Any] = PageDetail
    orders = ORDERS
    list_parameters: Mapping[str, Parameter] = {
        "locale": several(language()).meaning("The languages of the items; all without it."),
        "fallback": FALLBACK,
        "slug": several(text("the last part of a page's address")).meaning("The pages at some addresses."),
        **ReadAPIViewSet.list_parameters,
    }

    @classmethod
    def kinds(cls) -> Mapping[type[Model], Any]:
        """The kinds of pages among its own, and what the detail of each holds."""
        return {model: shape for model, shape in describe.shapes().items() if issubclass(model, cls.model)}

    def filter_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        pages = super().filter_queryset(queryset)
        if first := first_language(self.asked):
            pages = in_language_or_default(pages, first)
        elif codes := self.asked.get("locale"):
            pages = pages.filter(locale__language_code__in=codes)
        if slugs := self.asked.get("slug"):
            pages = pages.filter(slug__in=slugs)
        return pages

    def detail_of(self, item: Page) -> Mapping[str, Any]:
        return describe.detail(item, self.shapes)

    def shape_of_detail(self, shape: Mapping[str, Any]) -> type:
        return describe.shape_of(apps.get_model(shape["meta"]["type"]))


def page_types() -> dict[str, type[BasePage]]:
    """The kinds of pages of the site by their names, such as blog.BlogPage."""
    return {model._meta.label: model for model in apps.get_models() if issubclass(model, BasePage)}


class PagesAPIViewSet(BasePagesAPIViewSet):
    """All pages, whatever their kind; a post among them."""

    answers = {"find_view": Answer(is_redirect=True, may_be_kept=False, problems=("not-found",))}

    # Each takes the id of a page, or "root", and is named like the question of Wagtail's querysets.
    relations: ClassVar = {
        "child_of": "The pages right below one.",
        "descendant_of": "All pages below one.",
        "ancestor_of": "The pages above one.",
        "translation_of": "A page in its other languages.",
    }
    relation: ClassVar = Parameter("the id of a page that everybody may see, or root", str)

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        if action == "find_view":
            html_path = text("the path of a page's address, such as /ur/news/")
            return {"html_path": html_path, "id": ID, "fields": FIELDS}
        parameters = super().parameters_of(action)
        if action == "listing_view":
            kinds = several(one_of(page_types())).meaning("The kinds of the pages.")
            relations = {name: cls.relation.meaning(means) for name, means in cls.relations.items()}
            return {"type": kinds, **relations, **parameters}
        return parameters

    def get_queryset(self) -> PageQuerySet:
        return self.shapes.reachable(Page.objects.select_related("locale"))

    def with_contents(self, queryset: PageQuerySet) -> PageQuerySet:
        """The pages with the excerpts of their kinds, in one query."""
        parts: list[Any] = []
        for model in page_types().values():
            own = model._meta.model_name
            parts += [NullIf(F(f"{own}__excerpt"), Value("")), F(f"{own}__made_excerpt")]
        summary = Coalesce(*parts, Value(""), output_field=TextField())
        return queryset.annotate(summary=summary)

    def cards(self, items: Sequence[Any]) -> Sequence[Mapping[str, Any]]:
        relatives = self.shapes.relatives(items)
        return [self.shapes.card(page, page.summary, relatives) for page in items]

    def find_detail(self, pk: int) -> Page | None:
        page = self.get_queryset().filter(pk=pk).first()
        return page.specific if page else None

    def filter_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        pages = super().filter_queryset(queryset)
        if names := self.asked.get("type"):
            types = page_types()
            pages = pages.type(*(types[name] for name in names))
        for relation in self.relations:
            if relation in self.asked:
                pages = getattr(pages, relation)(self._related_page(relation))
        return pages

    def _related_page(self, relation: str) -> Page:
        value = self.asked[relation]
        pages = self.get_queryset()
        if value == "root":
            page = pages.filter(url_path=self.shapes.roots.get(settings.LANGUAGE_CODE)).first()
        elif value.isascii() and value.isdigit() and len(value) < 19:
            page = pages.filter(pk=int(value)).first()
        else:
            page = None
        if page is None:
            raise refused(relation, value, self.relation.takes)
        return page

    def find_view(self, request: Request) -> HttpResponseRedirect:
        """Leads from a path on the site, or an id, to the page's one detail address."""
        page = self._find()
        if page is None:
            raise Http404("There is no page at this address.")
        url = self.shapes.detail_url(kind_of(page), page.pk)
        rest = {"fields": self.asked["fields"]} if "fields" in self.asked else {}
        return redirect(f"{url}?{urlencode(rest)}" if rest else url)

    def _find(self) -> Page | None:
        pages = self.get_queryset()
        if {"html_path", "id"} <= set(self.asked):
            raise ProblemError("bad-value", "find takes one of html_path or id, not both.", "id")
        if "html_path" in self.asked:
            page = self._at_path([part for part in self.asked["html_path"].split("/") if part])
            return page and pages.filter(pk=page.pk).first()
        if "id" in self.asked:
            return pages.filter(pk=self.asked["id"]).first()
        raise ProblemError("bad-value", "find takes one of html_path or id.", "html_path")

    def _at_path(self, components: list[str]) -> Page | None:
        """The page that the site serves at a path, which may begin with a language."""
        code = settings.LANGUAGE_CODE
        if components and components[0] in dict(settings.LANGUAGES) and components[0] != code:
            code, *components = components
        root = Page.objects.filter(url_path=self.shapes.roots.get(code)).first()
        if root is None:
            return None
        try:
            page, _args, _kwargs = root.specific.route(self.request, components)
        except Http404:
            return None
        return page

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [*super().get_urlpatterns(), path("find/", cls.as_view({"get": "find_view"}), name="find")]
