import sys
from typing import Any

import structlog
from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "huiyin.config"
    label = "config"
    verbose_name = "系统"

    def ready(self) -> None:
        """Write structured logs as one JSON object a line, readable by journald and by people."""
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
