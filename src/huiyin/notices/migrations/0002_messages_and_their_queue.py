import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_scheduled_runs'),
        ('people', '0001_first_tables'),
        ('procedure', '0004_running_clocks_are_reminded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=32, verbose_name='种类')),
                ('key', models.CharField(max_length=100)),
                ('text', models.TextField(verbose_name='内容')),
                ('created_at', models.DateTimeField(verbose_name='时间')),
                ('read_at', models.DateTimeField(null=True, verbose_name='已读时间')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.committee')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='procedure.matter')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='people.person')),
            ],
            options={
                'verbose_name': '消息',
                'verbose_name_plural': '消息',
                'indexes': [models.Index(fields=['person', '-id'], name='message_by_person'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person'], name='message_unread_by_person')],
                'constraints': [models.UniqueConstraint(fields=('committee', 'person', 'matter', 'key'), name='message_once')],
            },
        ),
        migrations.CreateModel(
            name='QueuedNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveIntegerField(verbose_name='步号')),
                ('kind', models.SlugField(blank=True, max_length=32, verbose_name='种类')),
                ('text', models.TextField(blank=True, verbose_name='内容')),
                ('persons', models.JSONField(default=list, verbose_name='收件人')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('failed', models.TextField(blank=True, verbose_name='失败原因')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.committee')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='procedure.matter')),
            ],
            options={
                'verbose_name': '待发消息',
                'verbose_name_plural': '待发消息',
                'indexes': [models.Index(fields=['attempts', 'id'], name='queuednotice_by_attempts')],
            },
        ),
    ]
