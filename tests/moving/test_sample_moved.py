"""The sample's kinds of things, among them what only menus, settings and searches have, out and in again."""

import pytest
from django.core.management import CommandError

from home.models import Navigation, SiteSettings
from tests.home.sample_folder import promoted_pages, run, write_sample_folder
from tests.moving.conftest import rolled_back
from tests.moving.conftest import run as run_with

pytestmark = pytest.mark.django_db


def test_the_sample_comes_back_equal(tmp_path, media):
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    with media("first"), rolled_back():
        run("load_sample", folder=write_sample_folder(tmp_path / "sample"), verbosity=0)
        run_with("export_site", first)
        with pytest.raises(CommandError, match=r"This site has the sample content.* Take a new DATA_DIR"):
            run_with("import_site", first)
    with media("second"):
        run_with("import_site", first)
        run_with("export_site", second)
        assert promoted_pages() == [("rice", "Rice"), ("米", "Rice")]
        assert Navigation.objects.get(locale__language_code="ur").menu
        assert SiteSettings.objects.get().logo is not None
    assert second.read_bytes() == first.read_bytes()
