"""What a paper says beside its text: head, addressees, signature, imprint."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_step_triggers")]

    operations = [
        migrations.AddField(
            model_name="documentversion",
            name="frame",
            field=models.JSONField(blank=True, default=dict, verbose_name="版头、署名与版记"),
        ),
    ]
