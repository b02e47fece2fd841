from django.db import models
from django.utils import timezone
from wagtail.models import Page


class ContentVersion(models.Model):
    """One row whose number changes whenever something that readers see does: see versions.py."""

    number = models.PositiveBigIntegerField(default=0)
    raised_at = models.DateTimeField(default=timezone.now)
    # When the first page expires of those that had not yet when the number was raised.
    next_expiry = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.number)


class SilencedPage(models.Model):
    """When something that a page shows was last hidden or withdrawn: phones drop the copies from before."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.page_id)
