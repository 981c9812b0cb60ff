"""The proposals package as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from huiyin.procedure.ports import ports


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
            "letters",
            "hand_over_registration",
            "facts",
            "merging_facts",
            "hand_over_facts",
            "guards",
            "merging_guards",
            "hand_over_guards",
            "actions",
            "forms",
            "long_hand_over",
            "home",
            "own_panel",
            "changes.classes",
            "changes.filing_window",
            "changes.refusal_reasons",
            "changes.blockers",
            "lead_registration",
            "lead_home",
        ):
            import_module(f"huiyin.proposals.{module}")
        ports.opened.append(import_module("huiyin.proposals.reading").remember)
