from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from huiyin.procedure.ports import ports


class NoticesConfig(AppConfig):
    name = "huiyin.notices"
    label = "notices"
    verbose_name = "提醒"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every package register its regular work; `jobs.py` is found by name, not imported. Listen to steps."""
        autodiscover_modules("jobs")
        ports.opened.append(import_module("huiyin.notices.actions").mark_matter_read)
        ports.passed.append(import_module("huiyin.notices.outbox").queue_step)
