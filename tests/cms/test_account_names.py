"""Who works here need not say who they are."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_language_can_be_chosen_without_giving_a_name(admin_client, admin_user):
    data = {
        "name_email-first_name": "",
        "name_email-last_name": "",
        "name_email-email": "",
        "locale-preferred_language": "ar",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "password-old_password": "",
        "password-new_password1": "",
        "password-new_password2": "",
    }
    assert admin_client.post(reverse("wagtailadmin_account"), data).status_code == 302
    admin_user.refresh_from_db()
    assert admin_user.wagtail_userprofile.preferred_language == "ar"
    assert (admin_user.first_name, admin_user.email) == ("", "")


@pytest.mark.parametrize("is_new", [True, False])
def test_an_account_needs_no_name_and_no_address(admin_client, is_new):
    model = get_user_model()
    user = None if is_new else model.objects.create_user("maple", password="x")
    address = reverse(
        "wagtailusers_users:add" if is_new else "wagtailusers_users:edit", args=[] if is_new else [user.pk]
    )
    password = "a-long-sentence-of-nobody"
    data = {"username": "birch", "password1": password, "password2": password, "first_name": "", "email": ""}
    assert admin_client.post(address, data).status_code == 302
    assert model.objects.get(username="birch").get_full_name() == ""
