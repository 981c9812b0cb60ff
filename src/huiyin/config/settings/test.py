"""Tests: fast password hashing, no manifest; the database comes from HUIYIN_DATABASE_URL."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("HUIYIN_SECRET_KEY", "for-tests-only-" + "0" * 40)
os.environ.setdefault("HUIYIN_DATA_DIR", tempfile.mkdtemp(prefix="huiyin-test-"))

from huiyin.config.settings.base import *  # noqa: E402,F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(os.environ["HUIYIN_DATA_DIR"]) / "files"
