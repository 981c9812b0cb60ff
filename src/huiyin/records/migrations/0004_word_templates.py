"""Word templates of committees, by kind of document and with effect from a day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_first_tables'),
        ('records', '0003_frames_of_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=40, verbose_name='文种')),
                ('in_force_from', models.DateField(verbose_name='启用日期')),
                ('original_name', models.CharField(max_length=255, verbose_name='文件名')),
                ('content', models.BinaryField(verbose_name='模板文件')),
                ('digest', models.CharField(max_length=64, verbose_name='散列值')),
                ('reason', models.CharField(max_length=300, verbose_name='启用理由')),
                ('at', models.DateTimeField(verbose_name='上传时间')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.committee')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'verbose_name': 'Word 模板',
                'verbose_name_plural': 'Word 模板',
                'indexes': [models.Index(fields=['committee', 'kind', '-in_force_from'], name='word_template_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='word_template_has_reason')],
            },
        ),
    ]
