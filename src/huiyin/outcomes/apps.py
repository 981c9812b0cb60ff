from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "huiyin.outcomes"
    label = "outcomes"
    verbose_name = "协商成果"
    default_auto_field = "django.db.models.BigAutoField"
