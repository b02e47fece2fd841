"""Tests: the base, with nothing on the disk that a test did not make."""

import gc
import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="union-test-")
os.environ["SITE_URL"] = "http://localhost"  # the address of the site that the migrations make
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)

from cms.settings.base import *  # noqa: F403  # DATA_DIR must be set before the base reads it
from cms.settings.base import DATA_DIR

# Rubbish is looked for a tenth as often as else, and already while the apps are imported, which makes none.
gc.set_threshold(200_000, 20, 100)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(DATA_DIR) / "media"
WHITENOISE_AUTOREFRESH = True
