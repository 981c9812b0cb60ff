"""The desk as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台."""

    name = "huiyin.desk"
    label = "desk"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the guide for new offices to the home page and the settings."""
        import_module("huiyin.desk.registration").register()
