"""The handling package as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from huiyin.procedure.ports import ports


class HandlingConfig(AppConfig):
    """办理: points, submissions, assignments, replies and commitments of any matter."""

    name = "huiyin.handling"
    label = "handling"
    verbose_name = "办理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kinds, guards, effects, forms, panels and changes of settings."""
        for module in (
            "registration",
            "facts",
            "guards",
            "finding_guards",
            "supervision_guards",
            "actions",
            "forms",
            "panels",
            "finding_panel",
            "offline_panel",
            "review_panel",
            "changes.class_versions",
            "changes.blockers",
            "search_texts",
        ):
            import_module(f"huiyin.handling.{module}")
        ports.opened.append(import_module("huiyin.handling.openings").remember)
