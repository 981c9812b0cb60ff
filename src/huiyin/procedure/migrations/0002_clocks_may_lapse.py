from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_first_tables'),
        ('procedure', '0001_matters_and_steps'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='clock',
            name='clock_running_by_due',
        ),
        migrations.AddField(
            model_name='clock',
            name='lapses',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('lapses', False), ('overdue_since__isnull', True), ('stopped_at__isnull', True)), fields=['due'], name='clock_running_by_due'),
        ),
    ]
