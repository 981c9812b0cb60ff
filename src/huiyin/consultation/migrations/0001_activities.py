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
            name="Activity",
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
                            ("plenary", "全体会议协商"),
                            ("standing_deliberative", "专题议政性常委会会议"),
                            ("standing_topical", "常委会会议专题协商"),
                            ("deliberative", "专题议政协商"),
                            ("bimonthly", "双月协商"),
                            ("topical", "专题协商"),
                            ("counterpart", "对口协商"),
                            ("sector", "界别协商"),
                            ("proposal_handling", "提案办理协商"),
                            ("on_site", "现场协商"),
                            ("grassroots", "基层协商"),
                        ],
                        max_length=24,
                        verbose_name="协商形式",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="协商日期")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="地点")),
                ("summary", models.TextField(blank=True, verbose_name="协商情况")),
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
                        related_name="activity",
                        to="procedure.matter",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.body",
                        verbose_name="组织单位",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["committee", "-held_on"], name="activity_by_day")],
            },
        ),
        migrations.CreateModel(
            name="Consensus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="共识")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consensus",
                        to="consultation.activity",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.committee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="职务")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member", "政协委员"),
                            ("leader", "党委和政府分管领导"),
                            ("department", "有关部门负责人"),
                            ("expert", "相关专业人士"),
                            ("sector_public", "界别群众代表"),
                        ],
                        max_length=16,
                        verbose_name="身份",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="consultation.activity",
                    ),
                ),
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
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="意见")),
                ("is_reserved", models.BooleanField(default=False, verbose_name="保留意见")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="consultation.participant",
                    ),
                ),
            ],
        ),
    ]
