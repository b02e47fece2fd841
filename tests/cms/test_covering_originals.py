"""What a picture was before it was covered: gone, or sealed for administrators, and gone after some days."""

import datetime

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.media.consent.withdrawal import withdraw
from cms.media.covering import replacing
from cms.media.covering.burning import Cover
from cms.media.covering.models import KeptOriginal
from cms.settings.environment import ConfigurationError, Environment, read_environment
from tests.cms.coverings import CONTENT, files
from tests.factories import ImageFactory, UserFactory, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
IDENTITY = pyrage.x25519.Identity.generate()


@pytest.fixture(autouse=True)
def key(settings, folder):
    settings.ORIGINALS_KEY = str(IDENTITY.to_public())


@pytest.fixture
def image():
    return ImageFactory(file=ContentFile(CONTENT, name="group.jpg"), has_renditions=False, title="Group")


@pytest.fixture
def covered(image):
    with image.open_file() as file:
        image.before = file.read()
    replacing.cover(image, [Cover(0.3, 0.3, 0.4, 0.4)], UserFactory(), is_all=True)
    return image


def kept(folder) -> set[str]:
    return {name for name in files(folder) if name.startswith("kept_originals/")}


def test_without_a_key_nothing_is_kept(settings, folder, image):
    settings.ORIGINALS_KEY = ""
    replacing.cover(image, [Cover(0.3, 0.3, 0.4, 0.4)], UserFactory(), is_all=True)
    assert not KeptOriginal.objects.exists()
    assert not kept(folder)


def test_with_a_key_the_original_is_kept_and_only_its_secret_half_opens_it(folder, covered):
    (name,) = kept(folder)
    content = (folder / name).read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert pyrage.decrypt(content, [IDENTITY]) == covered.before
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [pyrage.x25519.Identity.generate()])


def test_nothing_of_it_is_in_the_clear(folder, covered):
    (name,) = kept(folder)
    content = (folder / name).read_bytes()
    pieces = [covered.before[start : start + 16] for start in range(0, len(covered.before), 16)]
    assert [piece for piece in pieces if len(piece) == 16 and piece in content] == []
    assert covered.before not in [(folder / other).read_bytes() for other in files(folder)]


def test_its_name_tells_nothing(folder, covered):
    (name,) = kept(folder)
    assert covered.file.name.split("/")[1].split(".")[0] not in name


def test_no_address_of_uploads_gives_it(client, admin_client, folder, covered):
    (name,) = kept(folder)
    for visitor in (client, admin_client):
        assert visitor.get(f"/media/{name}").status_code == 404


def test_it_goes_with_its_picture(folder, covered):
    covered.delete()
    assert not KeptOriginal.objects.exists()
    assert not kept(folder)


def test_it_goes_when_its_picture_is_withdrawn(folder, covered):
    withdraw(covered)
    assert not KeptOriginal.objects.exists()
    assert not kept(folder)


def test_it_goes_after_its_days(settings, folder, covered):
    settings.ORIGINALS_DAYS = 7
    now = timezone.now()
    KeptOriginal.objects.update(kept_at=now - datetime.timedelta(days=6, hours=23))
    call_command("delete_old_originals", verbosity=0)
    assert kept(folder)
    KeptOriginal.objects.update(kept_at=now - datetime.timedelta(days=7))
    call_command("delete_old_originals", verbosity=0)
    assert not kept(folder)
    assert "delete_old_originals" in settings.COMMANDS_BY_THE_CLOCK


def test_where_it_cannot_be_kept_nothing_is_covered(monkeypatch, folder, image):
    before = files(folder)

    def fail(content):
        raise OSError("no space left")

    monkeypatch.setattr("cms.media.covering.originals.sealed", fail)
    with pytest.raises(OSError, match="no space"):
        replacing.cover(image, [Cover(0.3, 0.3, 0.4, 0.4)], UserFactory(), is_all=True)
    assert files(folder) == before
    assert not type(image).objects.get(pk=image.pk).is_covered


def test_administrators_see_the_list_and_download_it_sealed(admin_client, folder, covered):
    page = admin_client.get(reverse("kept_originals")).content.decode()
    address = reverse("kept_original", args=[KeptOriginal.objects.get().pk])
    assert "Group" in page
    assert address in page
    answer = admin_client.get(address)
    content = b"".join(answer.streaming_content)
    assert pyrage.decrypt(content, [IDENTITY]) == covered.before
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_nobody_else_sees_that_there_is_a_list(client, covered, group):
    client.force_login(member(group))
    pk = KeptOriginal.objects.get().pk
    for url in (reverse("kept_originals"), reverse("kept_original", args=[pk])):
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert reverse("kept_originals") not in client.get("/admin/").content.decode()


def test_the_menu_leads_administrators_to_it_once_there_is_one(admin_client, covered):
    assert reverse("kept_originals") in admin_client.get("/admin/").content.decode()


MALFORMED = {"too short": "age1xyz", "no key": "secret", "cut off": str(IDENTITY.to_public())[:-1]}


@pytest.mark.parametrize("value", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_key_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("ORIGINALS_KEY", value)
    with pytest.raises(ConfigurationError, match="ORIGINALS_KEY must be a public key of age"):
        read_environment(Environment)


def test_a_secret_key_stops_the_start_and_is_not_repeated(monkeypatch):
    monkeypatch.setenv("ORIGINALS_KEY", str(IDENTITY))
    with pytest.raises(ConfigurationError, match="is a secret key") as stopped:
        read_environment(Environment)
    assert str(IDENTITY) not in str(stopped.value)


@pytest.mark.parametrize("value", ["0", "-1", "many", "4000"])
def test_days_that_make_no_sense_stop_the_start(monkeypatch, value):
    monkeypatch.setenv("ORIGINALS_DAYS", value)
    with pytest.raises(ConfigurationError, match="ORIGINALS_DAYS"):
        read_environment(Environment)
