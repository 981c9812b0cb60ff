import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register

from huiyin.config.checks import deployment_is_complete


class ConfigConfig(AppConfig):
    name = "huiyin.config"
    label = "config"
    verbose_name = "系统"

    def ready(self) -> None:
        """Make the folder that uploads pass through, and write logs as one JSON object a line."""
        register(deployment_is_complete, Tags.security)
        if settings.FILE_UPLOAD_TEMP_DIR:
            with suppress(OSError):  # the system check then says so in words
                Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.processors.dict_tracebacks,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            logger_factory=_stderr_logger,
            cache_logger_on_first_use=False,
        )


def _stderr_logger(*_names: Any) -> structlog.PrintLogger:
    # Looked up at each use: a log line goes to wherever stderr points now, not where it pointed at start-up.
    return structlog.PrintLogger(sys.stderr)
