"""The people package as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """机构与人员."""

    name = "huiyin.people"
    label = "people"
    verbose_name = "机构与人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the changes of settings and the pages they stand on."""
        for module in (
            "bodies",
            "body_names",
            "names",
            "sides",
            "accounts",
            "grants",
            "deputies",
            "persons",
            "terms",
            "calendar",
            "pages",
        ):
            import_module(f"huiyin.people.changes.{module}")
