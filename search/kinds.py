"""Which kinds of things readers look for."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from blog.models import BlogPage


class Kind(models.TextChoices):
    """What a result is."""

    POST = "post", _("News")
    PETITION = "petition", _("Petition")
    PAGE = "page", _("Page")


def searched_types() -> list[type[Page]]:
    """The types of pages that hold something of their own to find."""
    return [model for model in get_page_models() if getattr(model, "is_searched", False)]


def kind_of(page: Page) -> Kind:
    if not isinstance(page, BlogPage):
        return Kind.PAGE
    return Kind.PETITION if page.petition else Kind.POST


def date_of(page: Page) -> datetime.date | None:
    """The day that readers see beside a result; a plain page has none."""
    return page.date if isinstance(page, BlogPage) else None


def categories_of(page: Page) -> list[int]:
    """The ids of a page's categories, in the language of the page."""
    return sorted(category.pk for category in page.categories.all()) if isinstance(page, BlogPage) else []
