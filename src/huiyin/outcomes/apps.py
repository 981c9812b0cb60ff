"""The outcomes package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """协商成果: from the consultation to the echo."""

    name = "huiyin.outcomes"
    label = "outcomes"
    verbose_name = "协商成果"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kind, documents, series, guards, effects, forms and parts of pages."""
        for module in (
            "registration",
            "facts",
            "guards",
            "actions",
            "forms",
            "home",
            "whereabouts",
            "search_texts",
        ):
            import_module(f"huiyin.outcomes.{module}")
