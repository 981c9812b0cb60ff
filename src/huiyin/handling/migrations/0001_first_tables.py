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
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("sole", "单办"),
                            ("lead", "主办"),
                            ("assist", "会办"),
                            ("separate", "分办"),
                        ],
                        max_length=8,
                        verbose_name="承办方式",
                    ),
                ),
                ("request", models.TextField(blank=True, verbose_name="办理要求")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignment",
                        to="procedure.matter",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="承办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理件",
                "verbose_name_plural": "办理件",
                "indexes": [
                    models.Index(fields=["committee", "unit", "role"], name="handling_assignment_by_unit")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["sole", "lead", "assist", "separate"])),
                        name="handling_assignment_role_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("recommendation", "建议"), ("suggestion", "意见"), ("finding", "问题")],
                        default="recommendation",
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(verbose_name="内容")),
                ("no_action", models.BooleanField(default=False, verbose_name="不需办理")),
                ("no_action_reason", models.TextField(blank=True, verbose_name="不需办理的理由")),
                (
                    "adoption",
                    models.CharField(
                        blank=True,
                        choices=[("adopted", "采纳"), ("partly", "部分采纳"), ("not_adopted", "未采纳")],
                        max_length=12,
                        verbose_name="采纳情况",
                    ),
                ),
                ("adoption_reason", models.TextField(blank=True, verbose_name="采纳情况说明")),
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
                        related_name="points",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "建议",
                "verbose_name_plural": "建议",
                "ordering": ["matter", "order", "id"],
                "indexes": [models.Index(fields=["matter", "order"], name="handling_point_by_matter")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["recommendation", "suggestion", "finding"])),
                        name="handling_point_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="handling_point_text_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("no_action", False),
                            models.Q(("no_action_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handling_point_no_action_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adoption__in", ["", "adopted", "partly", "not_adopted"])),
                        name="handling_point_adoption_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "出台文件"),
                            ("project", "实施项目"),
                            ("rule", "建立制度"),
                            ("rectification", "整改"),
                            ("other", "其他措施"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                ("text", models.TextField(verbose_name="措施")),
                ("evidence", models.TextField(blank=True, verbose_name="佐证")),
                ("done_on", models.DateField(null=True, verbose_name="落实日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="单位",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="handling.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "落实措施",
                "verbose_name_plural": "落实措施",
                "ordering": ["point", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["document", "project", "rule", "rectification", "other"])
                        ),
                        name="handling_measure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="handling_measure_text_given"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField(verbose_name="承诺事项")),
                ("by_when", models.DateField(verbose_name="完成期限")),
                ("evidence_wanted", models.CharField(blank=True, max_length=300, verbose_name="兑现凭据")),
                ("evidence", models.TextField(blank=True, verbose_name="兑现情况")),
                ("delivered_on", models.DateField(null=True, verbose_name="兑现日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment",
                        to="procedure.matter",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="承诺单位",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="handling.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺",
                "verbose_name_plural": "承诺",
                "indexes": [
                    models.Index(fields=["committee", "by_when"], name="handling_commitment_by_date")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="handling_commitment_text_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered",
                        to="handling.assignment",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned",
                        to="handling.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理件所涉建议",
                "verbose_name_plural": "办理件所涉建议",
                "ordering": ["assignment", "point__order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "point"), name="handling_assignment_point_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PointUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggested_units",
                        to="handling.point",
                    ),
                ),
            ],
            options={
                "verbose_name": "建议承办单位",
                "verbose_name_plural": "建议承办单位",
                "ordering": ["point", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("point", "body"), name="handling_point_unit_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, verbose_name="代码")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "meaning",
                    models.CharField(
                        choices=[
                            ("resolved", "已经解决"),
                            ("in_progress", "正在解决"),
                            ("planned", "列入计划解决"),
                            ("deferred", "暂缓解决"),
                            ("reference_only", "留作参考"),
                            ("infeasible", "不可行"),
                        ],
                        max_length=16,
                        verbose_name="含义",
                    ),
                ),
                ("in_force_from", models.DateField(null=True, verbose_name="启用日期")),
                ("in_force_until", models.DateField(null=True, verbose_name="停用日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_classes",
                        to="people.committee",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复类别",
                "verbose_name_plural": "答复类别",
                "ordering": ["committee", "code", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("in_force_until__isnull", True)),
                        fields=("committee", "code"),
                        name="handling_reply_class_current_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "meaning__in",
                                [
                                    "resolved",
                                    "in_progress",
                                    "planned",
                                    "deferred",
                                    "reference_only",
                                    "infeasible",
                                ],
                            )
                        ),
                        name="handling_reply_class_meaning_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_from__isnull", True),
                            ("in_force_until__isnull", True),
                            ("in_force_until__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="handling_reply_class_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("text", models.TextField(verbose_name="办理情况")),
                ("without_assists_reason", models.TextField(blank=True, verbose_name="未等会办意见的理由")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="发文字号")),
                ("answered_on", models.DateField(null=True, verbose_name="办复日期")),
                ("is_final", models.BooleanField(default=False, verbose_name="已验收")),
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
                        related_name="replies",
                        to="procedure.matter",
                    ),
                ),
                (
                    "reply_class",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="handling.replyclass",
                        verbose_name="答复类别",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复",
                "verbose_name_plural": "答复",
                "ordering": ["matter", "round"],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "round"), name="handling_reply_once_per_round"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_final", True)),
                        fields=("matter",),
                        name="handling_reply_one_final",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="handling_reply_text_given"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="答复")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="handling.point",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="handling.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "逐条答复",
                "verbose_name_plural": "逐条答复",
                "ordering": ["reply", "point__order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("reply", "point"), name="handling_reply_point_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="handling_reply_point_text_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField(verbose_name="承诺事项")),
                ("by_when", models.DateField(verbose_name="完成期限")),
                ("evidence_wanted", models.CharField(blank=True, max_length=300, verbose_name="兑现凭据")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="handling.point",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="handling.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "答复中的承诺",
                "verbose_name_plural": "答复中的承诺",
                "ordering": ["reply", "by_when", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="handling_promise_text_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("registered_no", models.CharField(blank=True, max_length=60, verbose_name="收文号")),
                ("registered_on", models.DateField(null=True, verbose_name="收文日期")),
                ("proposed_opinion", models.TextField(blank=True, verbose_name="拟办意见")),
                ("presented_to", models.CharField(blank=True, max_length=300, verbose_name="呈送领导")),
                ("presented_on", models.DateField(null=True, verbose_name="呈批日期")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="主送",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "报送件",
                "verbose_name_plural": "报送件",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("registered_no", ""), _negated=True),
                        fields=("committee", "addressee", "registered_no"),
                        name="handling_submission_no_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leader_name", models.CharField(max_length=60, verbose_name="批示领导")),
                ("leader_post", models.CharField(max_length=120, verbose_name="职务")),
                ("on", models.DateField(verbose_name="批示日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "圈阅"),
                            ("affirm", "肯定"),
                            ("handle", "要求办理"),
                            ("forward", "转批"),
                        ],
                        max_length=8,
                        verbose_name="批示类型",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="批示内容")),
                ("is_offline", models.BooleanField(default=False, verbose_name="线下件")),
                ("forwarded_to", models.CharField(blank=True, max_length=120, verbose_name="转批给")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="handling.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "批示",
                "verbose_name_plural": "批示",
                "ordering": ["submission", "on", "id"],
                "indexes": [
                    models.Index(
                        fields=["committee", "on", "leader_name"], name="handling_instruction_by_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["read", "affirm", "handle", "forward"])),
                        name="handling_instruction_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_offline", False), ("text", ""), _connector="OR"),
                        name="handling_instruction_offline_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leader_name", ""), _negated=True),
                        name="handling_instruction_leader_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstructionUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="handling.instruction",
                    ),
                ),
            ],
            options={
                "verbose_name": "批示涉及单位",
                "verbose_name_plural": "批示涉及单位",
                "ordering": ["instruction", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instruction", "body"), name="handling_instruction_unit_once"
                    )
                ],
            },
        ),
    ]
