"""Accounts without a person's name: what somebody signs in with is enough."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import BaseSettingsPanel, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

MAY_STAY_EMPTY = ("first_name", "last_name", "email")


class NamelessMixin:
    """A form of Wagtail's that asks for names and an address, but does not insist."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MAY_STAY_EMPTY:
            if field := self.fields.get(name):
                field.required = False
                field.help_text = _("May stay empty. Only those who work here see it.")
        if field := self.fields.get("email"):
            field.help_text = _(
                "May stay empty. Then no new password can be sent, and no word of what waits."
            )


class OwnNameForm(NamelessMixin, NameEmailForm):
    pass


class NewUserForm(NamelessMixin, UserCreationForm):
    pass


class UserForm(NamelessMixin, UserEditForm):
    pass


class NamePanel(NameEmailSettingsPanel):
    form_class = OwnNameForm


class AccountView(WagtailAccountView):
    """Wagtail's own page of one's account, on which a language can be chosen without giving a name."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        return [
            NamePanel(panel.request, panel.user, panel.profile)
            if type(panel) is NameEmailSettingsPanel
            else panel
            for panel in super().get_panels()
        ]


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return UserForm if for_update else NewUserForm
