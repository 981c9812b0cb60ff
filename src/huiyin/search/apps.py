"""Search as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """查找: similar texts."""

    name = "huiyin.search"
    label = "search"
    verbose_name = "查找"
    default_auto_field = "django.db.models.BigAutoField"
