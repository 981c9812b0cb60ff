"""The sittings package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class SittingsConfig(AppConfig):
    """议事会议: bodies that decide many matters at once."""

    name = "huiyin.sittings"
    label = "sittings"
    verbose_name = "议事会议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kind, guards, forms, effects and panels."""
        for module in ("facts", "guards", "actions", "forms", "registration", "papers", "search_texts"):
            import_module(f"huiyin.sittings.{module}")
