"""Reads one database address, so that a deployment is configured by a single variable."""

from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS: dict[str, Any] = {
    # IMMEDIATE takes the write lock at the start of a transaction: two clerks wait, neither fails half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # recursive_triggers: REPLACE must fire the delete trigger that guards the record.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-20000;"
    ),
}


def database_from_url(url: str) -> dict[str, Any]:
    """Django settings for `sqlite:///file` (relative), `sqlite:////file` (absolute) or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
        }
    raise ValueError(f"HUIYIN_DATABASE_URL: unknown scheme {parts.scheme!r}; use sqlite or postgresql")
