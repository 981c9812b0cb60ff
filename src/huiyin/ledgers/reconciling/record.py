"""The record against the present state: steps, states, stages, terms, replies, instructions, adoption."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from huiyin.handling.models import Instruction, OfflineItem, Point, Reply
from huiyin.ledgers.reconciling.checks import Part, Scope, check
from huiyin.procedure.library import every
from huiyin.procedure.models import Clock, Matter, Step

FIRST = 1
"""Only the first that differs is named: the database looks for it."""
MOST = 1_000
"""Differing matters among which the first is looked for."""
INSTRUCTING = ("instruct", "instruct_after_reading", "mark_read", "mark_read_too", "add_instruction")
REPLYING = ("answer", "give_opinion")


def first_of(rows: QuerySet[Matter]) -> list[Matter]:
    """The earliest of these matters."""
    return list(rows.order_by("opened_at", "pk")[:FIRST])


def _matters(scope: Scope) -> QuerySet[Matter]:
    return Matter.objects.filter(**scope.of_year())


@check("states", "各事项的状态与办理记录最后一步一致", "现状态与记录相符的事项", "本年度事项")
def states(scope: Scope) -> Part:
    """The present state is where the last step of the record led."""
    last = Step.objects.filter(matter=OuterRef("pk")).order_by("-number")
    rows = _matters(scope).annotate(led_to=Subquery(last.values("to_state")[:1]))
    wrong = rows.exclude(state=F("led_to"))
    return Part(rows.filter(state=F("led_to")).count(), _matters(scope).count(), lambda: first_of(wrong))


@check("steps", "办理记录的步数与事项所记步数一致", "办理记录步数", "事项所记步数")
def steps(scope: Scope) -> Part:
    """No step is missing and none is there twice."""
    rows = _matters(scope).annotate(counted=Count("steps"), last=Coalesce(Max("steps__number"), 0))
    wrong = rows.exclude(counted=F("step_number"), last=F("step_number"))
    counted = Step.objects.filter(**scope.of_year("matter__")).count()
    return Part(counted, sum(_matters(scope).values_list("step_number", flat=True)), lambda: first_of(wrong))


@check("stages", "各环节事项相加等于全部事项，环节与状态一致", "各环节相加", "本年度事项")
def stages(scope: Scope) -> Part:
    """Every matter stands in the stage that its procedure declares for its state, and is closed when that is final."""
    right = Q(pk__in=[])
    for procedure in every().values():
        for code, state in procedure.states.items():
            right |= Q(
                procedure=procedure.procedure,
                version=procedure.version,
                state=code,
                stage=state.stage,
                closed_at__isnull=not state.final,
            )
    rows = _matters(scope)
    return Part(rows.filter(right).count(), rows.count(), lambda: first_of(rows.exclude(right)))


@check("due", "事项的到期日与正在计时的最早期限一致", "到期日相符的事项", "本年度事项")
def due(scope: Scope) -> Part:
    """The next due date is that of the most urgent running clock; a right that lapses is none."""
    running = Clock.objects.filter(
        matter=OuterRef("pk"), stopped_at__isnull=True, lapses=False, due__isnull=False
    )
    earliest = running.order_by().values("matter").annotate(first=Min("due")).values("first")
    rows = _matters(scope).annotate(earliest=Subquery(earliest))
    same = Q(next_due=F("earliest")) | Q(next_due__isnull=True, earliest__isnull=True)
    wrong = rows.annotate(same=Case(When(same, then=Value(1)), default=Value(0))).filter(same=0)
    return Part(rows.filter(same).count(), rows.count(), lambda: first_of(wrong))


@check("replies", "办复次数与办理记录一致", "已发出的答复", "办复动作")
def replies(scope: Scope) -> Part:
    """Every reply that was sent has its step and the other way round. What else is answered is no assignment."""
    sent = Reply.objects.filter(answered_on__isnull=False, **scope.of_year("matter__"))
    answered = Step.objects.filter(move__in=REPLYING, matter__kind="assignment", **scope.of_year("matter__"))
    wrong = _differing(_keys(sent, "matter"), _keys(answered, "matter"))
    return Part(sent.count(), answered.count(), lambda: wrong)


@check("instructions", "批示次数与办理记录一致", "批示", "批示、圈阅动作")
def instructions(scope: Scope) -> Part:
    """Every instruction has its step and the other way round."""
    given = Instruction.objects.filter(**scope.of_year("submission__matter__"))
    noted = Step.objects.filter(move__in=INSTRUCTING, **scope.of_year("matter__"))
    wrong = _differing(_keys(given, "submission__matter"), _keys(noted, "matter"))
    return Part(given.count(), noted.count(), lambda: wrong)


@check("offline", "线下件登记与事项一致", "线下件登记", "线下件事项")
def offline(scope: Scope) -> Part:
    """Every offline item hangs on a matter of its kind and the other way round."""
    items = OfflineItem.objects.filter(**scope.of_year("matter__"))
    matters = _matters(scope).filter(kind="offline_item")
    bare = matters.filter(~Exists(OfflineItem.objects.filter(matter=OuterRef("pk"))))
    return Part(items.count(), matters.count(), lambda: first_of(bare))


def _keys(rows: QuerySet[Any], path: str) -> Iterator[Any]:
    keys: Iterator[Any] = rows.values_list(path, flat=True).iterator()
    return keys


def _differing(left: Iterable[Any], right: Iterable[Any]) -> list[Matter]:
    """Matters that occur on one side another number of times than on the other."""
    counts: Counter[Any] = Counter(left)
    counts.subtract(Counter(right))
    return first_of(Matter.objects.filter(pk__in=[key for key, number in counts.items() if number][:MOST]))


@check(
    "adoption",
    "采纳情况与最后一次反馈的记录一致",
    "现记采纳、部分采纳、未采纳",
    "反馈记录中的采纳、部分采纳、未采纳",
)
def adoption(scope: Scope) -> Part:
    """What stands on each point is what the last feedback said of it."""
    last: dict[object, dict[int, str]] = {}
    fed_back = Step.objects.filter(move="feed_back", **scope.of_year("matter__")).order_by("number")
    for matter, data in fed_back.values_list("matter", "data").iterator():
        rows = data.get("verdicts", ())
        last[matter] = {int(row["point"]["id"]): row["adoption"] for row in rows}
    said = {point: code for verdicts in last.values() for point, code in verdicts.items()}
    stands = dict(
        Point.objects.filter(**scope.of_year("matter__")).exclude(adoption="").values_list("pk", "adoption")
    )
    wrong = [point for point in {**said, **stands} if said.get(point) != stands.get(point)]
    matters = Matter.objects.filter(points__in=wrong[:MOST]).distinct()
    return Part(len(stands), len(said), lambda: first_of(matters) if wrong else ())
