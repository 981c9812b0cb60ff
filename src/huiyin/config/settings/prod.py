"""A deployment behind a proxy that ends TLS and sets X-Forwarded-Proto, as in deploy/nginx.conf.

HUIYIN_HTTPS=off is for an office network without certificates: then passwords cross it in clear, and
`huiyin check --deploy` says so.
"""

import os

from huiyin.config.settings.base import *  # noqa: F403
from huiyin.config.settings.base import SILENCED_SYSTEM_CHECKS as SILENCED_BEFORE

HUIYIN_PRODUCTION = True
HTTPS = os.environ.get("HUIYIN_HTTPS", "on").strip().lower() not in {"off", "0", "no", "false"}

if HTTPS:
    # The proxy must set this header itself on every request, or a visitor could.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
# Supervisors on the same machine ask for it without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = int(os.environ.get("HUIYIN_HSTS_SECONDS", 365 * 24 * 60 * 60)) if HTTPS else 0
# Whether names below ours may do without HTTPS, and lists of browsers' makers, are not for us to decide.
SILENCED_SYSTEM_CHECKS = [*SILENCED_BEFORE, "security.W005", "security.W021"]
