"""What is drawn over a picture, as numbers. Where there is JavaScript, the drawing fills them in."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.media.covering.burning import Cover

MOST_COVERS = 60
# Of how many whole pictures: each takes as long as its size.
MOST_AREA = 3
SMALLEST = 0.2
EMPTY_ROWS = 4
PLACE = ("left", "top", "width", "height")


class Shape(TextChoices):
    OVAL = "oval", _("Oval")
    RECTANGLE = "rectangle", _("Rectangle")


class Style(TextChoices):
    MOSAIC = "mosaic", _("Mosaic")
    SOLID = "solid", _("One colour")


def _percent(label: Any, least: float = 0) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.FloatField(label=label, min_value=least, max_value=100, widget=widget)


class CoverForm(forms.Form):
    """One cover, in percent of the picture's width and height. Positions are those of the picture in any
    direction of writing."""

    left = _percent(_("From the left, %"))
    top = _percent(_("From the top, %"))
    width = _percent(_("Width, %"), SMALLEST)
    height = _percent(_("Height, %"), SMALLEST)
    shape = forms.ChoiceField(label=_("Shape"), choices=Shape, initial=Shape.OVAL)
    style = forms.ChoiceField(label=_("Look"), choices=Style, initial=Style.MOSAIC)

    @property
    def cover(self) -> Cover:
        data = self.cleaned_data
        left, top, width, height = (data[name] / 100 for name in PLACE)
        is_oval, is_mosaic = data["shape"] == Shape.OVAL, data["style"] == Style.MOSAIC
        return Cover(left, top, width, height, is_oval=is_oval, is_mosaic=is_mosaic)


class BaseCoverFormSet(forms.BaseFormSet[CoverForm]):
    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": _("These are too many covers for one picture. Save some of them first."),
    }

    def clean(self) -> None:
        if sum(cover.width * cover.height for cover in self.covers) > MOST_AREA:
            raise ValidationError(self.default_error_messages["too_many_forms"], code="too_many_forms")

    @property
    def covers(self) -> list[Cover]:
        """Those rows that were filled and not marked to go."""
        return [form.cover for form in self.filled if form.is_valid()]

    @property
    def filled(self) -> list[CoverForm]:
        return [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]


CoverFormSet = cast(
    type[BaseCoverFormSet],
    forms.formset_factory(
        CoverForm,
        formset=BaseCoverFormSet,
        extra=0,
        can_delete=True,
        max_num=MOST_COVERS,
        validate_max=True,
        absolute_max=MOST_COVERS + 1,
    ),
)


def rows(covers: Iterable[Cover]) -> list[dict[str, Any]]:
    """Covers as the rows of a form."""
    return [
        {
            **{name: round(getattr(cover, name) * 100, 2) for name in PLACE},
            "shape": Shape.OVAL if cover.is_oval else Shape.RECTANGLE,
            "style": Style.MOSAIC if cover.is_mosaic else Style.SOLID,
        }
        for cover in covers
    ]
