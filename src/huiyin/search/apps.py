"""Search as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from huiyin.procedure.ports import ports


class SearchConfig(AppConfig):
    """查找: similar texts, and everything by its words."""

    name = "huiyin.search"
    label = "search"
    verbose_name = "查找"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Note every step, so that its matter is read again; have papers, files and names found; prove that all is."""
        ports.passed.append(import_module("huiyin.search.full_text.queue").queue_matter)
        import_module("huiyin.search.full_text.shared_texts").register()
        import_module("huiyin.search.full_text.attached_files").register()
        proofs = import_module("huiyin.records.verification.further").further
        proofs.append(import_module("huiyin.search.full_text.checking").not_indexed)
