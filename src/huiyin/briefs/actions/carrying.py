"""What became of a brief is carried down to every brief that went into it, in acts of their own.

Within the committee (merged, combined) it is a consequence; what the higher committee does with a brief that was sent
up to it reaches the lower committee's brief as the engine's act, which learns facts alone: level, body, publication,
day, kind, words meant for whoever reported it. Names, notes and texts stay where they are.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import LadderOrigin, SendingResult, SourceRelation, UseForm, What
from huiyin.briefs.models import Brief, BriefFeedback, BriefInstruction, BriefSending, BriefUse
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.ladder import instruction_words, use_words
from huiyin.briefs.selectors.sources import sent_up_as, sources_of
from huiyin.procedure.act import Act
from huiyin.procedure.crossing import across
from huiyin.procedure.passage import consequence, join
from huiyin.procedure.registry import effect

FROM_WHOLE, FROM_ABOVE = "hear_from_whole", "hear_from_above"
ONE_STEP = (What.RESULT,)
"""What concerns the sending alone: uses, instructions and feedback go all the way down."""

News = Mapping[str, Any]


def carry(act: Act, news: News) -> None:
    """Tell every brief that went into the act's brief. Raises ActRefused while somebody is at work on one of them."""
    brief = brief_of(act.matter)
    below = sent_up_as(brief)
    if below is not None:
        across(act, below.matter, (FROM_ABOVE,), data={**news, "from": str(act.matter.pk)})
    for row in sources_of(brief):
        told = {**news, "from": str(act.matter.pk)}
        if row.kind == SourceRelation.COMBINED and "form" in told:
            told["form"] = UseForm.COMBINED
        consequence(act, join(act, row.source.matter), FROM_WHOLE, data=told)


def tell_result(act: Act, result: SendingResult, words: str = "") -> None:
    """What the screening came to, for the lower committee that sent the brief up; nothing where it was written here."""
    below = sent_up_as(brief_of(act.matter))
    if below is not None:
        news = {"what": What.RESULT, "result": result, "words": words, "from": str(act.matter.pk)}
        across(act, below.matter, (FROM_ABOVE,), data=news)


@effect("briefs.hear_from_whole@1")
def hear_from_whole(act: Act) -> None:
    """What became of the brief that this one was merged into or combined in."""
    _hear(act, LadderOrigin.FROM_WHOLE)
    carry(act, act.data)


@effect("briefs.hear_from_above@1")
def hear_from_above(act: Act) -> None:
    """What the higher committee did with what was sent up to it."""
    _hear(act, LadderOrigin.FROM_ABOVE)
    if act.data["what"] not in ONE_STEP:
        carry(act, act.data)


def _hear(act: Act, origin: LadderOrigin) -> None:
    _HEARD[What(act.data["what"])](act, brief_of(act.matter), origin)


def _used(act: Act, brief: Brief, origin: LadderOrigin) -> None:
    use = record_use(act, brief, act.data, origin)
    if use is None:
        return
    if origin == LadderOrigin.FROM_ABOVE and use.own_issue:
        _note_result(act, brief, SendingResult.ISSUED, "")
    said = use_words(use)
    if origin == LadderOrigin.FROM_WHOLE and use.own_issue:
        went = "被综合采用" if use.form == UseForm.COMBINED else "已并入其他信息"
        said = f"{went}，已编发{use.number}"
    tell_authors(act, f"您反映的《{act.matter.title}》{said}。")


def _instructed(act: Act, brief: Brief, origin: LadderOrigin) -> None:
    row = record_instruction(act, brief, act.data, origin)
    if row is not None:
        tell_authors(act, f"您反映的《{act.matter.title}》{instruction_words(row)}。")


def _voided(act: Act, brief: Brief, _origin: LadderOrigin) -> None:
    if void_event(act, brief, UUID(act.data["event"]), act.data["words"]):
        tell_authors(act, f"您反映的《{act.matter.title}》的采用、批示登记已更正：{act.data['words']}")


def _result(act: Act, brief: Brief, _origin: LadderOrigin) -> None:
    result, words = SendingResult(act.data["result"]), act.data["words"]
    sending = _note_result(act, brief, result, words)
    receiver = sending.receiver if sending is not None else ""
    told = f"您反映的《{act.matter.title}》报送{receiver}后，{result.label}。{words}"
    tell_authors(act, told)


def _fed_back(act: Act, brief: Brief, origin: LadderOrigin) -> None:
    BriefFeedback.objects.create(
        committee=act.committee,
        brief=brief,
        on=act.day,
        words=act.data["words"],
        by=act.data["by"],
        origin=origin,
    )
    tell_authors(act, f"您反映的《{act.matter.title}》有了反馈（{act.data['by']}）：{act.data['words']}")


_HEARD = {
    What.USED: _used,
    What.INSTRUCTED: _instructed,
    What.VOIDED: _voided,
    What.RESULT: _result,
    What.FED_BACK: _fed_back,
}


def _note_result(act: Act, brief: Brief, result: SendingResult, words: str) -> BriefSending | None:
    """What is known of the sending that went where the news come from."""
    sending = brief.sendings.filter(into__matter=act.data["from"]).order_by("pk").last()
    if sending is not None:
        sending.result, sending.result_on, sending.result_words = result, act.day, words
        sending.save(update_fields=["result", "result_on", "result_words"])
    return sending


def record_use(act: Act, brief: Brief, news: News, origin: LadderOrigin) -> BriefUse | None:
    """A use on the brief's own record; None where this very event stands there already."""
    if brief.uses.filter(event=news["event"]).exists():
        return None
    return BriefUse.objects.create(
        committee=act.committee,
        brief=brief,
        event=news["event"],
        level=news["level"],
        form=news["form"],
        on=as_day(news["on"]),
        by=news["by"],
        publication=news["publication"],
        number=news["number"],
        own_issue=news["own_issue"],
        origin=origin,
    )


def record_instruction(act: Act, brief: Brief, news: News, origin: LadderOrigin) -> BriefInstruction | None:
    """An instruction on the brief's own record; None where this very event stands there already."""
    if brief.instructions.filter(event=news["event"]).exists():
        return None
    return BriefInstruction.objects.create(
        committee=act.committee,
        brief=brief,
        event=news["event"],
        level=news["level"],
        form=news["form"],
        on=as_day(news["on"]),
        leader=news["leader"],
        kind=news["kind"],
        origin=origin,
    )


def void_event(act: Act, brief: Brief, event: UUID, reason: str) -> bool:
    """What was registered by mistake no longer counts, and stays readable with the reason. Returns whether it stood."""
    voided = {"voided_on": act.day, "void_reason": reason}
    uses = brief.uses.filter(event=event, voided_on__isnull=True).update(**voided)
    return bool(uses + brief.instructions.filter(event=event, voided_on__isnull=True).update(**voided))


def as_day(value: date | str) -> date:
    """A day of the form, or as it was carried."""
    return date.fromisoformat(value) if isinstance(value, str) else value
