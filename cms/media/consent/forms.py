"""What the form of a picture asks about the people in it."""

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.consent import ANSWERS, People, today

PEOPLE = [
    (People.NOBODY, _("Nobody: a place, a thing, a drawing of no real person")),
    (People.ADULTS, _("Adults")),
    (People.CHILDREN, _("Children, alone or with adults")),
    (People.UNANSWERED, _("Not looked at yet: the picture waits")),
]
RECOGNIZABLE = [
    ("False", _("No: from behind, from afar, only hands, or covered")),
    ("True", _("Yes, or I am not sure: by a face, a tattoo, a name badge, clothes, the place")),
]
USES = [("site", _("this site")), ("social", _("social media")), ("print", _("print"))]
# The start of an address, or of a number of a card or a telephone.
TELLING = re.compile(r"@|\d{3}|https?:|www\.")
TOO_TELLING = _("Write no numbers and no addresses: a first name is enough.")
STALE = _("Somebody else changed this picture meanwhile. Here it is as it is now. Yours was not saved.")
# Where the questions stand: after what is to be seen.
AFTER = "description"
QUESTIONS = ["people", "is_recognizable", "agreed_to", "consent_by", "guardian_agreed", "consent_until"]

if TYPE_CHECKING:
    Base = forms.ModelForm
else:
    Base = object


def _radios() -> forms.RadioSelect:
    """Its controller, cms/static/cms/admin/consent.js, leaves out questions that need no answer."""
    return forms.RadioSelect(attrs={"data-controller": "consent"})


class AnswersFormMixin(Base):
    """Asks the questions one after the other; without JavaScript all stand there."""

    def ask(self) -> None:
        """Puts the questions in their place, where the form has them; a script may send only some."""
        if not set(ANSWERS) <= set(self.fields):
            return
        self.was = self._state()
        self.fields["state"] = forms.CharField(
            required=False, initial=self.was, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
        )
        self.fields["people"] = forms.ChoiceField(
            label=_("Who is shown?"),
            choices=PEOPLE,
            required=False,
            widget=_radios(),
            help_text=_("People are shown if nobody can recognise them, or if they have agreed."),
        )
        self.fields["is_recognizable"] = forms.TypedChoiceField(
            label=_("Could anybody be recognised?"),
            choices=RECOGNIZABLE,
            coerce="True".__eq__,
            empty_value=None,
            required=False,
            widget=_radios(),
        )
        said = self.initial.get("is_recognizable")
        self.initial["is_recognizable"] = None if said is None else str(said)  # as the browser sends it
        for use, _name in USES:
            del self.fields[f"agreed_{use}"]
        self.fields["agreed_to"] = forms.MultipleChoiceField(
            label=_("What did they agree to?"),
            choices=USES,
            required=False,
            help_text=_(
                "Without “social media”, the site’s own picture stands beside shared links. “Print” is a note"
                " for those who print."
            ),
            initial=[use for use, _name in USES if getattr(self.instance, f"agreed_{use}")],
            widget=forms.CheckboxSelectMultiple,
        )
        who = self.fields["consent_by"]
        who.help_text = _(
            "A first name, a pen name or “guardian”. Never a full name, never a scan. Only those who write"
            " see it, and it is forgotten when it is no longer needed."
        )
        who.widget.attrs["autocomplete"] = "off"
        self.fields["guardian_agreed"].help_text = _(
            "Untick if you do not know: then cover the faces of the children."
        )
        until = self.fields["consent_until"]
        until.help_text = _("The last day, if they named one. Left empty: until they change their mind.")
        until.widget = AdminDateInput()
        names = [name for name in self.fields if name not in QUESTIONS]
        place = names.index(AFTER) + 1 if AFTER in names else len(names)
        self.order_fields([*names[:place], *QUESTIONS, *names[place:]])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "agreed_to" in self.fields:
            if self.is_stale:
                raise forms.ValidationError(STALE, code="stale")
            self._start_again_with_a_new_file()
            self._check_answers(cleaned)
        elif TELLING.search(cleaned.get("consent_by") or ""):  # a script that sends only some answers
            self.add_error("consent_by", TOO_TELLING)
        return cleaned

    def _state(self) -> str:
        """What is stored of the file and of the people in it, so that an old form does not undo it."""
        known = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        state = known.values_list("file_hash", "withdrawn_at", *ANSWERS).first()
        return hashlib.sha256(repr(state).encode()).hexdigest() if state else ""

    @property
    def is_stale(self) -> bool:
        """Whether somebody changed the picture after this form was shown."""
        shown = self.data.get(self.add_prefix("state"), self.was)
        return {shown, self.was} != {self._state()}

    def _start_again_with_a_new_file(self) -> None:
        """What was said of the old file says nothing about the new one."""
        if not (self.instance.pk and "file" in self.changed_data):
            return
        if self.instance.withdrawn_at:  # pages would say of the new one what they said of the old one
            self.add_error("file", _("This picture was withdrawn. Upload the new one as a new picture."))
            return
        self.instance.is_covered = False
        is_answered = self.add_prefix("people") in self.data and set(QUESTIONS) & set(self.changed_data)
        if not is_answered:
            self.instance.people, self.instance.is_recognizable = People.UNANSWERED, None
            empty = {"agreed_to": [], "consent_by": "", "guardian_agreed": False, "consent_until": None}
            self.cleaned_data |= {"people": People.UNANSWERED, "is_recognizable": None, **empty}

    def _check_answers(self, answers: dict[str, Any]) -> None:
        if answers.get("people") not in (People.ADULTS, People.CHILDREN):
            return
        if answers.get("is_recognizable") is None:
            self.add_error("is_recognizable", _("Choose one. If you are not sure, choose yes."))
        if not answers.get("is_recognizable"):
            return
        who, uses, until = (answers.get(name) for name in ("consent_by", "agreed_to", "consent_until"))
        if who and TELLING.search(who):
            self.add_error("consent_by", TOO_TELLING)
        if not who and (uses or answers.get("guardian_agreed")) and "consent_by" not in self.errors:
            self.add_error("consent_by", _("Write a first name, a pen name or “guardian”."))
        if who and not uses:
            self.add_error("agreed_to", _("Tick what they agreed to, or empty “Who agreed?”."))
        if until and until < today() and "consent_until" in self.changed_data:
            self.add_error("consent_until", _("This day is over. Choose a later one, or leave it empty."))

    def keep_uses(self) -> None:
        """Before the picture is saved."""
        if "agreed_to" in self.fields:
            for use, _name in USES:
                setattr(self.instance, f"agreed_{use}", use in self.cleaned_data["agreed_to"])
