"""Effects of using a brief: uses and instructions registered, taken over from submissions, corrected."""

from typing import Any
from uuid import UUID, uuid4

from huiyin.briefs.actions.carrying import (
    News,
    carry,
    record_instruction,
    record_use,
    void_event,
)
from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import ADDRESSEE, LadderOrigin, UseForm, What
from huiyin.briefs.models import Brief, BriefIssue
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.ladder import instruction_words, pending_instructions, use_words
from huiyin.handling.actions.submission import submit
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.attachments import attach

USES = "uses"
"""The facet of what was registered, and of the evidence for it."""


def form_of(brief: Brief) -> UseForm:
    """As what a brief goes out: by itself, or as one item made out of several."""
    return UseForm.COMBINED if brief.combined else UseForm.SINGLE


def note_own_issue(act: Act, issue: BriefIssue) -> None:
    """编发 is the lowest rung; every brief that went into this one stands on it too."""
    news = {
        "what": What.USED,
        "event": str(uuid4()),
        "level": act.committee.level,
        "form": form_of(issue.brief),
        "on": issue.issued_on.isoformat(),
        "by": act.committee.short_name,
        "publication": "",
        "number": issue.number,
        "own_issue": True,
    }
    record_use(act, issue.brief, news, LadderOrigin.RECORDED)
    carry(act, news)


@effect("briefs.record_use@1")
def register_use(act: Act) -> None:
    """采用 by somebody else, with its evidence; told at once to everybody whose brief it is."""
    brief, data = brief_of(act.matter), act.data
    news = {
        "what": What.USED,
        "event": str(uuid4()),
        "own_issue": False,
        **{name: data[name] for name in ("level", "form", "by", "publication", "number")},
        "on": data["on"].isoformat(),
    }
    use = record_use(act, brief, news, LadderOrigin.RECORDED)
    assert use is not None, "an event of its own"
    if data.get("evidence"):
        use.evidence = attach(act, file=data["evidence"], facet=USES, title=f"{use.by}采用凭据")
        use.save(update_fields=["evidence"])
    tell_authors(act, f"您反映的《{act.matter.title}》{use_words(use)}。")
    carry(act, news)


@effect("briefs.record_instruction@1")
def register_instruction(act: Act) -> None:
    """批示 that is known otherwise than from an own submission; its text only where it is cleared."""
    data = act.data
    news = _instruction_news(
        level=data["level"], form=data["form"], on=data["on"], leader=data["leader"], kind=data["kind"]
    )
    row = record_instruction(act, brief_of(act.matter), news, LadderOrigin.RECORDED)
    assert row is not None, "an event of its own"
    if data.get("cleared"):
        row.text = data["text"]
        row.save(update_fields=["text"])
    if data.get("evidence"):
        attach(act, file=data["evidence"], facet=USES, title=f"{row.leader}批示凭据")
    tell_authors(act, f"您反映的《{act.matter.title}》{instruction_words(row)}。")
    carry(act, news)


@effect("briefs.take_instructions@1")
def take_instructions(act: Act) -> None:
    """What leaders said on the submissions of this brief; the words stay on the submission."""
    brief = brief_of(act.matter)
    for given in pending_instructions(brief):
        leader = f"{given.leader_post}{given.leader_name}"
        level, form = act.committee.level, form_of(brief)
        news = _instruction_news(level=level, form=form, on=given.on, leader=leader, kind=given.kind)
        row = record_instruction(act, brief, news, LadderOrigin.RECORDED)
        assert row is not None, "an event of its own"
        row.taken_from = given
        row.save(update_fields=["taken_from"])
        tell_authors(act, f"您反映的《{act.matter.title}》{instruction_words(row)}。")
        carry(act, news)


def _instruction_news(*, on: Any, **facts: Any) -> News:
    return {"what": What.INSTRUCTED, "event": str(uuid4()), "on": on.isoformat(), **facts}


@effect("briefs.correct@1")
def correct(act: Act) -> None:
    """更正: what was registered by mistake no longer counts, here and wherever it was carried to."""
    event = UUID(act.data["entry"])
    void_event(act, brief_of(act.matter), event, act.reason)
    tell_authors(act, f"您反映的《{act.matter.title}》的采用、批示登记已更正：{act.reason}")
    carry(act, {"what": What.VOIDED, "event": str(event), "words": act.reason})


@effect("briefs.report@1")
def report_to_offices(act: Act) -> None:
    """报送领导阅批: one submission per office; each office may read the brief from now on."""
    for office in act.data["addressees"]:
        act.add_party(ADDRESSEE, office)
    submit(act)
