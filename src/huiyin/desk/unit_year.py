"""A unit's year: what it had to handle of proposals and how it did; every figure opens its list.

Counts and lists come from the same conditions (`handling.selectors.unit_year`), each over what the reader may see of
the part that it speaks of: who does not see contacts finds none counted.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.handling.enums import AssignmentRole, EvaluationAspect, EvaluationMeaning, ReplyMeaning
from huiyin.handling.promise_rules import PromiseStanding
from huiyin.handling.selectors.promises import promises_seen, unit_records
from huiyin.handling.selectors.unit_year import (
    ALL,
    ASKED,
    CLASSES,
    CONTACTS,
    ROLES,
    ROUNDS,
    SAID,
    TIMES,
    behind,
    counted,
    counted_by_unit,
    of_enough_forms,
    percent,
    said,
    satisfied_share,
    values_by_unit,
    values_given,
)
from huiyin.ledgers.definition import Asked, ledgers
from huiyin.ledgers.figures import count_for, figure_url
from huiyin.people.enums import Role
from huiyin.people.models import Body
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND as PROPOSAL
from huiyin.proposals.selectors.commending import units_honoured
from huiyin.ui.shown import Figure

ASSIGNMENT = "assignment"
OFFICES = frozenset(
    {
        Role.CPPCC_CLERK,
        Role.COMMITTEE_CLERK,
        Role.OFFICE_CLERK,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.CHAIR,
    }
)
UNIT_ROLES = frozenset({Role.UNIT_CLERK, Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD})
LABELS: dict[str, Any] = {
    ALL: gettext_lazy("承办"),
    **{f"role-{each.value}": each.label for each in AssignmentRole},
    "on-time": gettext_lazy("按期办复"),
    "late": gettext_lazy("逾期办复"),
    "running": gettext_lazy("未到期"),
    "overdue": gettext_lazy("逾期未办复"),
    "relieved": gettext_lazy("已改办或者不再会办"),
    "return-asked": gettext_lazy("申退"),
    "returned": gettext_lazy("已改办"),
    "extension-asked": gettext_lazy("申请延期"),
    "extension-granted": gettext_lazy("同意延期"),
    "met": gettext_lazy("面商并经本人确认"),
    "waived": gettext_lazy("本人免于面商"),
    "not-met": gettext_lazy("没有经确认的面商"),
    **{f"class-{each.value}": each.label for each in ReplyMeaning},
    "second-round": gettext_lazy("重新办理"),
    "evaluated": gettext_lazy("已评议（已结束的评价）"),
    **{
        said(aspect, meaning): f"{aspect.label}：{meaning.label}"
        for aspect in EvaluationAspect
        for meaning in EvaluationMeaning
    },
}
"""What each figure is called, on the page and over its list."""
GROUPS: tuple[tuple[str, Any, tuple[str, ...], str], ...] = (
    ("work", gettext_lazy("承办了多少"), (ALL, *ROLES), "request"),
    ("time", gettext_lazy("是否按期"), TIMES, "clocks"),
    ("asked", gettext_lazy("申退和延期"), ASKED, "returns"),
    ("contact", gettext_lazy("与提案人面商（主办、分办、单办）"), CONTACTS, "contact"),
    ("classes", gettext_lazy("答复类别"), CLASSES, "reply"),
    ("rounds", gettext_lazy("重新办理"), ROUNDS, "request"),
)
FACET_OF = {code: facet for _group, _label, codes, facet in GROUPS for code in codes}


@dataclass(frozen=True)
class UnitGroup:
    """Figures of one question."""

    code: str
    label: str
    figures: tuple[Figure, ...]
    said: str = ""


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list of all of them."""

    unit: Body
    handled: int
    on_time: str
    satisfied: str
    returns: int
    second: int
    url: str


def rows(asker: Asked, facet: str, unit: Body | None = None) -> QuerySet[Matter]:
    """The year's assignments of proposals of which the reader sees this part."""
    found = Matter.objects.filter(
        asker.sees(facet, kind=ASSIGNMENT), committee=asker.committee, kind=ASSIGNMENT, parent__kind=PROPOSAL
    )
    found = found if asker.year is None else found.filter(year=asker.year)
    return found if unit is None else found.filter(assignment__unit=unit)


def seen_marks(asker: Asked) -> Q:
    """The marks of evaluations whose totals this person reads: who is no part of the committee, of enough forms only.

    Of open rounds nobody's are counted anyway.
    """
    path = "form__evaluation__matter__"
    all_of_them = asker.sees("few_forms", kind="evaluation", path=path)
    return all_of_them | (asker.sees("totals", kind="evaluation", path=path) & of_enough_forms())


def may_read(asker: Asked, unit: Body) -> bool:
    """The offices read of every unit, a unit's people of their own."""
    return any(
        grant.role in OFFICES or (grant.role in UNIT_ROLES and grant.body_id == unit.pk)
        for grant in asker.grants
    )


def units_readable(asker: Asked) -> Q | None:
    """The units of which somebody reads: all (an empty condition), the own ones, or None of nobody."""
    if any(grant.role in OFFICES for grant in asker.grants):
        return Q()
    own = {grant.body_id for grant in asker.grants if grant.role in UNIT_ROLES and grant.body_id}
    return Q(pk__in=own) if own else None


def list_behind(asker: Asked, unit: Body, code: str) -> QuerySet[Matter]:
    """The list of a figure. Raises KeyError for a figure that there is not."""
    facet = FACET_OF.get(code, "request")
    return behind(rows(asker, facet, unit), code, asker.day, seen=seen_marks(asker))


def unit_groups(asker: Asked, unit: Body) -> list[UnitGroup]:
    """All figures of one unit's year, group by group; one query a group."""
    found = [_group(asker, unit, *each) for each in GROUPS]
    said_of_it = satisfaction(asker, unit, seen_marks(asker))
    return [*found, said_of_it, _promises(asker, unit), _beside(asker, unit)]


def _group(asker: Asked, unit: Body, code: str, label: Any, codes: tuple[str, ...], facet: str) -> UnitGroup:
    counts = counted(rows(asker, facet, unit), asker.day, codes)
    figures = tuple(_figure(asker, unit, each, counts[each]) for each in codes)
    return UnitGroup(code, str(label), figures, _said(code, counts))


def _said(code: str, counts: dict[str, int]) -> str:
    """What the numbers of a group come to: how they add up, or the share of what is on time."""
    if code == "work":
        parts = " + ".join(f"{LABELS[each]} {counts[each]}" for each in ROLES)
        return _("%(parts)s = %(total)d 件次；会办与主办、分办、单办分开计。") % {
            "parts": parts,
            "total": counts[ALL],
        }
    if code == "time":
        share = percent(counts["on-time"], counts["on-time"] + counts["late"] + counts["overdue"])
        if share is not None:
            text = _("按期办复率%(share)d%%：按期办复数占已经办复和逾期未办复的比例，不计小数。")
            return text % {"share": share}
    return ""


def _figure(asker: Asked, unit: Body, code: str, number: int) -> Figure:
    return Figure(str(LABELS[code]), number, _("件次"), figure_address(asker, unit, code) if number else "")


def figure_address(asker: Asked, unit: Body, code: str) -> str:
    """Where the list behind a figure is."""
    return f"{reverse('desk:unit_list', args=[unit.pk, asker.year, code])}?committee={asker.committee.code}"


def satisfaction(asker: Asked, unit: Body, seen: Q) -> UnitGroup:
    """How often each value was given, aspect by aspect, in rounds that are over (of marks those `seen`)."""
    values = values_given(rows(asker, "request", unit), seen=seen)
    figures = []
    for code in SAID:
        _word, aspect, meaning = code.split("-", 2)
        number = values.get((aspect, meaning), 0)
        if number:
            figures.append(Figure(str(LABELS[code]), number, _("次"), figure_address(asker, unit, code)))
    results = {
        meaning.value: values.get((EvaluationAspect.RESULT, meaning), 0) for meaning in EvaluationMeaning
    }
    share = satisfied_share(results)
    said_words = (
        _("对办理结果的满意率%(share)d%%：满意、基本满意占全部评价的比例；没有评价的不计。")
        % {"share": share}
        if share is not None
        else _("没有可以列出的评价：评价还没有结束，或者份数很少、只告知本轮结论。")
    )
    return UnitGroup("satisfaction", _("提案人评价（只计已结束的评价）"), tuple(figures), said_words)


def _promises(asker: Asked, unit: Body) -> UnitGroup:
    """Promises due in the year, of proposals and of everything else that the unit promised."""
    assert asker.year is not None, "a unit's year is of one year"
    found = promises_seen(asker.person, asker.committee, asker.day, asker.year)
    records = unit_records(each for each in found if each.unit == unit.pk)
    counts = records[0].counts if records else dict.fromkeys(PromiseStanding.values, 0)
    base = {"committee": asker.committee.code, "year": str(asker.year), "unit": str(unit.pk)}
    figures = tuple(
        Figure(
            str(PromiseStanding(code).label), number, _("项"),
            f"{reverse('handling:promises')}?{urlencode({**base, 'standing': code})}" if number else "",
        )
        for code, number in counts.items()
    )  # fmt: skip
    return UnitGroup("promises", _("承诺兑现（按完成期限，含其他事项）"), figures)


def _beside(asker: Asked, unit: Body) -> UnitGroup:
    """Supervision orders addressed to the unit, and what it was commended for."""
    filters = {"unit": str(unit.pk)}
    orders = count_for(ledgers["orders"], asker, filters)
    url = figure_url("orders", committee=asker.committee, year=asker.year, **filters)
    honours = len(units_honoured(asker.committee, unit, asker.year or 0))
    home = f"{reverse('proposals:honours')}?committee={asker.committee.code}"
    figures = (
        Figure(_("督办件"), orders, _("件"), url if orders else ""),
        Figure(_("先进承办单位"), honours, _("次"), home if honours else ""),
    )
    return UnitGroup("beside", _("督办和表彰"), figures)


def unit_lines(asker: Asked) -> list[UnitLine]:
    """Every unit that the reader may read of and that had a part in the year, those with most first."""
    readable = units_readable(asker)
    if readable is None:
        return []
    work = counted_by_unit(rows(asker, "request"), asker.day, (ALL, *ROUNDS))
    time = counted_by_unit(rows(asker, "clocks"), asker.day, ("on-time", "late", "overdue"))
    asked_back = counted_by_unit(rows(asker, "returns"), asker.day, ("return-asked",))
    values = values_by_unit(rows(asker, "request"), EvaluationAspect.RESULT, seen=seen_marks(asker))
    units = Body.objects.filter(readable, pk__in=list(work), committee=asker.committee)
    found = [
        UnitLine(
            unit=unit,
            handled=work[unit.pk][ALL],
            on_time=_share_words(_on_time(time.get(unit.pk, {}))),
            satisfied=_share_words(satisfied_share(values.get(unit.pk, {}))),
            returns=asked_back.get(unit.pk, {}).get("return-asked", 0),
            second=work[unit.pk]["second-round"],
            url=f"{reverse('desk:unit_year', args=[unit.pk, asker.year])}?committee={asker.committee.code}",
        )
        for unit in units.order_by("pk")
    ]
    return sorted(found, key=lambda line: (-line.handled, line.unit.pk))


def _on_time(counts: dict[str, int]) -> int | None:
    return percent(counts.get("on-time", 0), sum(counts.values()))


def _share_words(share: int | None) -> str:
    return "—" if share is None else f"{share}%"
