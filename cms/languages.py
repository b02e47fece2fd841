"""Languages of parts: which one a text is in, and which way it is written."""

from typing import Any, Literal

from django.conf import settings
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

Direction = Literal["ltr", "rtl"]


def language_choices() -> list[tuple[str, str]]:
    """(code, name in the language itself) of every language that the site knows."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def direction(language_code: str) -> Direction:
    """ "rtl" or "ltr". Source: Django's language information."""
    return "rtl" if get_language_info(language_code)["bidi"] else "ltr"


def native_name(language_code: str) -> str:
    """The language's name in itself, such as اردو."""
    return dict(language_choices()).get(language_code) or get_language_info(language_code)["name_local"]


def html_lang(language_code: str) -> str:
    """The BCP 47 tag for lang="": zh-hant becomes zh-Hant."""
    return "-".join(part.title() if len(part) == 4 else part for part in language_code.split("-"))


def language_field(**kwargs: Any) -> "models.CharField[str, str]":
    """A model field that names a language, or nothing for the language of the page."""
    options = {"verbose_name": _("language"), "max_length": 20, "blank": True, "choices": language_choices}
    return models.CharField(**{**options, **kwargs})


# The country with most readers of each language: Open Graph asks for one.
TERRITORIES = {
    "en": "en_GB",
    "zh-hant": "zh_HK",
    "zh-hans": "zh_CN",
    "ur": "ur_PK",
    "pa": "pa_IN",
    "hi": "hi_IN",
    "bn": "bn_BD",
    "ta": "ta_IN",
    "si": "si_LK",
    "ne": "ne_NP",
    "id": "id_ID",
    "fil": "tl_PH",
    "fr": "fr_FR",
    "ar": "ar_AR",
    "so": "so_SO",
}


def open_graph_locale(language_code: str) -> str:
    """The language as og:locale takes it: zh-hant becomes zh_HK. Source: https://ogp.me."""
    return TERRITORIES.get(language_code, language_code.replace("-", "_"))
