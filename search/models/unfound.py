"""What people searched for and did not find: words, a day, a number, and nothing about anybody."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_KEPT = 80


class UnfoundQuery(models.Model):
    """How often the same words found nothing on one day.

    There is no address, no device, no language and no time of the day, so that no row tells of a person.
    """

    class Way(models.TextChoices):
        """What the visitor was shown in the end. The names are those of the search page."""

        NOTHING = "nothing", _("Nothing at all")
        CORRECTED = "corrected", _("Results for another spelling")
        ANY = "any", _("Results with some of the words")

    query = models.CharField(_("words"), max_length=LONGEST_KEPT)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=1)
    way = models.CharField(_("what visitors saw"), max_length=10, choices=Way.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        constraints = [
            models.UniqueConstraint(fields=["query", "day"], name="one_row_for_a_query_and_day"),
        ]
        indexes = [models.Index(fields=["day"], name="unfound_day")]
        default_permissions = ("view", "delete")

    def __str__(self) -> str:
        return self.query


@register_setting(icon="search")
class SearchSettings(BaseGenericSetting):
    """What the site keeps of searches."""

    keeps_unfound = models.BooleanField(
        _("Keep a list of searches that found nothing"),
        default=True,
        help_text=_(
            "Only the words, the day and how often are kept, for 90 days, and nothing about who searched."
            " When you switch this off, what was kept is deleted."
        ),
    )

    panels = ["keeps_unfound"]

    class Meta:
        verbose_name = _("search settings")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Deletes what was kept when the list is off."""
        super().save(*args, **kwargs)
        if not self.keeps_unfound:
            UnfoundQuery.objects.all().delete()
