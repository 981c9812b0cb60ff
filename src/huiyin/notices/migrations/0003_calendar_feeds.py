import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_messages_and_their_queue'),
        ('people', '0001_first_tables'),
        ('procedure', '0004_running_clocks_are_reminded'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to='people.person')),
            ],
            options={
                'verbose_name': '个人日历订阅',
                'verbose_name_plural': '个人日历订阅',
            },
        ),
    ]
