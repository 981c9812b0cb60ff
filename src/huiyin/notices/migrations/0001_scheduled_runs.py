from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ScheduledRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="任务")),
                ("slot", models.DateTimeField(verbose_name="时段")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("attempts", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                ("failed", models.TextField(blank=True, default="", verbose_name="失败原因")),
            ],
            options={
                "verbose_name": "后台任务记录",
                "verbose_name_plural": "后台任务记录",
                "indexes": [models.Index(fields=["finished_at"], name="scheduledrun_finished")],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "slot"), name="scheduledrun_once_per_slot")
                ],
            },
        ),
    ]
