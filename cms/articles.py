"""What helps the reader of a text: how long it takes, how fresh it is, whether it can be kept."""

import datetime
import math
import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.api import APIField
from wagtail.blocks import StreamValue

from cms.blocks.headings import Chapter, chapters
from cms.passages import of_block
from cms.writing import writable

WORDS_A_MINUTE = 200
CHINESE_SIGNS_A_MINUTE = 300
HEADINGS_OF_A_LONG_TEXT = 3
MINUTES_OF_A_LONG_TEXT = 3
LONG_AFTER = datetime.timedelta(days=7)
CHINESE_SIGN = re.compile(r"[\u3400-\u9fff]")


def reading_minutes(body: StreamValue) -> int:
    """How many minutes a body takes to read, rounded up; 0 for a body without words."""
    text = "\n".join(map(str, of_block(body.stream_block, body, "")))
    signs = len(CHINESE_SIGN.findall(text))
    words = len(CHINESE_SIGN.sub(" ", text).split())
    return math.ceil(words / WORDS_A_MINUTE + signs / CHINESE_SIGNS_A_MINUTE)


class ArticleMixin(models.Model):
    """A page with a body to read."""

    is_kept_offline: ClassVar[bool] = True
    # Of an article that opens with a picture.
    passage_fields: ClassVar[Sequence[str]] = ["excerpt", "out_of_date_note", "lead_picture_caption", "body"]
    # What the page brings.
    body: StreamValue
    first_published_at: datetime.datetime | None
    last_published_at: datetime.datetime | None

    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("The day when somebody last made sure that all of this is still true."),
    )
    is_out_of_date = models.BooleanField(
        _("out of date"), default=False, help_text=_("Says above the text that it no longer holds.")
    )
    out_of_date_note = models.CharField(
        _("what has changed"),
        max_length=240,
        blank=True,
        help_text=_("One sentence for readers, such as: The amounts were raised in May 2024."),
    )
    is_important = models.BooleanField(
        _("important"),
        default=False,
        help_text=_("Kept on the phones of readers who asked to read without a connection."),
    )

    freshness_panel: ClassVar = MultiFieldPanel(
        ["last_checked", "is_out_of_date", "out_of_date_note", "is_important"], _("Is it still true?")
    )
    api_fields: ClassVar[list[APIField]] = writable(
        "body", "last_checked", "is_out_of_date", "out_of_date_note", "is_important"
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.out_of_date_note and not self.is_out_of_date:
            problem = _("Tick “out of date” as well, or leave this empty.")
            raise ValidationError({"out_of_date_note": problem})

    @property
    def updated_on(self) -> datetime.date | None:
        """The day of the last change, where readers of the first version would want to know."""
        if not (self.first_published_at and self.last_published_at):
            return None
        changed = timezone.localdate(self.last_published_at)
        begun = max(timezone.localdate(self.first_published_at), getattr(self, "date", datetime.date.min))
        return changed if changed - begun >= LONG_AFTER else None

    def contents(self) -> list[Chapter]:
        """The table of contents; empty where the text is too short to need one."""
        found = chapters(self.body)
        headings = sum(1 + len(chapter["parts"]) for chapter in found)
        is_long = headings >= HEADINGS_OF_A_LONG_TEXT and self.reading_minutes >= MINUTES_OF_A_LONG_TEXT
        return found if is_long else []

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reading_minutes = reading_minutes(self.body)
        super().save(*args, **kwargs)
