"""What people who ask, and moderators, fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.anonymous.cleaning import plain_line, plain_text
from cms.anonymous.fields import cleaned
from cms.anonymous.tokens import LONGEST_TOKEN, TokenError, new_token, read_token
from cms.takedown.models import LONGEST_ADDRESS, LONGEST_NOTE, LONGEST_TEXT
from cms.takedown.states import REASONS_TO_REFUSE, Kind, Outcome, State

ABOUT, SALT = "takedown", "takedown.form"
CODES = "takedown.code"
TOO_LONG = _("This is too long: it can have 4,000 characters.")


def fresh_token() -> str:
    return new_token(ABOUT, SALT)


class TakedownForm(forms.Form):
    """A request as it is sent. `website` is the trap: people do not see it, programs fill it in."""

    place = forms.CharField(
        label=_("Where is it? The address of the page, or its title"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": _("The address is too long: it can have 500 characters.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Kind.choices, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What should happen? In your own words, in any language"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 30, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
    is_urgent = forms.BooleanField(label=_("Somebody is in danger now"), required=False)
    token = forms.CharField(required=False, max_length=LONGEST_TOKEN, widget=forms.HiddenInput)
    # Somebody who was told that these words are here already sends them all the same.
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=2_000)

    def __init__(self, data: Any = None, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        self.token_digest, self.is_early, self.is_same = "", False, False
        cleaners = {"place": plain_line, "text": plain_text}
        super().__init__(None if data is None else cleaned(data, cleaners), **options)

    def clean_token(self) -> str:
        """Where somebody is in danger, nobody is told that they were too quick."""
        token = self.cleaned_data["token"]
        try:
            try:
                self.token_digest = read_token(token, ABOUT, SALT)
            except TokenError as error:
                if error.kind != "early" or not self.cleaned_data.get("is_urgent"):
                    raise
                self.token_digest, self.is_early = read_token(token, ABOUT, SALT, seconds=0), True
        except TokenError as error:
            raise forms.ValidationError(str(error), code=error.kind) from None
        return str(token)

    @property
    def has_words(self) -> bool:
        """Whether anything was written that can be lost."""
        return any(self.data.get(name) for name in ("place", "text"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not (self.has_words or {"place", "text"} & set(self.errors)):
            self.errors.pop("token", None)  # there is nothing yet that could be sent once more
            self.add_error("text", _("Please say where it is, or what should happen."))
        return said


class MessageForm(forms.Form):
    """A question of moderators, or an answer to it."""

    text = forms.CharField(
        label=pgettext_lazy("of a request", "Your words"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 30, "dir": "auto"}),
        error_messages={"required": _("Please write something."), "max_length": TOO_LONG},
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(None if data is None else cleaned(data, {"text": plain_text}), **options)


class CloseForm(forms.Form):
    """How a request ended, in words that are the same for everybody."""

    outcome = forms.ChoiceField(
        label=_("What was done, or why not"),
        error_messages={"required": _("Please choose one.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_(
            "May be left empty. It stays for good: write no name and nothing that tells who asked."
            " Whoever has the code of the request can read it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = [(each.value, each.label) for each in Outcome if each not in REASONS_TO_REFUSE]
        refused = [(each.value, each.label) for each in REASONS_TO_REFUSE]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # of its kind of field
            ("", "–"),
            (State.DONE.label, done),
            (State.REFUSED.label, refused),
        ]

    def clean_note(self) -> str:
        return plain_line(self.cleaned_data["note"])
