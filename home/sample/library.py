"""The sample's pictures, logos and documents."""

from pathlib import Path
from typing import TypeVar

from django.core.files.base import ContentFile

from cms.consent import People
from cms.media.models import Document, Image
from home.sample import entries
from home.sample.entries import Sample
from home.sample.tasks import Task

Upload = TypeVar("Upload", Image, Document)


def pictures(sample: Sample) -> list[Task]:
    def task(entry: entries.Picture) -> Task:
        def make() -> Image:
            said = {"title": entry.title, "description": entry.description, "credit": entry.credit}
            image = Image(**said, people=People.NOBODY)
            return _uploaded(image, sample.folder / f"art/{entry.key}.jpg")

        return Task(f"picture:{entry.key}", entry.file, make)

    return [task(entry) for entry in sample.pictures.values()]


def logos(sample: Sample) -> list[Task]:
    names = {partner.logo: partner.name for partner in sample.partners.values()}
    names[sample.settings.logo] = sample.menus["en"].site_name

    def task(key: str, name: str) -> Task:
        def make() -> Image:
            said = {"title": f"Logo: {name}", "description": f"The logo of {name}"}
            image = Image(**said, people=People.NOBODY)
            return _uploaded(image, sample.folder / f"logos/{key}.png")

        return Task(f"logo:{key}", "site/partners.toml", make)

    return [task(key, name) for key, name in names.items()]


def documents(sample: Sample) -> list[Task]:
    def task(entry: entries.Document) -> Task:
        def make() -> Document:
            document = Document(title=entry.title, date=entry.date, language=entry.language)
            return _uploaded(document, sample.folder / f"documents/{entry.key}.pdf")

        return Task(f"document:{entry.key}", entry.file, make)

    return [task(entry) for entry in sample.documents.values()]


def _uploaded(upload: Upload, path: Path) -> Upload:
    upload.file = ContentFile(path.read_bytes(), name=path.name)
    upload.full_clean(exclude=["width", "height"])
    upload.save()
    return upload
