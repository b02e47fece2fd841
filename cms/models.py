from django.db import models
from django.utils import timezone


class ContentVersion(models.Model):
    """One row whose number changes whenever something that readers see does: see versions.py."""

    number = models.PositiveBigIntegerField(default=0)
    raised_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.number)
