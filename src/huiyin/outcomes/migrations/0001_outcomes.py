import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("consultation", "0001_activities"),
        ("handling", "0001_first_tables"),
        ("people", "0001_first_tables"),
        ("procedure", "0001_matters_and_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("consultation_report", "协商报告"),
                            ("special_report", "专题报告"),
                            ("consultation_brief", "协商专报"),
                            ("opinion_info", "政协信息"),
                            ("recommendation", "建议案"),
                            ("letter", "建议函"),
                        ],
                        max_length=24,
                        verbose_name="成果形式",
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[("overall", "事关全局"), ("major", "比较重要"), ("ordinary", "具体工作")],
                        max_length=12,
                        verbose_name="重要性",
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[("open", "可以公开"), ("internal", "内部掌握"), ("sensitive", "比较敏感")],
                        max_length=12,
                        verbose_name="敏感度",
                    ),
                ),
                ("form_reason", models.TextField(blank=True, verbose_name="选用理由")),
                ("background", models.TextField(blank=True, verbose_name="基本情况")),
                ("analysis", models.TextField(blank=True, verbose_name="问题分析")),
                (
                    "adopted_sitting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chairpersons", "主席会议"),
                            ("standing_committee", "常务委员会会议"),
                            ("plenary", "全体会议"),
                        ],
                        max_length=20,
                        verbose_name="通过会议",
                    ),
                ),
                ("adopted_at", models.CharField(blank=True, max_length=120, verbose_name="会议名称")),
                ("adopted_on", models.DateField(null=True, verbose_name="通过日期")),
                ("sent_direct", models.BooleanField(default=False, verbose_name="直接函送部门")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="consultation.activity",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="起草单位",
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="procedure.matter",
                    ),
                ),
                (
                    "responsible_office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="责任办公室",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["committee", "form"], name="outcome_by_form")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "consultation_report",
                                    "special_report",
                                    "consultation_brief",
                                    "opinion_info",
                                    "recommendation",
                                    "letter",
                                ],
                            )
                        ),
                        name="outcome_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_sitting", ""),
                            models.Q(
                                ("adopted_on__isnull", False), models.Q(("adopted_at", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="outcome_adoption_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("by_name", models.CharField(max_length=100, verbose_name="反馈单位")),
                ("text", models.TextField(verbose_name="办理情况")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="反馈函文号")),
                ("on", models.DateField(verbose_name="反馈日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedbacks",
                        to="outcomes.outcome",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("outcome", "round"), name="feedback_once_a_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Echo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("giver_name", models.CharField(max_length=60, verbose_name="意见提出人")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_app", "系统告知"),
                            ("phone", "电话"),
                            ("letter", "书信"),
                            ("face", "当面"),
                        ],
                        max_length=8,
                        verbose_name="告知方式",
                    ),
                ),
                ("told_on", models.DateField(verbose_name="告知日期")),
                ("told_by", models.CharField(max_length=60, verbose_name="告知人")),
                ("text", models.TextField(verbose_name="告知内容")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("agreed", "认可"), ("partly", "基本认可"), ("disputed", "不认可")],
                        max_length=10,
                        verbose_name="本人评价",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="评价意见")),
                ("answered_on", models.DateField(null=True, verbose_name="评价日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="echoes",
                        to="consultation.opinion",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="echoes",
                        to="outcomes.outcome",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["giver"], name="echo_by_giver")],
                "constraints": [
                    models.UniqueConstraint(fields=("outcome", "opinion", "round"), name="echo_once_a_round"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict", ""), ("answered_on__isnull", False), _connector="OR"),
                        name="echo_verdict_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("situation_clear", "情况清楚"),
                            ("problem_located", "问题找得准"),
                            ("advice_targeted", "意见建议有针对性"),
                            ("advice_feasible", "意见建议可操作"),
                        ],
                        max_length=24,
                        verbose_name="质量要点",
                    ),
                ),
                ("met", models.BooleanField(verbose_name="是否达到")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality",
                        to="outcomes.outcome",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("outcome", "point"), name="quality_answered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="went_into",
                        to="consultation.opinion",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="outcomes.outcome",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="handling.point",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("point", "opinion"), name="source_once_per_point")
                ],
            },
        ),
    ]
