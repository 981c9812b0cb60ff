"""The briefs package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    """社情民意信息: from the draft to the issue, and what came of it."""

    name = "huiyin.briefs"
    label = "briefs"
    verbose_name = "社情民意信息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kind, series, guards, facts, effects, forms and parts of pages."""
        for module in (
            "registration.brief",
            "registration.using",
            "registration.issue",
            "registration.search_texts",
            "facts.brief",
            "facts.using",
            "guards.brief",
            "guards.using",
            "actions",
            "forms",
            "home.mine",
            "lists.whereabouts",
            "changes.rule",
            "changes.reasons",
        ):
            import_module(f"huiyin.briefs.{module}")
