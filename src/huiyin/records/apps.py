from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "huiyin.records"
    label = "records"
    verbose_name = "档案"
    default_auto_field = "django.db.models.BigAutoField"
