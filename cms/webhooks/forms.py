"""The form of a webhook."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.webhooks import resources
from cms.webhooks.destinations import UnreachableError, WrongAddressError, addresses_of, read
from cms.webhooks.models import Webhook
from cms.webhooks.states import Problem


class WebhookForm(WagtailAdminModelForm):
    """Looks at once where the address leads, so that a slip of the pen is told while somebody is there."""

    resources = forms.MultipleChoiceField(
        label=_("Tell about"),
        required=False,
        choices=resources.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing to tell about everything."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing to tell about all languages."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "resources", "languages", "is_active"]
        widgets = {"url": forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"})}

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            addresses_of(read(url))
        except WrongAddressError as error:
            raise forms.ValidationError(str(error)) from None
        except UnreachableError as error:
            raise forms.ValidationError(Problem(error.problem).label) from None
        return url
