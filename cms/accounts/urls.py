"""What stands below the admin's address in the place of Wagtail's own."""

from django.urls import path

from cms.accounts.names import AccountView
from cms.accounts.views import CarefulPasswordResetConfirmView, CarefulPasswordResetView

urlpatterns = [
    path("account/", AccountView.as_view(), name="wagtailadmin_account"),
    path("password_reset/", CarefulPasswordResetView.as_view(), name="wagtailadmin_password_reset"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        CarefulPasswordResetConfirmView.as_view(),
        name="wagtailadmin_password_reset_confirm",
    ),
]
