"""Pages with pictures that wait are not published: they stay drafts, and whoever publishes learns why.

What slips through, such as a consent that ends before a scheduled page appears, shows no picture: the
gate keeps it back whatever was published.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, Q
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.actions import PublishPageRevisionAction
from wagtail.models import Page, ReferenceIndex

from cms.consent import Wait
from cms.media.models import Image

logger = logging.getLogger(__name__)
CODE = "picture_waits"


def waiting_pictures(page: Page, changes: Mapping[str, Any] | None = None) -> list[Image]:
    """The pictures that wait, of a page as it is in memory and of the snippets that it shows.

    With the values that a form will give to some of its fields.
    """
    kind = ContentType.objects.get_for_model(Image)
    held = set(_references(page, changes or {}))
    ids = {pk for model, pk in held if model is Image}
    conditions = Q()
    for model, pk in held:
        # A page that is linked to shows its pictures itself.
        if not issubclass(model, (Image, Page)):
            conditions |= Q(base_content_type=ContentType.objects.get_for_model(model), object_id=pk)
    if conditions:
        indirect = ReferenceIndex.objects.filter(conditions, to_content_type=kind)
        ids |= set(indirect.values_list("to_object_id", flat=True))
    return list(Image.objects.filter(pk__in=ids).waiting().order_by("pk")) if ids else []


def _references(page: Page, changes: Mapping[str, Any]) -> Iterator[tuple[type[Model], str]]:
    for field in page._meta.concrete_fields:
        value = changes.get(field.name, field.value_from_object(page))
        if isinstance(field, ForeignKey) and value:
            yield field.related_model, str(getattr(value, "pk", value))
        elif hasattr(field, "extract_references"):
            for model, pk, *_rest in field.extract_references(value):
                yield model, str(pk)


def what_to_do(image: Image) -> str:
    """Why a picture waits, and what ends that, in one or two sentences."""
    return {
        Wait.UNANSWERED: _("Nobody has said yet who is shown. Answer that in the picture's form."),
        Wait.CONSENT: _(
            "Somebody can be recognised who has not agreed to be shown on this site. Cover them, or note who"
            " agreed."
        ),
        Wait.GUARDIAN: _(
            "A child can be recognised. Cover the child's face, unless a parent or guardian agreed."
        ),
        Wait.ENDED: _("The consent has ended. Ask again, cover the people, or withdraw the picture."),
    }[image.reason_to_wait or Wait.UNANSWERED]


class Link(SafeString):
    """Markup that stays so where Wagtail sets a word before it, as it does with every error of a page."""

    def __radd__(self, before: str) -> SafeString:
        return SafeString(f"{escape(before)}{self}")


def refusal(images: list[Image], *, is_html: bool) -> ValidationError:
    """What keeps a page from being published, with a link to each picture's form where links can be read."""
    return ValidationError([ValidationError(_sentence(image, is_html), code=CODE) for image in images])


def _sentence(image: Image, is_html: bool) -> str:
    address = reverse("wagtailimages:edit", args=[image.pk])
    if not is_html:
        return (
            _("The picture “%(title)s” (%(address)s) waits.")
            % {
                "title": image.title,
                "address": address,
            }
            + f" {what_to_do(image)}"
        )
    look = "w-text-white w-underline"  # on the red of a refusal
    link = format_html(
        '<a href="{}" target="_blank" class="{}"><bdi>{}</bdi></a>', address, look, image.title
    )
    words = _("The picture {} waits (the link opens a new tab).")
    return Link(format_html(f"{words} {{}}", link, what_to_do(image)))


def refuse_a_snippet(snippet: Model, *names: str) -> None:
    """For the `clean()` of what has no drafts; raises ValidationError at the fields of pictures that wait."""
    errors = {}
    for name in names:
        image = getattr(snippet, name)
        if image and image.reason_to_wait:
            errors[name] = _sentence(image, is_html=False)
    if errors:
        raise ValidationError(errors)


class PublishAction(PublishPageRevisionAction):
    """The one of the API: what a script publishes was not in the editor's form."""

    def check(self, *args: Any, **kwargs: Any) -> None:
        super().check(*args, **kwargs)
        if images := waiting_pictures(self.object):
            raise refusal(images, is_html=False)


def note_what_slipped_through(page: Page) -> None:
    """A line in the log where a page appears without a picture; the dashboard says it too."""
    if images := waiting_pictures(page):
        numbers = ", ".join(str(image.pk) for image in images)
        logger.warning("Page %s was published without its pictures, which wait: %s.", page.pk, numbers)
