import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("working", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="名称")),
            ],
            options={
                "verbose_name": "工作日历",
                "verbose_name_plural": "工作日历",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("must_change_password", models.BooleanField(default=False, verbose_name="须修改初始密码")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号",
                "verbose_name_plural": "账号",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年份")),
                ("official", models.BooleanField(default=False, verbose_name="已公布")),
                ("notice", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("digest", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "日历年度",
                "verbose_name_plural": "日历年度",
                "ordering": ["year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1949), ("year__lte", 2999)),
                        name="people_year_plausible",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="全称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "全国"),
                            ("province", "省级"),
                            ("city", "市级"),
                            ("county", "县级"),
                        ],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                ("region_code", models.CharField(max_length=12, verbose_name="行政区划代码")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.committee",
                        verbose_name="上级政协",
                    ),
                ),
            ],
            options={
                "verbose_name": "政协委员会",
                "verbose_name_plural": "政协委员会",
                "ordering": ["region_code", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["national", "province", "city", "county"])),
                        name="people_committee_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="people_committee_not_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                            ("cppcc_office", "政协办公室"),
                            ("research_office", "研究室"),
                            ("special_committee", "专门委员会"),
                            ("sector", "界别"),
                            ("activity_group", "委员活动组"),
                            ("chairpersons", "主席会议"),
                            ("party_office", "党委办公室"),
                            ("government_office", "政府办公室"),
                            ("leadership", "党政领导"),
                            ("unit", "承办单位"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("code", models.SlugField(max_length=60, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="全称")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                ("folded_name", models.CharField(editable=False, max_length=200)),
                ("folded_short_name", models.CharField(blank=True, editable=False, max_length=80)),
                ("since", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="people.committee",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构",
                "verbose_name_plural": "机构",
                "ordering": ["committee", "kind", "id"],
                "indexes": [
                    models.Index(fields=["committee", "folded_name"], name="people_body_by_name"),
                    models.Index(fields=["committee", "folded_short_name"], name="people_body_by_short_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "code"), name="people_body_code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("committee", "kind", "folded_name"),
                        name="people_body_current_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "cppcc_office",
                                    "research_office",
                                    "special_committee",
                                    "sector",
                                    "activity_group",
                                    "chairpersons",
                                    "party_office",
                                    "government_office",
                                    "leadership",
                                    "unit",
                                ],
                            )
                        ),
                        name="people_body_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded_name", ""), _negated=True), name="people_body_name_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="people_body_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("folded", models.CharField(editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("alias", "别称"), ("former", "曾用名")], max_length=10, verbose_name="性质"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_names",
                        to="people.body",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="body_names",
                        to="people.committee",
                    ),
                ),
            ],
            options={
                "verbose_name": "别称与曾用名",
                "verbose_name_plural": "别称与曾用名",
                "ordering": ["committee", "body", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "folded", "body"), name="people_body_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["alias", "former"])),
                        name="people_body_name_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True), name="people_body_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="people_body_name_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counterpart",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counterparts",
                        to="people.committee",
                    ),
                ),
                (
                    "special_committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counterpart_units",
                        to="people.body",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counterpart_committees",
                        to="people.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "对口联系",
                "verbose_name_plural": "对口联系",
                "ordering": ["committee", "special_committee", "unit"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "special_committee", "unit"), name="people_counterpart_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("special_committee", models.F("unit")), _negated=True),
                        name="people_counterpart_two_bodies",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="职务")),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="people_person_name_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                            ("cppcc_clerk", "政协办经办人"),
                            ("committee_clerk", "专委会（研究室）经办人"),
                            ("vice_chair", "分管副主席"),
                            ("secretary_general", "秘书长"),
                            ("chair", "主席"),
                            ("office_clerk", "党委办、政府办督查经办人"),
                            ("leader", "党政领导"),
                            ("unit_clerk", "承办单位经办人"),
                            ("unit_reviewer", "核稿人"),
                            ("unit_deputy", "单位分管领导"),
                            ("unit_head", "单位主要负责人"),
                            ("member", "委员"),
                            ("system_operator", "系统管理员"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("since", models.DateField(verbose_name="起始日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.body",
                        verbose_name="机构",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.committee",
                    ),
                ),
                (
                    "deputy_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="people.grant",
                        verbose_name="代行",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "授权",
                "verbose_name_plural": "授权",
                "ordering": ["committee", "person", "id"],
                "indexes": [models.Index(fields=["committee", "role", "body"], name="people_grant_by_role")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("committee"),
                        models.F("person"),
                        models.F("role"),
                        django.db.models.functions.comparison.Coalesce(
                            models.F("body"), models.Value(0), output_field=models.BigIntegerField()
                        ),
                        django.db.models.functions.comparison.Coalesce(
                            models.F("deputy_of"), models.Value(0), output_field=models.BigIntegerField()
                        ),
                        condition=models.Q(("until__isnull", True)),
                        name="people_grant_current_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "cppcc_clerk",
                                    "committee_clerk",
                                    "vice_chair",
                                    "secretary_general",
                                    "chair",
                                    "office_clerk",
                                    "leader",
                                    "unit_clerk",
                                    "unit_reviewer",
                                    "unit_deputy",
                                    "unit_head",
                                    "member",
                                    "system_operator",
                                ],
                            )
                        ),
                        name="people_grant_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "role__in",
                                    (
                                        "committee_clerk",
                                        "office_clerk",
                                        "unit_clerk",
                                        "unit_reviewer",
                                        "unit_deputy",
                                        "unit_head",
                                    ),
                                ),
                                _negated=True,
                            ),
                            ("body__isnull", False),
                            _connector="OR",
                        ),
                        name="people_grant_body_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="people_grant_dates_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy_of__isnull", True),
                            models.Q(("deputy_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="people_grant_not_own_deputy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="届次")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="people.committee",
                    ),
                ),
            ],
            options={
                "verbose_name": "届",
                "verbose_name_plural": "届",
                "ordering": ["committee", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "number"), name="people_term_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="people_term_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("rows", models.JSONField(verbose_name="名册行")),
                ("created_at", models.DateTimeField(verbose_name="上传时间")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_imports",
                        to="people.committee",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_imports",
                        to="people.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "名册导入",
                "verbose_name_plural": "名册导入",
                "ordering": ["committee", "-created_at"],
            },
        ),
        migrations.CreateModel(
            name="PlenarySession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="次")),
                ("opens_on", models.DateField(verbose_name="开幕日期")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="闭幕日期")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plenary_sessions",
                        to="people.committee",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plenary_sessions",
                        to="people.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "全体会议",
                "verbose_name_plural": "全体会议",
                "ordering": ["committee", "term", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "term", "number"), name="people_plenary_session_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__isnull", True),
                            ("closes_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="people_plenary_session_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="委员证号")),
                ("workplace", models.CharField(blank=True, max_length=120, verbose_name="单位")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="职务")),
                ("is_standing", models.BooleanField(default=False, verbose_name="常委")),
                (
                    "activity_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_members",
                        to="people.body",
                        verbose_name="活动组",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="people.committee",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sector_members",
                        to="people.body",
                        verbose_name="界别",
                    ),
                ),
                (
                    "special_committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_members",
                        to="people.body",
                        verbose_name="专委会",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="people.term"
                    ),
                ),
            ],
            options={
                "verbose_name": "委员",
                "verbose_name_plural": "委员",
                "ordering": ["committee", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("committee", "term", "person"), name="people_member_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("committee", "term", "number"),
                        name="people_member_number_once",
                    ),
                ],
            },
        ),
    ]
