"""What changes the content version, as far as this app knows it, and what follows a new icon."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect

from cms.backup.restoring import site_restored
from cms.media.models import Image
from cms.media.tasks import make_icons
from cms.versions import follow
from cms.webhooks.noticing import tell_of
from home.models import Navigation, SiteSettings
from home.preparing import FIRST_RUN_DONE

follow(Navigation, Redirect, SiteSettings)
tell_of(Navigation)
tell_of(SiteSettings)


@receiver(post_save, sender=SiteSettings)
def make_icons_of_the_site(instance: SiteSettings, **kwargs: Any) -> None:
    if icon := instance.icon_id:
        transaction.on_commit(lambda: make_icons.enqueue(icon))


@receiver(post_save, sender=Image)
def make_icons_of_a_new_file(instance: Image, **kwargs: Any) -> None:
    if SiteSettings.objects.filter(icon=instance.pk).exists():
        transaction.on_commit(lambda: make_icons.enqueue(instance.pk))


@receiver(site_restored)
def load_no_sample_beside_it(**kwargs: Any) -> None:
    (Path(settings.DATA_DIR) / FIRST_RUN_DONE).touch()
