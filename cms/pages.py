"""What every page of the site shares."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.api import APIField
from wagtail.compat import HTTPMethod
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search import index

from cms import shapes
from cms.addresses import permalink_of
from cms.excerpts import excerpt_of
from cms.forms import PageForm
from cms.indexing import index_after_commit
from cms.lite import full_form
from cms.passages import Passage, merged, of_field
from cms.preview.frontend import FrontendPreviewMixin
from cms.visibility import VisiblePageManager
from cms.writing import writable


class BasePage(FrontendPreviewMixin, Page):
    """The abstract page: an excerpt, the gate, and the language that belongs to its address."""

    excerpt = models.TextField(
        _("excerpt"),
        blank=True,
        max_length=400,
        help_text=_(
            "One or two sentences for lists, search engines and shared links."
            " Left empty, it is made from the text."
        ),
    )
    made_excerpt = models.TextField(blank=True, default="", editable=False)

    objects = VisiblePageManager()
    base_form_class = PageForm

    # What is read of a page below its title, in its order: fields and bodies.
    passage_fields: ClassVar[Sequence[str]] = ["excerpt"]
    # Relations by whose names it is found as well, though they are no part of its text.
    name_fields: ClassVar[Sequence[str]] = []
    search_fields = [*Page.search_fields, index.SearchField("passages"), index.SearchField("names")]
    search_auto_update: ClassVar[bool] = False  # cms/indexing.py does it better
    # What a script may write: see cms/api/v3.py.
    api_fields: ClassVar[list[APIField]] = writable("excerpt")
    promote_panels = [
        MultiFieldPanel(["slug", "seo_title", "search_description"], _("For search engines")),
    ]
    # Pages are read; what takes something in has an address of its own.
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    is_searched: ClassVar[bool] = True
    # Whether the phone of a reader who asked for it may keep the page: see cms/offline.py.
    is_kept_offline: ClassVar[bool] = False

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """The excerpt that was written, else the one made from the body."""
        return self.excerpt or self.made_excerpt

    @property
    def permalink(self) -> str:
        """An absolute address that leads to the page wherever it moves. Empty before the first save."""
        return permalink_of(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (body := getattr(self, "body", None)) is not None:
            self.made_excerpt = excerpt_of(body)
        super().save(*args, **kwargs)
        index_after_commit(self, kwargs.get("update_fields"))

    def make_excerpt_again(self) -> None:
        """After something that the body shows was hidden, or shown again."""
        if (body := getattr(self, "body", None)) is not None and excerpt_of(body) != self.made_excerpt:
            type(self)._default_manager.filter(pk=self.pk).update(made_excerpt=excerpt_of(body))

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["BasePage"]:
        """The pages that are searched, with the names that they are found by."""
        pages: models.QuerySet[BasePage] = super().get_indexed_objects().select_related("locale")
        for name in cls.name_fields:
            field = cls._meta.get_field(name)
            if field.many_to_many:
                pages = pages.prefetch_related(name)
            elif field.is_relation:
                pages = pages.select_related(name)
        return pages

    def passages(self) -> list[Passage]:
        """What is read of the page below its title, cut where the language changes.

        An excerpt that was made is left out: it repeats the body.
        """
        return self._read(self.fields_to_read())

    def fields_to_read(self) -> Sequence[str]:
        """Those of the passage fields that readers see."""
        return self.passage_fields

    def names(self) -> list[Passage]:
        """The names that the page is found by, such as those of its categories."""
        return self._read(self.name_fields)

    def _read(self, fields: Sequence[str]) -> list[Passage]:
        language = self.locale.language_code
        return merged(chain.from_iterable(of_field(self, name, language) for name in fields))

    def document_ids(self) -> list[int]:
        """The documents that the page shows or links to, in its order, each once."""
        document = get_document_model()
        found: dict[int, None] = {}
        for field in map(self._meta.get_field, self.passage_fields):
            if hasattr(field, "extract_references"):
                for model, pk, *_ in field.extract_references(field.value_from_object(self)):
                    if model is document and str(pk).isdigit():
                        found[int(pk)] = None
        return list(found)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page; one that phones may keep says so, with its id.

        Raises Http404 for a page that has expired: the clock, which withdraws it, comes once a minute.
        """
        has_expired = self.expire_at is not None and self.expire_at <= timezone.now()
        if has_expired and not getattr(request, "is_preview", False):
            raise Http404(_("There is no such page."))
        response = super().serve(request, *args, **kwargs)
        if self.is_kept_offline:
            response["Offline-Reading"] = str(self.pk)
        return response

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The address with the site's name in it: always that of the full form."""
        with full_form():
            url: str | None = super().get_full_url(request)
        return url

    full_url = property(get_full_url)

    def visible_translations(self) -> models.QuerySet["Page"]:
        """The page's translations that everybody may see, with their locales."""
        return (
            self._meta.model.objects.visible()
            .filter(translation_key=self.translation_key)
            .exclude(pk=self.pk)
            .select_related("locale")
        )


class LeadPictureMixin(models.Model):
    """A page that opens with a picture."""

    lead_picture = models.ForeignKey(
        "media.Image",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Stands above the text and in lists."),
    )
    lead_picture_caption = models.CharField(_("caption"), max_length=300, blank=True)

    lead_picture_panel: ClassVar = MultiFieldPanel(
        ["lead_picture", "lead_picture_caption"], _("Lead picture")
    )
    api_fields: ClassVar[list[APIField]] = writable("lead_picture", "lead_picture_caption")

    class Meta:
        abstract = True

    # What the page brings.
    passage_fields: ClassVar[Sequence[str]]

    def fields_to_read(self) -> Sequence[str]:
        """Without the caption of a picture that is hidden or was withdrawn."""
        is_silent = self.lead_picture_caption and self.lead_picture and self.lead_picture.is_silent
        return [name for name in self.passage_fields if not (is_silent and name == "lead_picture_caption")]

    def lead_picture_shape(self) -> shapes.Picture | None:
        """The lead picture's shape, with the page's caption."""
        return shapes.picture(self.lead_picture, caption=self.lead_picture_caption)
