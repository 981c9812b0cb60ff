"""The text of attachments; those that are there already wait to be read."""

import django.db.models.deletion
from django.db import migrations, models


QUEUE = """
    INSERT INTO records_attachmenttext (committee_id, attachment_id, state, reason, text, method, attempts)
    SELECT committee_id, id, 'waiting', '', '', 0, 0 FROM records_attachment
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_units_stand_under_a_side'),
        ('records', '0004_word_templates'),
    ]

    operations = [
        migrations.CreateModel(
            name='AttachmentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', '等待提取文字'), ('done', '已提取文字'), ('empty', '没有文字'), ('failed', '未能提取文字')], default='waiting', max_length=8, verbose_name='提取情况')),
                ('reason', models.CharField(blank=True, choices=[('nothing', '文件中没有文字'), ('picture', '图片'), ('scanned', '扫描件，没有文字层'), ('cut', '只提取了部分文字'), ('old_format', 'Word 97、Excel 97 或者 WPS 旧格式，请另存为 docx、xlsx 后上传'), ('letters', '字体没有文字编码，请由原来的软件重新导出'), ('locked', '设有密码'), ('nested', '压缩包内还有压缩包'), ('damaged', '无法打开'), ('slow', '内容过于复杂，限定时间内没有读完'), ('too_big', '内容过大，超出读取限额'), ('gone', '文件不在存储目录中')], max_length=12, verbose_name='原因')),
                ('text', models.TextField(blank=True, verbose_name='文字')),
                ('method', models.PositiveSmallIntegerField(default=0, verbose_name='提取方法版本')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='提取次数')),
                ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='开始提取时间')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='records.attachment')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.committee')),
            ],
            options={
                'verbose_name': '附件文字',
                'verbose_name_plural': '附件文字',
                'indexes': [models.Index(fields=['method', 'attachment'], name='attachment_text_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'done'), ('text', ''), _connector='XOR'), name='attachment_text_when_done'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'done']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='attachment_text_or_reason')],
            },
        ),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop, elidable=True),
    ]
