"""`huiyin migrate`: Django's own, and afterwards the triggers of the record are renewed and proved."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections
from django.utils.translation import gettext as _

from huiyin.records import triggers


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"] or options["prune"]:
            return
        connection = connections[options["database"]]
        if self._stands_before_the_triggers(options):
            return
        triggers.install(connection)
        faults = [*triggers.missing(connection), *triggers.unproved(connection)]
        if faults:
            names = "、".join(faults)
            raise CommandError(
                _("档案防改触发器未生效：%(names)s。请勿启用系统，先排除故障。") % {"names": names}
            )

    def _stands_before_the_triggers(self, options: dict[str, Any]) -> bool:
        """Going back behind the migration that hangs the triggers must not hang them again."""
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT COUNT(*) FROM django_migrations WHERE app = 'records' AND name = '0002_step_triggers'"
            )
            return not cursor.fetchone()[0]
