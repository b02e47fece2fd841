from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class SlugInLocaleMixin(models.Model):
    """A snippet whose slug stands once in each language.

    The database holds the rule; a form does not see it, since the language is not one of its fields.
    """

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        own = {"locale_id": getattr(self, "locale_id", None), "slug": getattr(self, "slug", "")}
        same = type(self)._default_manager.filter(**own)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another one has this slug. Choose a different one.")})
