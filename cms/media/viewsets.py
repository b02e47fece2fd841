"""The screens of the admin on which documents are uploaded: they say what could not be read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.documents.views.documents import CreateView, EditView, IndexView
from wagtail.documents.views.multiple import AddView

from cms.media.marks import mark_of_document
from cms.media.models import TEXT_FIELDS, Document
from cms.visibility import is_in_private_collection, visible_documents

# Whoever changes one of these has the file read again.
READ_AGAIN = {"file", "language", "read_again"}


class DocumentsView(IndexView):
    """The library, which says what visitors cannot open."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = super().columns
        for column in columns:
            if isinstance(column, TitleColumn):
                column.cell_template_name = "media/document_title_cell.html"
        return columns

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        documents = super().decorate_paginated_queryset(object_list)
        ids = [document.pk for document in documents]
        is_open = set(visible_documents(Document.objects.filter(pk__in=ids)).values_list("pk", flat=True))
        for document in documents:
            document.mark = mark_of_document(document, document.pk in is_open)
        return documents


def note_of(document: Document) -> str:
    """What there is to say of the text by now; nothing yet where a worker reads it."""
    document.refresh_from_db(fields=TEXT_FIELDS)
    return document.text_note


class DocumentCreateView(CreateView):
    def save_action(self) -> HttpResponse:
        response = super().save_action()
        _tell(self.request, self.object)
        return response


class DocumentEditView(EditView):
    def save_action(self) -> HttpResponse:
        response = super().save_action()
        if not READ_AGAIN.isdisjoint(self.form.changed_data):
            _tell(self.request, self.object)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_shown = visible_documents(Document.objects.filter(pk=self.object.pk)).exists()
        return context | {
            "first_page": self.object.text_pages.first(),
            "is_shown": is_shown,
            "is_private": is_in_private_collection(self.object),
        }


class DocumentsAddView(AddView):
    """Each of several uploads gets its note above its form."""

    edit_form_template_name = "wagtaildocs/multiple/edit_form.html"

    def get_edit_object_form_context_data(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_edit_object_form_context_data()
        return context | {"note": note_of(self.object)}


def _tell(request: HttpRequest, document: Document) -> None:
    if note := note_of(document):
        messages.warning(request, note)


# Stand before those of wagtail.documents, under the same addresses.
document_urls = [
    path("documents/", DocumentsView.as_view()),
    path("documents/results/", DocumentsView.as_view(results_only=True)),
    path("documents/add/", DocumentCreateView.as_view()),
    path("documents/edit/<int:document_id>/", DocumentEditView.as_view()),
    path("documents/multiple/add/", DocumentsAddView.as_view()),
]
