"""The ledger of briefs against the record: what was reported and what became of it, each use counted once."""

from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When

from huiyin.briefs.enums import KIND, LadderOrigin, SendingWay, SourceKind
from huiyin.briefs.models import BriefInstruction, BriefSending, BriefUse
from huiyin.briefs.rules.state_groups import HANDED_IN, NOT_HANDED_IN, WRITING, Result
from huiyin.ledgers.books.brief_content import COUNTED
from huiyin.ledgers.books.briefs import CODE
from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.reading import lines_of, rows_of
from huiyin.ledgers.reconciling.checks import Part, Scope, check
from huiyin.ledgers.reconciling.record import first_of
from huiyin.ledgers.sums import table_of, tallied
from huiyin.ledgers.tally import tally_of
from huiyin.procedure.models import Matter

SINGLE = ("reported", "source", "result", "state", "body", "key", "late")
ON_THE_LADDER = (BriefUse, BriefInstruction)
CHUNK = 500


def _briefs(scope: Scope) -> QuerySet[Matter]:
    """Every brief of the committee that came in within the year, drafts that were taken back among them."""
    found = Matter.objects.filter(committee=scope.committee, kind=KIND, brief__received_on__isnull=False)
    return found if scope.year is None else found.filter(brief__received_on__year=scope.year)


def received_by_record(scope: Scope) -> QuerySet[Matter]:
    """Handed in more often than taken back, counted by the steps: no state is asked for."""
    into = Q(steps__from_state__in=WRITING, steps__to_state__in=HANDED_IN)
    out = Q(steps__from_state__in=HANDED_IN, steps__to_state__in=NOT_HANDED_IN)
    turns = Case(When(into, then=Value(1)), When(out, then=Value(-1)), default=Value(0))
    counted = _briefs(scope).annotate(handed_in=Sum(turns, output_field=IntegerField()))
    return counted.filter(handed_in__gt=0)


def reported_by_record(scope: Scope) -> QuerySet[Matter]:
    """Of them those that are no outcome of a consultation, which is counted as one."""
    return received_by_record(scope).exclude(brief__source_kind=SourceKind.OUTCOME)


def _listed(scope: Scope) -> QuerySet[Matter]:
    rows: QuerySet[Matter] = rows_of(ledgers[CODE], scope.office, {})
    return rows


def _parted(left: QuerySet[Any], right: QuerySet[Any]) -> list[Matter]:
    keys = [set(each.order_by().values_list("pk", flat=True)) for each in (left, right)]
    return first_of(Matter.objects.filter(pk__in=keys[0] ^ keys[1]))


@check(
    "briefs",
    "社情民意信息台账各项相加，等于按办理记录计算的收到信息",
    "台账各项相加",
    "提交次数多于撤回次数的信息",
)
def received(scope: Scope) -> Part:
    """Every table of single values comes to the same; the one that does not is the figure that is shown."""
    book, recorded = ledgers[CODE], received_by_record(scope)
    whole = recorded.count()
    tally = tally_of(book, scope.office, {}, SINGLE)
    tables = [tallied(book.by_code[code], scope.office, tally) for code in SINGLE]
    found = [table.summed + table.untold for table in tables]
    wrong = next((each for each in found if each != whole), whole)
    return Part(wrong, whole, lambda: _parted(_listed(scope), recorded))


@check(
    "brief_results",
    "反映的信息等于采用、留存参考、合并、未采用、撤回和尚在筛选的相加",
    "六项结果相加",
    "按办理记录计算的反映信息（不含协商成果）",
)
def identity(scope: Scope) -> Part:
    """Each has exactly one result, and an outcome submitted as 政协信息 has none."""
    book = ledgers[CODE]
    table = table_of(book, book.by_code["result"], scope.office, {})
    named = sum(line.count for line in table.lines if line.value in Result.values)
    recorded = reported_by_record(scope)
    unnamed = recorded.exclude(state__in=HANDED_IN)
    return Part(named, recorded.count(), lambda: first_of(unnamed))


@check(
    "brief_uses",
    "社情民意信息的每次采用、批示只计一次",
    "台账各层级采用、批示次数相加",
    "按登记的事项计算的采用、批示次数",
)
def events_once(scope: Scope) -> Part:
    """By the events: one that was registered here is one, one that came down from above is one on what was sent up."""
    listed = _listed(scope)
    return Part(
        _counted_in_cells(scope, listed),
        sum(_events(model, listed) for model in ON_THE_LADDER),
        lambda: [each for model in ON_THE_LADDER for each in first_of(_faulty(model, listed))],
    )


def _counted_in_cells(scope: Scope, listed: QuerySet[Matter]) -> int:
    """What the columns of the ledger come to, line by line."""
    book, total = ledgers[CODE], 0
    rows = list(listed.select_related("brief").order_by("pk"))
    for start in range(0, len(rows), CHUNK):
        for line in lines_of(book, scope.office, rows[start : start + CHUNK]):
            total += sum(line.more.uses.values()) + sum(line.more.instructions.values())
    return total


def _events(model: Any, listed: QuerySet[Matter]) -> int:
    standing = model.objects.filter(brief__matter__in=listed.order_by().values("pk"), voided_on__isnull=True)
    own = standing.filter(origin=LadderOrigin.RECORDED).aggregate(n=Count("event", distinct=True))["n"]
    came_down: int = standing.filter(_sent_up(), origin=LadderOrigin.FROM_ABOVE).count()
    return int(own) + came_down


def _sent_up() -> Exists:
    """Only what was sent up through the system hears of it from above."""
    return Exists(BriefSending.objects.filter(brief=OuterRef("brief"), way=SendingWay.SYSTEM))


def _faulty(model: Any, listed: QuerySet[Matter]) -> QuerySet[Matter]:
    """Counted twice, come from above without having been sent there, or carried on by a brief that has it no more."""
    rows = model.objects.filter(brief__matter__in=listed.order_by().values("pk"), voided_on__isnull=True)
    same = model.objects.filter(COUNTED, committee=OuterRef("committee"), event=OuterRef("event"))
    twice = rows.filter(
        Exists(same.filter(origin=LadderOrigin.RECORDED).exclude(pk=OuterRef("pk"))),
        origin=LadderOrigin.RECORDED,
    )
    unsent = rows.filter(~_sent_up(), origin=LadderOrigin.FROM_ABOVE)
    left = rows.filter(~Exists(same), origin=LadderOrigin.FROM_WHOLE)
    keys = [each.order_by().values("brief__matter") for each in (twice, unsent, left)]
    return Matter.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1]) | Q(pk__in=keys[2]))
