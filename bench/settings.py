"""Settings of the measurements: as in production, but without collected static files."""

import os

os.environ.setdefault("HUIYIN_SECRET_KEY", "for-measuring-only-" + "0" * 40)

from huiyin.config.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["bench.invalid"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is collected here, so there is nothing for whitenoise to serve.
STATIC_ROOT = None  # type: ignore[assignment]
# The bare views stand beside the real ones, behind the same middleware.
ROOT_URLCONF = "bench.urls"
