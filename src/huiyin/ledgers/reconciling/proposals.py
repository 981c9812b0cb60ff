"""The ledger of proposals against the record: what was received, what became of it, its sums counted another way."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.reading import rows_of
from huiyin.ledgers.reconciling.checks import Part, Scope, check
from huiyin.ledgers.reconciling.record import first_of
from huiyin.ledgers.sums import table_of, tallied
from huiyin.ledgers.tally import tally_of
from huiyin.people.enums import BodyKind
from huiyin.people.models import Member
from huiyin.procedure.models import Matter, MatterParty, Step
from huiyin.proposals.enums import AUTHOR, COSIGNER, KIND
from huiyin.proposals.rules.state_groups import HANDED_IN, NOT_HANDED_IN, STATES_OF, WRITING, Result
from huiyin.records.models import NumberRegister

CODE = "proposals"
SINGLE = (
    "session",
    "timing",
    "kind",
    "proposer",
    "sector",
    "class",
    "subclass",
    "state",
    "key",
    "publish",
    "paper",
    "late",
    *("progress", "unit", "role", "in_time", "contact", "reply_class", "meaning", "carried"),
    *("satisfaction", "result_value", "process_value", "round"),
)


def _proposals(scope: Scope) -> QuerySet[Matter]:
    """Every proposal of the committee with a day of filing in the year, drafts that were taken back among them."""
    found = Matter.objects.filter(committee=scope.committee, kind=KIND, proposal__filed_on__isnull=False)
    return found if scope.year is None else found.filter(proposal__filed_on__year=scope.year)


def received_by_record(scope: Scope) -> QuerySet[Matter]:
    """Handed in more often than taken back, counted by the steps: no state is asked for."""
    into = Q(steps__from_state__in=WRITING, steps__to_state__in=HANDED_IN)
    out = Q(steps__from_state__in=HANDED_IN, steps__to_state__in=NOT_HANDED_IN)
    turns = Case(When(into, then=Value(1)), When(out, then=Value(-1)), default=Value(0))
    counted = _proposals(scope).annotate(handed_in=Sum(turns, output_field=IntegerField()))
    return counted.filter(handed_in__gt=0)


def _listed(scope: Scope) -> QuerySet[Matter]:
    rows: QuerySet[Matter] = rows_of(ledgers[CODE], scope.office, {})
    return rows


def _parted(left: QuerySet[Any], right: QuerySet[Any]) -> list[Matter]:
    """The earliest that stands on one side alone."""
    keys = Matter.objects.all()
    return [
        *first_of(
            keys.filter(pk__in=left.order_by().values("pk")).exclude(pk__in=right.order_by().values("pk"))
        ),
        *first_of(
            keys.filter(pk__in=right.order_by().values("pk")).exclude(pk__in=left.order_by().values("pk"))
        ),
    ]


@check("proposals", "提案台账等于按办理记录计算的收到提案", "提案台账", "提交次数多于撤回次数的提案")
def received(scope: Scope) -> Part:
    """Drafts are not received, a draft that was taken back is not either; whoever handed in has its row."""
    listed, recorded = _listed(scope), received_by_record(scope)
    return Part(listed.count(), recorded.count(), lambda: _parted(listed, recorded))


@check(
    "proposal_results",
    "收到的提案等于立案、并案、不予立案、转办、撤案和尚在审查的相加",
    "六项结果相加",
    "按办理记录计算的收到提案",
)
def identity(scope: Scope) -> Part:
    """Each has exactly one result: a state that nobody has put into a group would be found here."""
    book = ledgers[CODE]
    table = table_of(book, book.by_code["result"], scope.office, {})
    named = sum(line.count for line in table.lines if line.value in Result.values)
    recorded = received_by_record(scope)
    unnamed = recorded.exclude(state__in=HANDED_IN)
    return Part(named, recorded.count(), lambda: first_of(unnamed))


@check(
    "proposal_docketed",
    "立案的提案都有立案的记录，没有被改作别的结果",
    "台账中立案的提案",
    "最后一次审查结果为立案的提案",
)
def docketed(scope: Scope) -> Part:
    """By the record: where the last step led that did not only move it on within what is docketed already."""
    within = STATES_OF[Result.DOCKETED]
    steps = Step.objects.filter(~Q(from_state__in=within, to_state__in=within), matter=OuterRef("pk"))
    last = _proposals(scope).annotate(led_to=Subquery(steps.order_by("-number").values("to_state")[:1]))
    recorded = last.filter(led_to__in=within)
    listed = rows_of(ledgers[CODE], scope.office, {"result": Result.DOCKETED.value})
    return Part(listed.count(), recorded.count(), lambda: _parted(listed, recorded))


@check("proposal_numbers", "立案的提案都有编号，在编号登记簿上", "立案的提案", "其中编号在登记簿上的")
def numbered(scope: Scope) -> Part:
    """A number is given at docketing, and stands in the register."""
    listed = rows_of(ledgers[CODE], scope.office, {"result": Result.DOCKETED.value})
    entries = NumberRegister.objects.filter(matter=OuterRef("pk"), number=OuterRef("number"))
    with_entry = listed.annotate(entry=Subquery(entries.values("number")[:1])).filter(entry__isnull=False)
    without = listed.exclude(pk__in=with_entry.values("pk"))
    return Part(listed.count(), with_entry.count(), lambda: first_of(without))


@check(
    "proposal_sums",
    "提案台账按届次、类别、提案单位、界别、承办、答复、评价等分别相加都等于总数",
    "各项相加",
    "收到的提案",
)
def sums(scope: Scope) -> Part:
    """Every table of single values comes to the same; the one that does not is the figure that is shown."""
    book = ledgers[CODE]
    recorded = received_by_record(scope)
    whole = recorded.count()
    tally = tally_of(book, scope.office, {}, SINGLE)
    tables = [tallied(book.by_code[code], scope.office, tally) for code in SINGLE]
    found = [table.summed + table.untold for table in tables]
    wrong = next((each for each in found if each != whole), whole)
    return Part(wrong, whole, lambda: _parted(_listed(scope), recorded))


@check("proposal_sectors", "全部提案人界别各项相加，等于逐件数出的界别数", "各界别相加", "逐件逐人数出的界别")
def sectors(scope: Scope) -> Part:
    """A joint proposal stands once under each sector of its signers, and once in the total."""
    book = ledgers[CODE]
    table = table_of(book, book.by_code["sectors"], scope.office, {})
    counted = _sectors_by_hand(scope)
    # The total is every row once; what is repeated is what the rows have beyond their first sector.
    repeated = sum(len(each) - 1 for each in counted.values() if each)
    right = len(counted) + repeated
    return Part(table.summed, right, lambda: [] if table.repeated == repeated else first_of(_listed(scope)))


def _sectors_by_hand(scope: Scope) -> dict[Any, set[int]]:
    """Matter → the sectors of its signers, person by person."""
    terms = dict(received_by_record(scope).values_list("pk", "term"))
    seats: dict[tuple[int | None, int | None], int | None] = {
        (term, person): sector
        for term, person, sector in Member.objects.filter(committee=scope.committee).values_list(
            "term", "person", "sector"
        )
    }
    found: dict[Any, set[int]] = {key: set() for key in terms}
    for matter, person, body, kind in _signers(terms):
        sector = body if kind == BodyKind.SECTOR else seats.get((terms[matter], person))
        if sector is not None:
            found[matter].add(sector)
    return found


def _signers(keys: Iterable[Any]) -> Iterable[tuple[Any, int | None, int | None, str | None]]:
    parties = MatterParty.objects.filter(role__in=(AUTHOR, COSIGNER), active=True, matter__kind=KIND)
    rows = parties.values_list("matter", "person", "body", "body__kind")
    known = set(keys)
    return [row for row in rows.iterator() if row[0] in known]
