from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cms.media.models import Document, Image
from cms.media.privacy import settle
from cms.media.tasks import make_renditions


class Command(BaseCommand):
    help = "Hides pictures that the gate keeps back, and makes what is missing of every picture's renditions."

    def handle(self, **options: Any) -> None:
        for model in (Image, Document):
            if moved := settle(model._default_manager.all()):
                name = model._meta.verbose_name_plural
                self.stdout.write(f"Hid or showed {moved} {name}, as the gate says.")
        made, lost = 0, []
        pictures = Image.objects.order_by("pk").values_list("pk", "title")
        for pk, title in tqdm(pictures, disable=None, leave=False):
            try:
                made += make_renditions.call(pk)
            except OSError:
                lost.append(title)
        self.stdout.write(f"Made {made} renditions.")
        for title in lost:
            self.stderr.write(f"The file of the picture “{title}” is gone or cannot be read.")
