"""Clocks that ran before there were reminders: each is looked at once, which sets its true next day."""

from datetime import date
from typing import Any

from django.db import migrations

LONG_AGO = date(2000, 1, 1)


def look_at_running_clocks(apps: Any, schema_editor: Any) -> None:
    clocks = apps.get_model("procedure", "Clock").objects
    running = clocks.filter(stopped_at__isnull=True, due__isnull=False, lapses=False, remind_on__isnull=True)
    running.update(remind_on=LONG_AGO)


class Migration(migrations.Migration):
    dependencies = [("procedure", "0003_clocks_know_when_to_remind")]

    operations = [migrations.RunPython(look_at_running_clocks, migrations.RunPython.noop)]
