"""Tests: fast password hashing, no manifest; the database comes from HUIYIN_DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("HUIYIN_SECRET_KEY", "for-tests-only-" + "0" * 40)
if "HUIYIN_DATA_DIR" not in os.environ:
    os.environ["HUIYIN_DATA_DIR"] = tempfile.mkdtemp(prefix="huiyin-test-")
    atexit.register(shutil.rmtree, os.environ["HUIYIN_DATA_DIR"], ignore_errors=True)

from huiyin.config.settings.base import *  # noqa: F403
from huiyin.config.settings.base import DATABASES

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(os.environ["HUIYIN_DATA_DIR"]) / "files"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: threads and the live server then wait for each other as clerks do.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["HUIYIN_DATA_DIR"]) / "test.sqlite3")}
