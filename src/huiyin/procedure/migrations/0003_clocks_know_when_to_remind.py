from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_first_tables'),
        ('procedure', '0002_clocks_may_lapse'),
    ]

    operations = [
        migrations.AddField(
            model_name='clock',
            name='remind_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('remind_on__isnull', False), ('stopped_at__isnull', True)), fields=['remind_on'], name='clock_running_by_reminder'),
        ),
    ]
