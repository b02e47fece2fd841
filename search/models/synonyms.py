"""Words that mean the same to the search."""

from typing import Any

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from search import analysis

MOST_GROUPS = 500
MOST_LINES = 20
LONGEST_LINE = 60
# What a line may become when it is analysed; a Chinese one has a word less than characters.
MOST_WORDS = 20

Key = tuple[str, ...]


def key_of(line: str) -> Key:
    """The words of a line as the search compares them: without case, accents, traditional signs."""
    return tuple(group.word for group in analysis.query_groups(line))


class Synonyms(models.Model):
    """One group of words that mean the same, in any languages mixed.

    It is not translatable on purpose: a group is what joins the languages, ImmD with 入境事務處.
    """

    words = models.TextField(
        _("words"),
        max_length=MOST_LINES * (LONGEST_LINE + 2),
        help_text=_(
            "Words or names that mean the same, one on each line, in any language."
            " Whoever searches for one of them also finds the others."
        ),
    )

    panels = ["words"]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["pk"]

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @display(description=_("Words that mean the same"), ordering="words")
    def side_by_side(self) -> str:
        """The words in HTML, each in its own direction."""
        return format_html_join(" = ", "<bdi>{}</bdi>", ((line,) for line in self.lines))

    @property
    def lines(self) -> list[str]:
        """The words as they were written, without blank lines and needless spaces."""
        return [line for line in (" ".join(line.split()) for line in self.words.splitlines()) if line]

    @property
    def keys(self) -> list[Key]:
        """What the search compares, in the order of the lines."""
        return [key for key in map(key_of, self.lines) if key]

    def clean(self) -> None:
        super().clean()
        self.words = "\n".join(self.lines)
        if self._state.adding and Synonyms.objects.count() >= MOST_GROUPS:
            raise ValidationError(
                _("There are %(most)d groups already. Delete one first."), params={"most": MOST_GROUPS}
            )
        problems = [*self._problems_with_lines(), *self._problems_with_others()]
        if not problems and len(self.lines) < 2:
            problems = [_problem(_("Write at least two words, each on a line of its own."))]
        if len(self.lines) > MOST_LINES:
            problems = [_problem(_("Write at most %(most)d lines."), most=MOST_LINES)]
        if problems:
            raise ValidationError({"words": problems})

    def _problems_with_lines(self) -> list[ValidationError]:
        found: list[ValidationError] = []
        seen: dict[Key, str] = {}
        for line in self.lines:
            groups = analysis.query_groups(line)
            key = key_of(line)
            if not key:
                found.append(_problem(_("“%(line)s” holds no word."), line=line))
            elif len(line) > LONGEST_LINE or len(key) > MOST_WORDS:
                text = _("“%(line)s” is too long: write at most %(most)d characters on a line.")
                found.append(_problem(text, line=line[:LONGEST_LINE], most=LONGEST_LINE))
            elif len(groups) == 1 and groups[0].is_prefix:
                found.append(_problem(_("“%(line)s” is too short: write two characters or more."), line=line))
            elif key in seen:
                text = _("“%(one)s” and “%(other)s” are the same to the search: leave one out.")
                found.append(_problem(text, one=seen[key], other=line))
            seen.setdefault(key, line)
        return found

    def _problems_with_others(self) -> list[ValidationError]:
        own = dict(zip(map(key_of, self.lines), self.lines, strict=True))
        text = _("“%(line)s” is in the group “%(group)s” already: write the other words there.")
        return [
            _problem(text, line=own[key], group=str(other))
            for other in Synonyms.objects.exclude(pk=self.pk)
            for key in other.keys
            if key in own
        ]


def _problem(text: Any, **params: Any) -> ValidationError:
    return ValidationError(text, params=params)
