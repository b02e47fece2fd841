"""Names that were mistyped: each gets a sentence that says which."""

import pytest
from django.core.management import CommandError

from tests.moving.conftest import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("command", "name", "sentence"),
    [
        (
            "import_site",
            "sitte.zip",
            r"sitte.zip cannot be read: there is no such file. Nothing was imported.",
        ),
        ("import_site", ".", r"cannot be read: that is a folder, not a file. Nothing was imported."),
        ("export_site", "nowhere/site.zip", r"There is no folder .*nowhere to write into"),
        ("restore", "sitte.tar.gz", r"There is no archive at .*sitte.tar.gz"),
    ],
)
def test_a_mistyped_name_is_told(tmp_path, command, name, sentence):
    options = {"replace": True, "yes": True} if command == "restore" else {}
    with pytest.raises(CommandError, match=sentence):
        run(command, tmp_path / name, **options)


def test_a_folder_is_no_backup(tmp_path):
    with pytest.raises(CommandError, match="is a folder: name the archive in it"):
        run("backup", verify=tmp_path)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("passphrase_file", "The passphrase file .*lost cannot be read: there is no such file"),
        ("identity_file", "The key file .*lost cannot be read: there is no such file"),
    ],
)
def test_a_key_that_is_not_there_is_told(tmp_path, option, sentence):
    sealed = tmp_path / "sealed"
    sealed.write_bytes(b"age-encryption.org/v1\n" + bytes(100))
    with pytest.raises(CommandError, match=sentence):
        run("import_site", sealed, **{option: tmp_path / "lost"})
