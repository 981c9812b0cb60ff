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
            "registration.proposal",
            "registration.letters",
            "registration.hand_over",
            "registration.commending",
            "registration.answering",
            "facts.proposal",
            "facts.merging",
            "facts.hand_over",
            "facts.key",
            "facts.commending",
            "guards.proposal",
            "guards.merging",
            "guards.hand_over",
            "guards.commending",
            "guards.answering",
            "actions",
            "forms",
            "long_hand_over",
            "home.proposal",
            "panels.own",
            "changes.classes",
            "changes.filing_window",
            "changes.refusal_reasons",
            "changes.key_criteria",
            "changes.blockers",
            "registration.tips",
            "registration.search_texts",
            "home.tips",
            "lists.whereabouts",
            "lists.whereabouts_letters",
            "lists.whereabouts_tips",
        ):
            import_module(f"huiyin.proposals.{module}")
        ports.opened.append(import_module("huiyin.proposals.lists.reading").remember)
