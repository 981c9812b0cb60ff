"""Reminders: yellow, red and to the superior, once per level, due date and person."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.errands import errands_included
from factories.people import Cast, build_shizuishan
from huiyin.notices.enums import MessageKind
from huiyin.notices.jobs import remind_of_due_dates
from huiyin.notices.models import Message
from huiyin.notices.reminders import remind
from huiyin.notices.rules import seats_above
from huiyin.people.actions.calendar import set_day
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure import library
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.events import recompute_clocks
from huiyin.procedure.models import Clock, Matter, Todo
from notices.conftest import Errand
from procedure.conftest import MONDAY, SHANGHAI

# The errand is drafted in 15 working days from 2026-03-02.
DUE = date(2026, 3, 23)
YELLOW, RED, SUPERIOR = date(2026, 3, 16), date(2026, 3, 24), date(2026, 3, 30)
# A chore is handled in ten.
CHORE_DUE = date(2026, 3, 16)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=SHANGHAI)


def sent(cast: Cast, name: str) -> list[tuple[str, str]]:
    rows = Message.objects.filter(person=cast[name]).order_by("pk")
    return [(row.kind, row.text) for row in rows]


def kinds(cast: Cast, name: str) -> list[str]:
    return [kind for kind, _text in sent(cast, name)]


def test_levels_come_one_by_one_and_each_once(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    days = [
        YELLOW - timedelta(days=1),
        YELLOW,
        DUE,
        RED,
        SUPERIOR - timedelta(days=1),
        SUPERIOR,
        date(2026, 9, 1),
    ]

    counted = [remind(on(day)) + remind(on(day)) for day in days]

    assert counted == [0, 1, 0, 1, 0, 1, 0]
    assert sent(shizuishan, "周经委") == [
        (MessageKind.YELLOW, "“起草”期限为2026-03-23，还有5个工作日，请按期办理。"),
        (MessageKind.RED, "“起草”期限为2026-03-23，已逾期1个工作日，请尽快办理。"),
    ]
    # While it is drafted the secretary-general sees nothing of it.
    assert kinds(shizuishan, "何秘书长") == []


def test_worker_that_was_away_tells_the_level_of_today(errand: Errand, shizuishan: Cast) -> None:
    errand("handling")
    Clock.objects.exclude(code="chore").update(stopped_at=MONDAY)

    assert remind(on(date(2026, 6, 1))) == 2

    assert kinds(shizuishan, "城经办") == [MessageKind.RED]
    assert Clock.objects.filter(code="chore", remind_on__isnull=True).count() == 2


def test_superior_of_the_unit_is_told_and_nobody_elses(
    errands: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    chore = library.procedure_of("chore", 1)
    unit = chore.roles["unit"].model_copy(update={"grants": ("unit_clerk", "unit_deputy", "unit_head")})
    head = chore.roles["unit"].model_copy(update={"grants": ("unit_clerk",)})
    finish = chore.moves["finish"].model_copy(update={"by": ("clerk",)})
    changed = {
        "roles": {**chore.roles, "unit": unit, "clerk": head},
        "moves": {**chore.moves, "finish": finish},
    }
    library.include(chore.model_copy(update=changed))
    errand("handling")

    remind(on(date(2026, 3, 23)))

    assert sent(shizuishan, "城分管") == [
        (MessageKind.SUPERIOR, "“办理”期限为2026-03-16，已超过5个工作日仍未办理，请督促。")
    ]
    assert kinds(shizuishan, "城局长") == kinds(shizuishan, "自局长") == [MessageKind.SUPERIOR]
    assert kinds(shizuishan, "城经办") == [MessageKind.RED]
    assert kinds(shizuishan, "交局长") == kinds(shizuishan, "城核稿") == []


def test_superior_who_may_not_see_is_told_nothing(errand: Errand, shizuishan: Cast) -> None:
    errand("handling")
    remind(on(date(2026, 3, 23)))
    assert kinds(shizuishan, "城局长") == []


def test_secretary_general_is_told_of_the_clerks_of_the_committee(
    errands: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    views = {**errands.views, "drafting": errands.views["open"]}
    library.include(errands.model_copy(update={"views": views}))
    errand("drafting")

    remind(on(SUPERIOR))

    assert kinds(shizuishan, "何秘书长") == [MessageKind.SUPERIOR]
    assert kinds(shizuishan, "周经委") == [MessageKind.RED]


@pytest.mark.parametrize(
    ("role", "above"),
    [
        (Role.UNIT_CLERK, [Role.UNIT_DEPUTY, Role.UNIT_HEAD]),
        (Role.UNIT_REVIEWER, [Role.UNIT_DEPUTY, Role.UNIT_HEAD]),
        (Role.UNIT_DEPUTY, [Role.UNIT_HEAD]),
        (Role.UNIT_HEAD, []),
        (Role.OFFICE_CLERK, [Role.OFFICE_CLERK]),
        (Role.COMMITTEE_CLERK, [Role.SECRETARY_GENERAL]),
        (Role.CPPCC_CLERK, [Role.SECRETARY_GENERAL]),
        (Role.VICE_CHAIR, [Role.CHAIR]),
        (Role.SECRETARY_GENERAL, [Role.CHAIR]),
        (Role.CHAIR, []),
        (Role.LEADER, []),
        (Role.MEMBER, []),
    ],
)
def test_who_is_above_whom(role: Role, above: list[Role]) -> None:
    seats = seats_above(Todo(committee_id=1, role=role, body_id=7))
    assert [seat.role for seat in seats] == above
    assert {seat.body_id for seat in seats} <= {7, None}
    assert all(seat.body_id for seat in seats if seat.role in (Role.UNIT_HEAD, Role.OFFICE_CLERK))


def test_new_due_date_begins_anew_and_the_old_one_is_not_repeated(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    remind(on(YELLOW))
    set_day(day=date(2026, 3, 20), working=False, name="临时放假")
    recompute_clocks(on(YELLOW))

    assert remind(on(YELLOW)) == 1
    assert remind(on(YELLOW)) == 0
    texts = [text for _kind, text in sent(shizuishan, "周经委")]
    assert texts[-1] == "“起草”期限为2026-03-24，还有5个工作日，请按期办理。"
    assert kinds(shizuishan, "周经委") == [MessageKind.YELLOW, MessageKind.YELLOW]


def test_calendar_that_moves_nothing_does_not_repeat(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    remind(on(YELLOW))
    set_day(day=date(2030, 3, 20), working=False, name="远期放假")
    recompute_clocks(on(YELLOW))

    assert remind(on(YELLOW)) == 1  # looked at again, told nobody twice
    assert kinds(shizuishan, "周经委") == [MessageKind.YELLOW]


def test_paused_and_stopped_clocks_are_not_reminded_of(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    pause = {"clock": "handling", "reason": "等待"}
    take(matter, "pause", actor=shizuishan["林政协"], at=MONDAY, data=pause)
    for chore in matter.children.all():
        body = chore.parties.get(role="unit").body
        assert body is not None
        name = "城经办" if body.name == "市城市管理局" else "自经办"
        take(chore, "finish", actor=shizuishan[name], at=MONDAY)

    assert remind(on(date(2026, 9, 1))) == 0
    assert matter.clocks.get(code="handling").remind_on is None


def test_lapsing_clock_is_not_reminded_of(errands: Procedure, errand: Errand) -> None:
    clocks = {"drafting": errands.clocks["drafting"].model_copy(update={"lapses": True})}
    library.include(errands.model_copy(update={"clocks": {**errands.clocks, **clocks}}))
    matter = errand("drafting")
    assert (matter.clocks.get().remind_on, remind(on(SUPERIOR))) == (None, 0)


def test_person_asked_today_is_reminded_from_tomorrow_on(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    Clock.objects.filter(matter=matter).update(due=date(2026, 3, 3), remind_on=date(2026, 2, 24))

    assert (remind(MONDAY), kinds(shizuishan, "周经委")) == (1, [])
    assert (remind(on(date(2026, 3, 3))), kinds(shizuishan, "周经委")) == (1, [MessageKind.YELLOW])


def test_clock_looked_at_too_early_waits_for_its_day(errand: Errand, shizuishan: Cast) -> None:
    clock = errand("drafting").clocks.get()
    Clock.objects.filter(pk=clock.pk).update(remind_on=None)
    migration = import_module("huiyin.procedure.migrations.0004_running_clocks_are_reminded")
    migration.look_at_running_clocks(apps, None)

    assert remind(MONDAY) == 1
    clock.refresh_from_db()
    assert (clock.remind_on, kinds(shizuishan, "周经委")) == (YELLOW, [])


def test_clock_without_due_date_is_put_aside(errand: Errand) -> None:
    clock = errand("drafting").clocks.get()
    Clock.objects.filter(pk=clock.pk).update(due=None)

    assert (remind(on(RED)), remind(on(RED))) == (1, 0)


def test_person_whose_grant_has_ended_is_not_reminded(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    Grant.objects.filter(person=shizuishan["周经委"]).update(until=MONDAY.date())

    assert (remind(on(YELLOW)), Message.objects.count()) == (1, 0)


def test_clock_that_cannot_be_reminded_of_holds_up_no_other(errand: Errand, shizuishan: Cast) -> None:
    broken = errand("drafting")
    errand("drafting")
    Matter.objects.filter(pk=broken.pk).update(procedure="forgotten")

    with pytest.raises(ExceptionGroup) as failed:
        remind_of_due_dates(on(YELLOW))

    assert len(failed.value.exceptions) == 1
    assert kinds(shizuishan, "周经委") == [MessageKind.YELLOW]
    assert broken.clocks.get().remind_on == YELLOW


def reminding(errand: Errand, count: int) -> int:
    for _number in range(count):
        errand("drafting")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert remind(on(YELLOW)) == count
    return len(queries)


def test_number_of_queries_does_not_grow_with_clocks(errand: Errand) -> None:
    assert reminding(errand, 1) == reminding(errand, 4)


def test_nothing_due_is_one_search_by_index(errand: Errand) -> None:
    errand("drafting")
    with CaptureQueriesContext(connection) as queries:
        remind(MONDAY)
    searches = [query["sql"] for query in queries if "remind_on" in query["sql"]]
    assert len(searches) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {searches[0]}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "clock_running_by_reminder" in plan


@pytest.mark.django_db(transaction=True)
def test_two_processes_reminding_at_once_tell_once() -> None:
    with errands_included():
        cast = build_shizuishan()
        for number in range(3):
            given = {"title": f"第{number}件"}
            begin("errand", committee=cast.committee, actor=cast["周经委"], at=MONDAY, data=given)
        together, done, workers = Barrier(4), [], 4

        def work() -> None:
            try:
                together.wait(timeout=10)
                done.append(remind(on(YELLOW)))
            finally:
                connection.close()

        threads = [Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

    assert (len(done), sum(done)) == (workers, 3)
    assert Message.objects.count() == 3


def test_run_killed_in_between_reminds_again(
    errand: Errand, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand("drafting")

    def killed(_messages: object) -> None:
        write(_messages)
        raise KeyboardInterrupt

    module = import_module("huiyin.notices.reminders")
    write: Callable[[object], None] = module.write
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(module, "write", killed)
        remind(on(YELLOW))
    assert not Message.objects.exists()

    assert remind(on(YELLOW)) == 1
    assert kinds(shizuishan, "周经委") == [MessageKind.YELLOW]
