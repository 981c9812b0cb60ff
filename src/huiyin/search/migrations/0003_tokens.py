"""The table of tokens: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL (`full_text.engine`)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from huiyin.search.full_text import engine


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Empty; the worker reads what there is within the next hours, `huiyin search --rebuild` at once."""
    engine.make_table(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Going back: nothing is found by its words."""
    engine.drop_table(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(make, remove)]
