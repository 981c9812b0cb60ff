"""The consultation package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """协商活动: the record of consultations that were held."""

    name = "huiyin.consultation"
    label = "consultation"
    verbose_name = "协商活动"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kind, guards, forms, effects and panels."""
        for module in ("guards", "actions", "forms", "registration", "search_texts"):
            import_module(f"huiyin.consultation.{module}")
