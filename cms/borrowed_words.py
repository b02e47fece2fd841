"""Words of Django and Wagtail that visitors see and that their own catalogues lack or say badly.

Named here so that `make messages` keeps them in ours, which are asked first.
"""

from django.utils.translation import gettext_noop as _

BORROWED_WORDS = (
    # The form of a page with a password; Wagtail has no Urdu.
    _("Password"),
    _("The password you have entered is not correct. Please try again."),
    _("This field is required."),
    # The door of a page for members.
    _("username"),
    _("Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."),
    # These forms in a browser that takes no cookies.
    _("Forbidden"),
    _("CSRF verification failed. Request aborted."),
    _(
        "You are seeing this message because this site requires a CSRF cookie when submitting forms."
        " This cookie is required for security reasons, to ensure that your browser is not being"
        " hijacked by third parties."
    ),
    _(
        "If you have configured your browser to disable cookies, please re-enable them, at least for"
        " this site, or for “same-origin” requests."
    ),
    # Sizes of files; Django's Urdu has abbreviations that nobody uses.
    _("%s KB"),
    _("%s MB"),
)
