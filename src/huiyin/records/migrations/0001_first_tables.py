import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first_tables"),
        ("procedure", "0001_matters_and_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(max_length=40, verbose_name="文种")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("series", models.SlugField(blank=True, max_length=40, verbose_name="编号序列")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("public", models.BooleanField(default=False, verbose_name="可公开")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件",
                "verbose_name_plural": "文件",
                "indexes": [models.Index(fields=["committee", "number"], name="document_by_number")],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "kind"), name="document_once_per_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.SlugField(max_length=40, verbose_name="所属部分")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("original_name", models.CharField(max_length=255, verbose_name="文件名")),
                ("media_type", models.CharField(max_length=100, verbose_name="类型")),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("digest", models.CharField(max_length=64, verbose_name="散列值")),
                ("stored_path", models.CharField(max_length=160)),
                ("at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="procedure.matter",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="records.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "indexes": [models.Index(fields=["digest"], name="attachment_by_digest")],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("body_text", models.TextField(blank=True, verbose_name="正文")),
                ("digest", models.CharField(max_length=64, verbose_name="正文散列值")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="records.document",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件版本",
                "verbose_name_plural": "文件版本",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "version"), name="document_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberPattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.SlugField(max_length=40, verbose_name="编号序列")),
                ("pattern", models.CharField(max_length=60, verbose_name="编号格式")),
                ("in_force_from", models.DateField(verbose_name="启用日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "编号格式",
                "verbose_name_plural": "编号格式",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "series", "in_force_from"), name="pattern_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberRegister",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.SlugField(max_length=40, verbose_name="编号序列")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("sequence", models.PositiveIntegerField(verbose_name="顺序号")),
                ("number", models.CharField(max_length=60, verbose_name="编号")),
                (
                    "fate",
                    models.CharField(
                        choices=[("given", "已使用"), ("void", "作废")],
                        default="given",
                        max_length=8,
                        verbose_name="去向",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
                ("at", models.DateTimeField(verbose_name="取号时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "编号登记",
                "verbose_name_plural": "编号登记",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "series", "year", "sequence"), name="number_sequence_once"
                    ),
                    models.UniqueConstraint(fields=("committee", "number"), name="number_never_twice"),
                    models.CheckConstraint(
                        condition=models.Q(("fate__in", ["given", "void"])), name="number_fate_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fate", "given"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="number_void_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sequence__gte", 1)), name="number_sequence_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecrecyIncident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_digest", models.CharField(max_length=64, verbose_name="散列值")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("place", models.CharField(max_length=120, verbose_name="办理环节")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "涉密拦截记录",
                "verbose_name_plural": "涉密拦截记录",
                "indexes": [models.Index(fields=["-at"], name="incident_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="日期")),
                ("root", models.CharField(max_length=64, verbose_name="根散列值")),
                ("leaves", models.JSONField()),
                ("count", models.PositiveIntegerField(verbose_name="事项数")),
                ("at", models.DateTimeField(verbose_name="锚定时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
            ],
            options={
                "verbose_name": "每日锚",
                "verbose_name_plural": "每日锚",
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "day"), name="anchor_once_a_day")
                ],
            },
        ),
    ]
