"""What persons looked for lately, each for themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_units_stand_under_a_side'),
        ('search', '0003_tokens'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoRecentSearches',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'verbose_name': '不记录最近查找',
                'verbose_name_plural': '不记录最近查找',
            },
        ),
        migrations.CreateModel(
            name='RecentSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=100, verbose_name='查找的字词')),
                ('at', models.DateTimeField(verbose_name='查找时间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'verbose_name': '最近查找',
                'verbose_name_plural': '最近查找',
                'indexes': [models.Index(fields=['at'], name='recent_search_by_time')],
                'constraints': [models.UniqueConstraint(fields=('person', 'words'), name='recent_search_once_per_person')],
            },
        ),
    ]
