"""What stands below the admin's address in the place of Wagtail's own."""

from django.urls import path

from cms.accounts.views import CarefulPasswordResetConfirmView, CarefulPasswordResetView

urlpatterns = [
    path("password_reset/", CarefulPasswordResetView.as_view(), name="wagtailadmin_password_reset"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        CarefulPasswordResetConfirmView.as_view(),
        name="wagtailadmin_password_reset_confirm",
    ),
]
