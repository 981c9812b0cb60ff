"""Tables of the record refuse update, delete and truncate; `migrate` puts a lost trigger back and proves it."""

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from factories.papers import MONDAY, new_paper, written
from factories.people import Cast
from huiyin.people.changing.record import record_setting
from huiyin.procedure.models import Step
from huiyin.records import triggers
from huiyin.records.anchors import anchor_days
from huiyin.records.enums import NumberFate
from huiyin.records.models import Anchor, DocumentVersion, NumberRegister, SecrecyIncident, WordTemplate

pytestmark = pytest.mark.django_db
is_postgresql = connection.vendor == triggers.POSTGRESQL


@pytest.fixture
def record(papers: object, shizuishan: Cast) -> Cast:
    """One row in every table that is append-only."""
    written(shizuishan, new_paper(shizuishan), "正文")
    SecrecyIncident.objects.create(content_digest="0" * 64, person=None, at=MONDAY, place="test")
    record_setting(
        committee=shizuishan.committee,
        page="bodies",
        label="登记机构",
        what="市水务局",
        since=MONDAY.date(),
        person=None,
        at=MONDAY,
    )
    WordTemplate.objects.create(
        committee=shizuishan.committee, kind="test_paper", in_force_from=MONDAY.date(), original_name="模板.docx",
        content=b"", digest="0" * 64, reason="启用", uploaded_by=shizuishan["林政协"], at=MONDAY,
    )  # fmt: skip
    anchor_days(MONDAY.replace(day=4))
    connection.check_constraints()  # PostgreSQL alters no table while foreign keys still wait to be checked
    return shizuishan


def refused(statement: str) -> bool:
    """Whether the database itself refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("table", [*triggers.APPEND_ONLY, triggers.REGISTER])
def test_append_only_tables_refuse_update_and_delete(record: Cast, table: str) -> None:
    assert refused(f"UPDATE {table} SET id = id")
    assert refused(f"DELETE FROM {table}")
    if is_postgresql:
        assert refused(f"TRUNCATE {table} CASCADE")


def test_replacing_a_step_is_refused_too(record: Cast) -> None:
    columns = ", ".join(f'"{field.column}"' for field in Step._meta.concrete_fields)
    if is_postgresql:
        statement = f"INSERT INTO procedure_step ({columns}) SELECT {columns} FROM procedure_step LIMIT 1 " \
                    "ON CONFLICT (id) DO UPDATE SET reason = 'x'"  # fmt: skip
    else:
        statement = f"REPLACE INTO procedure_step ({columns}) SELECT {columns} FROM procedure_step LIMIT 1"
    assert refused(statement)


def test_steps_are_refused_through_the_models_as_well(record: Cast) -> None:
    step = Step.objects.earliest("pk")
    for change in (lambda: Step.objects.update(reason="改"), step.delete, lambda: step.save()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Step.objects.get(pk=step.pk).hash == step.hash


def test_register_lets_a_number_be_struck_out_once_and_nothing_else(record: Cast) -> None:
    row = NumberRegister.objects.get()
    assert refused("UPDATE records_numberregister SET fate = 'void', reason = '误编', number = '改号'")
    assert refused("UPDATE records_numberregister SET sequence = 7")
    row.fate, row.reason, row.voided_at = NumberFate.VOID, "误编", MONDAY
    row.save(update_fields=["fate", "reason", "voided_at"])
    assert refused("UPDATE records_numberregister SET fate = 'given', reason = ''")
    assert refused("UPDATE records_numberregister SET reason = '改原因'")


def test_lost_trigger_is_named_and_migrate_puts_it_back(record: Cast) -> None:
    name = "procedure_step_no_delete"
    on = " ON procedure_step" if is_postgresql else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert triggers.missing(connection) == [name]
    assert triggers.unproved(connection) == ["procedure_step"]
    assert [each.id for each in checks.run_checks(databases=["default"]) if "records" in str(each.id)] == [
        "records.W001"
    ]
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    assert triggers.unproved(connection) == []


def test_trigger_that_does_nothing_counts_as_missing(record: Cast) -> None:
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION huiyin_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RETURN NULL; END$$"
            )
        else:
            cursor.execute("DROP TRIGGER procedure_step_no_update")
            cursor.execute(
                "CREATE TRIGGER procedure_step_no_update BEFORE UPDATE ON procedure_step BEGIN SELECT 1; END"
            )
    assert "procedure_step_no_update" in triggers.missing(connection)


@pytest.mark.skipif(not is_postgresql, reason="only PostgreSQL can switch triggers off")
def test_trigger_that_is_switched_off_counts_as_missing(record: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procedure_step DISABLE TRIGGER procedure_step_no_update")
    assert triggers.missing(connection) == ["procedure_step_no_update"]


@pytest.mark.skipif(not is_postgresql, reason="only PostgreSQL has replication roles")
def test_triggers_hold_in_the_replication_role(record: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    assert refused("DELETE FROM procedure_step")


def test_migrate_that_cannot_prove_the_triggers_fails_in_words(
    record: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A database that takes a trigger and does not fire it cannot be had; what it would report can.
    monkeypatch.setattr(triggers, "unproved", lambda connection: ["procedure_step"])
    with pytest.raises(CommandError, match="procedure_step"):
        call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_going_back_behind_the_triggers_leaves_them_down_and_coming_again_hangs_them() -> None:
    call_command("migrate", "records", "0001", verbosity=0)
    assert triggers.missing(connection) == [each.name for each in triggers.wanted(connection)]
    # All of them: packages above hang on the records' tables, and were taken back with them.
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_showing_the_plan_changes_no_trigger(record: Cast) -> None:
    triggers.remove(connection)
    call_command("migrate", plan=True, verbosity=0)
    assert triggers.missing(connection)


def test_every_append_only_table_held_a_row_when_it_was_tried(record: Cast) -> None:
    for model in (Step, DocumentVersion, Anchor, SecrecyIncident, NumberRegister):
        assert model.objects.exists()
    assert triggers.unproved(connection) == []
