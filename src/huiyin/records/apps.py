"""The records as a Django app: fills the engine's ports and registers what every matter may have."""

from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class RecordsConfig(AppConfig):
    """档案: documents, attachments, numbers, the secrecy screen, anchors, verification."""

    name = "huiyin.records"
    label = "records"
    verbose_name = "档案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models are loaded only now, so everything that needs them is imported here."""
        import_module("huiyin.records.registration").register()
        import_module("huiyin.records.paper_sets")
        check = import_module("huiyin.records.checks").triggers_stand
        checks.register(check, checks.Tags.database)
