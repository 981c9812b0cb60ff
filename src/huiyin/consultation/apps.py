from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "huiyin.consultation"
    label = "consultation"
    verbose_name = "协商活动"
    default_auto_field = "django.db.models.BigAutoField"
