"""Fields of forms that ask nobody who they are."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code that somebody was shown once."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Please write the code.")},
    )


def cleaned(data: Any, cleaners: Mapping[str, Callable[[str], str]]) -> Any:
    """The data without what no text may hold, before anything looks at it or shows it again."""
    found = {name: data.get(name) for name in data}
    for name, clean in cleaners.items():
        if isinstance(found.get(name), str):
            found[name] = clean(found[name])
    return {
        name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in found.items()
    }
