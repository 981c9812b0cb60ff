"""A deployment behind a proxy that ends TLS and sets X-Forwarded-Proto, as in deploy/nginx.conf."""

from huiyin.config.settings.base import *  # noqa: F403

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
