"""Pages of any kind: the resource pages/, and the base for resources of one kind of page."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError, get_object_detail_url
from wagtail.models import Page, PageQuerySet

from cms.api.parameters import ID, Parameter, language, one_of, refused, several, text
from cms.api.serializers import PageSerializer
from cms.api.sites import OnSite
from cms.api.viewsets import FIELDS, ReadAPIViewSet
from cms.pages import BasePage

ORDERS = {
    "id": ("id",),
    "-id": ("-id",),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "first_published_at": ("first_published_at", "id"),
    "-first_published_at": ("-first_published_at", "-id"),
}


class BasePagesAPIViewSet(OnSite, ReadAPIViewSet):
    """A resource made of pages: those of the request's site, in all languages, that everybody may see."""

    base_serializer_class = PageSerializer
    body_fields = [*ReadAPIViewSet.body_fields, "title"]
    meta_fields = [
        *ReadAPIViewSet.meta_fields,
        "html_url",
        "slug",
        "locale",
        "first_published_at",
        "seo_title",
        "search_description",
        "parent",
    ]
    listing_default_fields = [
        *ReadAPIViewSet.listing_default_fields,
        "html_url",
        "slug",
        "locale",
        "first_published_at",
        "title",
        "excerpt",
    ]
    detail_only_fields = ["seo_title", "search_description", "parent"]
    orders = ORDERS
    list_parameters: Mapping[str, Parameter] = {
        "locale": several(language()),
        "slug": several(text("the last part of a page's address")),
        **ReadAPIViewSet.list_parameters,
    }

    def filter_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        pages = super().filter_queryset(queryset)
        if codes := self.asked.get("locale"):
            pages = pages.filter(locale__language_code__in=codes)
        if slugs := self.asked.get("slug"):
            pages = pages.filter(slug__in=slugs)
        return pages

    @cached_property
    def parents(self) -> dict[str, Page]:
        """The pages above those that are answered, by their paths; one query, if they are asked for."""
        paths = {page.path[: -Page.steplen] for page in self.items}
        pages = self.reachable(Page.objects.filter(path__in=paths)).select_related("locale", "content_type")
        return {page.path: page for page in pages}


def page_types() -> dict[str, type[BasePage]]:
    """The kinds of pages of the site by their names, such as blog.BlogPage."""
    return {model._meta.label: model for model in apps.get_models() if issubclass(model, BasePage)}


class PagesAPIViewSet(BasePagesAPIViewSet):
    """All pages, whatever their kind; a post among them."""

    model = Page
    listing_default_fields = [*BasePagesAPIViewSet.listing_default_fields, "parent"]
    body_fields = [*BasePagesAPIViewSet.body_fields, *BasePage.api_fields]
    detail_only_fields = ["seo_title", "search_description"]

    # Each takes the id of a page, or "root", and is named like the question of Wagtail's querysets.
    relations = ("child_of", "descendant_of", "ancestor_of", "translation_of")
    relation = Parameter("the id of a page that everybody may see, or root", str)

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        if action == "find_view":
            html_path = text("the path of a page's address, such as /ur/news/")
            return {"html_path": html_path, "id": ID, "fields": FIELDS}
        parameters = super().parameters_of(action)
        if action == "listing_view":
            own = {"type": several(one_of(page_types())), **dict.fromkeys(cls.relations, cls.relation)}
            return {**own, **parameters}
        return parameters

    def get_queryset(self) -> PageQuerySet:
        return self.reachable(Page.objects.select_related("locale", "content_type"))

    def with_contents(self, queryset: PageQuerySet) -> PageQuerySet:
        """The pages with the excerpts of their kinds, in one query."""
        parts: list[Any] = []
        for model in page_types().values():
            own = model._meta.model_name
            parts += [NullIf(F(f"{own}__excerpt"), Value("")), F(f"{own}__made_excerpt")]
        summary = Coalesce(*parts, Value(""), output_field=TextField())
        return queryset.annotate(summary=summary)

    def find_detail(self, pk: int) -> Page | None:
        """The page as its own kind; a page of another resource comes as that resource gives it."""
        page = super().find_detail(pk)
        if page is None:
            return None
        endpoint = self.request.wagtailapi_router.get_model_endpoint(page.specific_class)[1]
        return page.specific if endpoint is type(self) else endpoint(request=self.request).find_detail(pk)

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
            page = pages.filter(url_path=self.roots.get(settings.LANGUAGE_CODE)).first()
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
        url = get_object_detail_url(self.request.wagtailapi_router, request, page.specific_class, page.pk)
        rest = {"fields": self.asked["fields"]} if "fields" in self.asked else {}
        return redirect(f"{url}?{urlencode(rest)}" if rest else url)

    def _find(self) -> Page | None:
        pages = self.get_queryset()
        if "html_path" in self.asked:
            page = self._at_path([part for part in self.asked["html_path"].split("/") if part])
            return page and pages.filter(pk=page.pk).first()
        if "id" in self.asked:
            return pages.filter(pk=self.asked["id"]).first()
        raise BadRequestError("find takes one of html_path or id.")

    def _at_path(self, components: list[str]) -> Page | None:
        """The page that the site serves at a path, which may begin with a language."""
        code = settings.LANGUAGE_CODE
        if components and components[0] in dict(settings.LANGUAGES) and components[0] != code:
            code, *components = components
        root = Page.objects.filter(url_path=self.roots.get(code)).first()
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
