from django.apps import AppConfig
from wagtail.users import apps as users


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from cms.accounts import signals  # noqa: F401  # connects the receivers


class UsersConfig(users.WagtailUsersAppConfig):
    """Wagtail's users, whose forms do not insist on names."""

    default = False
    user_viewset = "cms.accounts.names.UserViewSet"
