import django.core.serializers.json
import django.db.models.deletion
import huiyin.procedure.models.matter
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=huiyin.procedure.models.matter.new_matter_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.SlugField(max_length=32, verbose_name="种类")),
                ("procedure", models.SlugField(max_length=40, verbose_name="程序")),
                ("version", models.PositiveSmallIntegerField(verbose_name="程序版本")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="编号")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[("ordinary", "一般"), ("internal", "内部"), ("offline", "线下办理，仅登记")],
                        default="ordinary",
                        max_length=12,
                    ),
                ),
                ("is_key", models.BooleanField(default=False, verbose_name="重点")),
                ("state", models.SlugField(max_length=32)),
                ("stage", models.SlugField(max_length=32)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("chain_position", models.PositiveSmallIntegerField(default=0)),
                ("entered_state_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("next_due", models.DateField(null=True)),
                ("parent_round", models.PositiveSmallIntegerField(default=0)),
                ("lineage", models.JSONField(default=list)),
                ("step_number", models.PositiveIntegerField(default=0)),
                ("last_hash", models.CharField(default="", max_length=64)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="people.committee",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="descendants",
                        to="procedure.matter",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="procedure.matter",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.term",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["committee", "kind", "-opened_at", "-id"], name="matter_worklist"),
                    models.Index(fields=["committee", "stage", "next_due"], name="matter_by_stage_and_due"),
                    models.Index(
                        fields=["committee", "kind", "state", "entered_state_at"], name="matter_by_state"
                    ),
                    models.Index(fields=["parent", "parent_round"], name="matter_children"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("committee", "kind", "number"),
                        name="matter_number_once_per_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=60)),
                ("round", models.PositiveSmallIntegerField()),
                ("started_on", models.DateField()),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("working_days", "工作日"),
                            ("days", "日"),
                            ("months", "个月"),
                            ("fixed_date", "固定日期"),
                        ],
                        max_length=16,
                    ),
                ),
                ("month_day", models.CharField(blank=True, max_length=5)),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("due", models.DateField(null=True)),
                ("explanation", models.JSONField(default=list)),
                ("provisional", models.BooleanField(default=False)),
                ("calendar_version", models.CharField(max_length=64)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("overdue_since", models.DateField(null=True)),
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
                        related_name="clocks",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("overdue_since__isnull", True), ("stopped_at__isnull", True)),
                        fields=["due"],
                        name="clock_running_by_due",
                    ),
                    models.Index(
                        condition=models.Q(("stopped_at__isnull", True)),
                        fields=["calendar_version"],
                        name="clock_running_by_calendar",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "code", "round"), name="clock_once_per_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockChange",
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
                        choices=[("pause", "暂停"), ("resume", "恢复"), ("extension", "延期")], max_length=12
                    ),
                ),
                ("on", models.DateField()),
                ("amount", models.PositiveSmallIntegerField(null=True)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_days", "工作日"),
                            ("days", "日"),
                            ("months", "个月"),
                            ("fixed_date", "固定日期"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="procedure.clock",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
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
        ),
        migrations.CreateModel(
            name="Link",
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
                            ("came_from", "来自"),
                            ("merged_into", "并入"),
                            ("supervised_by", "督办于"),
                            ("sent_up_as", "上报为"),
                            ("submitted_as", "以此报送"),
                            ("related", "相关"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_out",
                        to="procedure.matter",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_in",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target", "kind"), name="link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="link_to_another_matter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.SlugField(max_length=32)),
                ("active", models.BooleanField(default=True)),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="procedure.matter",
                    ),
                ),
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
                "indexes": [
                    models.Index(fields=["body", "role", "matter"], name="party_by_body"),
                    models.Index(fields=["person", "role", "matter"], name="party_by_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body__isnull", False), ("person__isnull", False), _connector="XOR"
                        ),
                        name="party_is_body_or_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("body__isnull", False)),
                        fields=("matter", "role", "body"),
                        name="party_body_once_per_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("matter", "role", "person"),
                        name="party_person_once_per_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="步号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("act", "办理"), ("change", "修改"), ("event", "事件")], max_length=8
                    ),
                ),
                ("move", models.SlugField(max_length=60)),
                ("move_label", models.CharField(max_length=60)),
                ("from_state", models.SlugField(blank=True, max_length=32)),
                ("from_label", models.CharField(blank=True, max_length=40)),
                ("to_state", models.SlugField(max_length=32)),
                ("to_label", models.CharField(max_length=40)),
                ("stage", models.SlugField(max_length=32)),
                ("round", models.PositiveSmallIntegerField()),
                ("is_correction", models.BooleanField(default=False)),
                ("actor_name", models.CharField(blank=True, max_length=60)),
                ("actor_post", models.CharField(blank=True, max_length=120)),
                ("acted_as", models.CharField(blank=True, max_length=160)),
                ("on_behalf_of", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "data",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("guard_results", models.JSONField(default=list)),
                ("documents", models.JSONField(default=list)),
                ("content", models.JSONField(default=dict)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.grant",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="procedure.matter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["committee", "recorded_at"], name="step_by_day"),
                    models.Index(fields=["committee", "is_correction", "at"], name="step_corrections"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "number"), name="step_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("request_id", ""), _negated=True),
                        fields=("actor", "request_id"),
                        name="step_request_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermAdjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("procedure", models.SlugField(max_length=40)),
                ("term", models.SlugField(max_length=40)),
                ("amount", models.PositiveSmallIntegerField()),
                ("in_force_from", models.DateField()),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "procedure", "term", "in_force_from"),
                        name="adjustment_once_per_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Todo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("move", models.SlugField(max_length=40)),
                ("text", models.CharField(max_length=120)),
                ("role", models.SlugField(max_length=32)),
                ("due", models.DateField(null=True)),
                ("since", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="todos",
                        to="procedure.matter",
                    ),
                ),
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
                "indexes": [
                    models.Index(fields=["committee", "role", "body", "due"], name="todo_by_role_and_body"),
                    models.Index(fields=["person", "due"], name="todo_by_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=160)),
                ("data", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="draft_once_per_form")
                ],
            },
        ),
    ]
