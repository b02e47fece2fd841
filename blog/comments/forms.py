"""What readers and moderators fill in. The API's JSON passes the same form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.comments.models import LONGEST_NAME, LONGEST_TEXT, CannedAnswer, Comment
from blog.comments.scoring import links_in
from blog.comments.states import Reason
from blog.comments.tokens import LONGEST_TOKEN, TokenError, read_token
from blog.models import BlogPage
from cms.anonymous.cleaning import plain_line, plain_text
from cms.anonymous.doors import HIGHEST_ID
from cms.anonymous.fields import cleaned
from cms.languages import language_choices

MOST_LINKS = 3


class WordsForm(forms.Form):
    """A name, if somebody wants one, and words."""

    name = forms.CharField(
        label=_("A name (any, or none)"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": _("The name is too long: it can have 60 characters.")},
    )
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 30, "dir": "auto"}),
        error_messages={
            "required": _("Please write something."),
            "max_length": _("This is too long: it can have 4,000 characters."),
        },
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        cleaners = {"name": plain_line, "text": plain_text}
        super().__init__(None if data is None else cleaned(data, cleaners), **options)


class CommentForm(WordsForm):
    """A comment as it is sent. `website` is the trap: people do not see it, programs fill it in."""

    parent = forms.IntegerField(required=False, min_value=1, max_value=HIGHEST_ID, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    token = forms.CharField(required=False, max_length=LONGEST_TOKEN, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=2_000)

    def __init__(self, data: Any = None, *, post: BlogPage, **options: Any) -> None:
        self.post = post
        self.token_digest = ""
        super().__init__(data, **options)
        self.fields["language"].choices = [("", "–"), *language_choices()]  # type: ignore[attr-defined]  # of its kind of field

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if links_in(text) > MOST_LINKS:
            problem = _("There are too many links in it: three are enough.")
            raise forms.ValidationError(problem, code="links")
        return text

    def clean_parent(self) -> Comment | None:
        """One level deep: an answer to an answer stands beside it."""
        number = self.cleaned_data["parent"]
        if number is None:
            return None
        found = Comment.objects.visible().filter(post=self.post, pk=number).select_related("parent").first()
        if found is None:
            problem = _("The comment that you answer is not here any more. Your words would stand alone.")
            raise forms.ValidationError(problem, code="parent")
        return found.parent or found

    def clean_token(self) -> str:
        try:
            self.token_digest = read_token(self.cleaned_data["token"], self.post)
        except TokenError as error:
            raise forms.ValidationError(str(error), code=error.kind) from None
        return str(self.cleaned_data["token"])


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )


class ReferForm(forms.Form):
    is_urgent = forms.BooleanField(label=_("Urgent: somebody needs help now"), required=False)
    referral = forms.CharField(
        label=_("Whom to ask for help"),
        required=False,
        max_length=300,
        help_text=_("Shown at the head of the queue. Readers do not see it."),
    )

    def clean_referral(self) -> str:
        return plain_line(self.cleaned_data["referral"])


class AnswerForm(forms.Form):
    canned = forms.ModelChoiceField(
        label=_("A ready answer"), queryset=CannedAnswer.objects.none(), required=False
    )
    text = forms.CharField(
        label=_("or your own words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["canned"].queryset = CannedAnswer.objects.all()  # type: ignore[attr-defined]  # of its kind of field

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        canned = said.get("canned")
        words = plain_text(said.get("text") or "") or (canned.text if canned else "")
        if not words:
            raise forms.ValidationError(_("Choose a ready answer, or write one."))
        return {**said, "words": words}
