import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class Preview(models.Model):
    """A page as it stood in the editor at one moment, for a frontend to show within the hour.

    Its key alone opens nothing: a token is the key, signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None for a page that was never saved.
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["editor", "digest"], name="one_preview_for_a_content"),
        ]
        indexes = [models.Index(fields=["made_at"], name="preview_made_at")]

    def __str__(self) -> str:
        return str(self.content.get("title", ""))
