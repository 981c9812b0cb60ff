"""WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings.prod")

application = get_wsgi_application()

from huiyin.notices.outbox import deliver_beside_requests  # noqa: E402 - models, once the apps are ready
from huiyin.search.full_text.queue import index_beside_requests  # noqa: E402

deliver_beside_requests()
index_beside_requests()
