from importlib import import_module

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "huiyin.background"
    label = "background"
    verbose_name = "后台任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the part of the home page."""
        import_module("huiyin.background.home")
