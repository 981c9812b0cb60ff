"""The ledgers package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """台账: what the records show, as lists, sums and sheets."""

    name = "huiyin.ledgers"
    label = "ledgers"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the ledgers, the export that is done in the background, and the layouts as settings."""
        import_module("huiyin.ledgers.books")
        import_module("huiyin.ledgers.long_export")
        import_module("huiyin.ledgers.layout_setting")
