"""The screens of an import, as an administrator uses them."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home.wordpress.models import ImportRun, RunState
from home.wordpress.watching import FOLDER
from tests.wordpress.exports import export, item

INDEX = "/admin/import-wordpress/"
POST = item(1, "One", "<form>A form</form>")


def file(*parts, name="export.xml", content=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, export(*parts).encode() if content is None else content)


def send(client, *files, **values):
    given = {"exports": files, "locale": "en", "tags": "keywords", **values}
    return client.post(INDEX, given)


def act(client, run, action):
    return client.post(reverse("wordpress_act", args=[run.pk]), {"action": action})


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).glob("uploads-*/*"))


def running(**values) -> ImportRun:
    return ImportRun.objects.create(state=RunState.RUNNING, options={"is_from_admin": True}, **values)


def texts(response) -> str:
    return response.content.decode()


def addresses(run) -> list[str]:
    named = [reverse(name, args=[run.pk]) for name in ("wordpress_run", "wordpress_status")]
    reports = [f"{INDEX}{run.pk}/report.{kind}" for kind in ("html", "json")]
    return [INDEX, f"{INDEX}parts/", *named, *reports]
