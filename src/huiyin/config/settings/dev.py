"""One machine, loopback only: what `make run` uses."""

import os

os.environ.setdefault("HUIYIN_SECRET_KEY", "for-this-machine-only-" + "0" * 40)

from huiyin.config.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
