from django.db import models


class ContentVersion(models.Model):
    """One row whose number changes whenever something that readers see does: see versions.py."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
