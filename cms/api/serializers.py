"""How objects become JSON, beyond what Wagtail does."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.cache import cache
from django.utils import translation
from rest_framework.fields import Field
from wagtail import fields
from wagtail.api.v2.serializers import BaseSerializer, PageLocaleField, StreamField
from wagtail.api.v2.serializers import PageSerializer as WagtailPageSerializer
from wagtail.api.v2.utils import get_object_detail_url
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.versions import version_of

# What expires by the clock alone leaves a body after this time at the latest.
SECONDS = 300


class PageDetailUrlField(Field):
    """The page's one detail address: that of its own type's resource, whichever list it stands in."""

    def get_attribute(self, instance: Page) -> str | None:
        model = instance.specific_class or type(instance)
        url: str | None = get_object_detail_url(
            self.context["router"], self.context["request"], model, instance.pk
        )
        return url

    def to_representation(self, value: str) -> str:
        return value


class PageHtmlUrlField(Field):
    """The page's full address on the site; the roots of the site are read once for all pages."""

    def get_attribute(self, instance: Page) -> str | None:
        url: str | None = instance.get_full_url(self.context["request"])
        return url

    def to_representation(self, value: str) -> str:
        return value


class ParentField(Field):
    """The page above, where everybody may see it."""

    def get_attribute(self, instance: Page) -> Page | None:
        parent: Page | None = self.context["view"].parents.get(instance.path[: -Page.steplen])
        return parent

    @cached_property
    def shapes(self) -> dict[int, dict[str, Any]]:
        """The parents' shapes by their ids: pages side by side have one parent."""
        serializer = ParentSerializer(context=self.context)
        return {page.pk: serializer.to_representation(page) for page in self.context["view"].parents.values()}

    def to_representation(self, value: Page) -> dict[str, Any]:
        return self.shapes[value.pk]


class BodyField(StreamField):
    """A body as JSON, kept for a while under the content version: a change of content makes it anew."""

    def to_representation(self, value: StreamValue) -> Any:
        version = version_of(self.context["request"])
        key = f"api.{self.field_name}.{self.context['page'].pk}.{version}"
        return cache.get_or_set(key, lambda: super(BodyField, self).to_representation(value), SECONDS)


class PageSerializer(WagtailPageSerializer):
    """A page in its own language: labels, and links inside texts, follow the page's locale."""

    serializer_field_mapping: ClassVar = {
        **WagtailPageSerializer.serializer_field_mapping,
        fields.StreamField: BodyField,
    }

    detail_url = PageDetailUrlField(read_only=True)
    html_url = PageHtmlUrlField(read_only=True)
    parent = ParentField(read_only=True)

    def to_representation(self, instance: Page) -> dict[str, Any]:
        # Blocks read the page from here, as they do from a template's context.
        outer = self.context.get("page")
        self.context["page"] = instance
        with translation.override(instance.locale.language_code):
            shape: dict[str, Any] = super().to_representation(instance)
        self.context["page"] = outer
        return shape


class ParentSerializer(PageSerializer):
    """A page as those below it name it."""

    class Meta:
        model = Page
        fields = ["id", "type", "detail_url", "html_url", "title"]

    meta_fields = ["type", "detail_url", "html_url"]


class TranslatableSerializer(BaseSerializer):
    """A thing that is not a page, and has a language."""

    locale = PageLocaleField(read_only=True)
