"""The engine as a Django app; its own forms and effects are registered when it is ready."""

from importlib import import_module

from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    """程序: the engine on which every subject runs."""

    name = "huiyin.procedure"
    label = "procedure"
    verbose_name = "程序"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the forms, effects, guards and facts that any procedure may use, and the page of terms."""
        import_module("huiyin.procedure.forms")
        import_module("huiyin.procedure.actions")
        import_module("huiyin.procedure.guards")
        import_module("huiyin.procedure.facts")
        import_module("huiyin.procedure.term_change")
