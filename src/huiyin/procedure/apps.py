from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "huiyin.procedure"
    label = "procedure"
    verbose_name = "程序"
    default_auto_field = "django.db.models.BigAutoField"
