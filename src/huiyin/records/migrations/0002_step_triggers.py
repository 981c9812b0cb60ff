"""Hang the triggers that keep the record append-only. Every later `migrate` renews them (see `triggers`)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from huiyin.records import triggers


def put_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers on the tables there are by now."""
    triggers.install(schema_editor.connection)


def take_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Going back: without the triggers, as before."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_first_tables"),
        ("procedure", "0001_matters_and_steps"),
    ]

    operations = [migrations.RunPython(put_up, take_down)]
