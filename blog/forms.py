"""Forms: the editor's form of a post, and the reader's form of the archive."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms import PageForm

if TYPE_CHECKING:
    from blog.models import Category

ANY_YEAR, ANY_CATEGORY = _("Any year"), _("Any category")
KEYWORD_LENGTH = 100


class BlogPageForm(PageForm):
    """Offers the categories and authors of the post's own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The preview of a post that was never saved has no language yet: that of the news is meant.
        locale_id = self.instance.locale_id or (self.parent_page and self.parent_page.locale_id)
        for name in ("categories", "byline"):
            if field := self.fields.get(name):
                field.queryset = field.queryset.filter(locale_id=locale_id)


class ArchiveForm(forms.Form):
    """Year, category and keyword in one form, sent as plain GET."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    keyword = forms.CharField(
        label=_("Keyword"),
        required=False,
        max_length=KEYWORD_LENGTH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, years: list[int], categories: "list[Category]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = cast(forms.ChoiceField, self.fields["year"])
        category = cast(forms.ChoiceField, self.fields["category"])
        year.choices = [("", ANY_YEAR), *((str(number), str(number)) for number in years)]
        category.choices = [("", ANY_CATEGORY), *((item.slug, item.name) for item in categories)]
