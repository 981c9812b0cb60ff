"""The proposals package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """提案: from the member's draft to docketing."""

    name = "huiyin.proposals"
    label = "proposals"
    verbose_name = "提案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register kind, series, guards, facts, effects, forms, parts of pages and settings."""
        for module in (
            "registration",
            "hand_over_registration",
            "facts",
            "hand_over_facts",
            "guards",
            "hand_over_guards",
            "actions",
            "forms",
            "long_hand_over",
            "home",
            "changes.classes",
            "changes.filing_window",
            "changes.refusal_reasons",
            "changes.blockers",
        ):
            import_module(f"huiyin.proposals.{module}")
