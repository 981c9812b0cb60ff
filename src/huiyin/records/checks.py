"""System check: the triggers that keep the record append-only stand."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from huiyin.records import triggers


def triggers_stand(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Warn of triggers that are missing; `migrate` hangs them again, so it must not be stopped by this."""
    return [
        Warning(f"档案防改触发器缺失或者被停用：{name}", hint="运行 huiyin migrate 恢复。", id="records.W001")
        for alias in databases or ()
        for name in triggers.missing(connections[alias])
    ]
