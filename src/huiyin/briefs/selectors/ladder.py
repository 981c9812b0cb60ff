"""Reads of the ladder: where a brief was used and instructed, rung by rung; what was sent up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.briefs.enums import LadderOrigin, UseForm
from huiyin.briefs.models import Brief, BriefArrival, BriefInstruction, BriefSending, BriefUse
from huiyin.handling.enums import InstructionKind
from huiyin.handling.models import Instruction
from huiyin.people.enums import CommitteeLevel

RUNGS = (CommitteeLevel.COUNTY, CommitteeLevel.CITY, CommitteeLevel.PROVINCE, CommitteeLevel.NATIONAL)
"""The four levels, the lowest first."""
RUNG_WORDS = {
    CommitteeLevel.COUNTY: "区县",
    CommitteeLevel.CITY: "市级",
    CommitteeLevel.PROVINCE: "省级",
    CommitteeLevel.NATIONAL: "全国",
}


@dataclass(frozen=True)
class Rung:
    """One level of the ladder: what happened there, in words; `reached` on which day first."""

    level: str
    label: str
    reached: date | None
    lines: tuple[str, ...]


def levels_from(level: str) -> list[str]:
    """The committee's own level and those above it."""
    return [str(each.value) for each in RUNGS[[str(each.value) for each in RUNGS].index(level) :]]


def uses_of(brief: Brief) -> list[BriefUse]:
    """Every use that stands, the first one first."""
    return list(brief.uses.filter(voided_on__isnull=True).order_by("on", "pk"))


def instructions_of(brief: Brief) -> list[BriefInstruction]:
    """Every instruction that stands, the first one first."""
    return list(brief.instructions.filter(voided_on__isnull=True).order_by("on", "pk"))


def arrival_of(brief: Brief) -> BriefArrival | None:
    """From which lower committee it came, if it did."""
    return BriefArrival.objects.filter(brief=brief).first()


def sendings_of(brief: Brief) -> list[BriefSending]:
    """What was sent up, the first one first."""
    return list(brief.sendings.order_by("pk"))


def pending_instructions(brief: Brief) -> list[Instruction]:
    """Instructions on the brief's own submissions that do not stand on its ladder yet; reading (圈阅) is none."""
    taken = brief.instructions.filter(taken_from__isnull=False).values("taken_from")
    rows = Instruction.objects.filter(submission__matter__parent=brief.matter_id)
    return list(rows.exclude(kind=InstructionKind.READ).exclude(pk__in=taken).order_by("on", "pk"))


def ladder_of(brief: Brief) -> list[Rung]:
    """The four rungs with what happened on each. Names no person: leaders by their level alone."""
    uses, instructions = uses_of(brief), instructions_of(brief)
    arrival, sendings = arrival_of(brief), sendings_of(brief)
    found = []
    for level in RUNGS:
        here = [each for each in uses if each.level == level]
        said = [each for each in instructions if each.level == level]
        sent = [each for each in sendings if each.level == level]
        lines = [use_words(each) for each in here] + [instruction_words(each) for each in said]
        days = [each.on for each in (*here, *said)]
        if arrival is not None and arrival.level == level:
            lines.insert(0, f"{arrival.sender}编发{arrival.issue_number}，{day_words(arrival.on)}报来")
            days.append(arrival.on)
        if sent and not days:
            lines += [
                f"{day_words(each.on)}报送{each.receiver}：{each.get_result_display()}" for each in sent
            ]
        found.append(Rung(str(level.value), RUNG_WORDS[level], min(days, default=None), tuple(lines)))
    return found


def use_words(use: BriefUse) -> str:
    """2026年3月5日被自治区政协采用（综合，《社情民意》第8期）."""
    return f"{day_words(use.on)}{use_undated(use)}"


def use_undated(use: BriefUse) -> str:
    """The same for where the day stands beside it."""
    form = UseForm(use.form).label
    if is_first_rung(use):
        return f"由{use.by}编发（{form}，{use.number}）"
    where = f"{f'《{use.publication}》' if use.publication else ''}{use.number}"
    return f"被{use.by}采用（{form}{f'，{where}' if where else ''}）"


def is_first_rung(use: BriefUse) -> bool:
    """The committee's own issue of this very brief."""
    return bool(use.own_issue) and use.origin == LadderOrigin.RECORDED


def instruction_words(row: BriefInstruction) -> str:
    """2026年3月9日获省级领导批示（要求办理）."""
    return f"{day_words(row.on)}{instruction_undated(row)}"


def instruction_undated(row: BriefInstruction) -> str:
    """The same for where the day stands beside it."""
    kind = InstructionKind(row.kind).label
    return f"获{RUNG_WORDS[CommitteeLevel(row.level)]}领导批示（{kind}）"


def day_words(day: date) -> str:
    """2026年3月5日."""
    return f"{day:%Y年%-m月%-d日}"


def is_used(uses: Sequence[BriefUse]) -> bool:
    """Somebody else than the own issue used it."""
    return any(not each.own_issue or each.origin == LadderOrigin.FROM_ABOVE for each in uses)
