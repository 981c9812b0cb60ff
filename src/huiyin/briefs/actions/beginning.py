"""Briefs that begin out of another matter: of a refused proposal, of an outcome submitted as 政协信息."""

from collections.abc import Sequence
from typing import Any

from huiyin.briefs.enums import AUTHOR, KIND, RECORDER, Disclosure, SourceKind
from huiyin.handling.models import Point
from huiyin.handling.selectors import points_of
from huiyin.outcomes.enums import DRAFTING_BODY, OutcomeForm
from huiyin.outcomes.linked import begins_with
from huiyin.outcomes.selectors import outcome_of
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.models import Matter
from huiyin.procedure.passage import consequence
from huiyin.proposals.conversions import Conversion, conversion
from huiyin.proposals.enums import AUTHOR as PROPOSER
from huiyin.proposals.enums import COSIGNER, Disposal
from huiyin.proposals.enums import RECORDER as PAPER_RECORDER
from huiyin.proposals.selectors.proposal import proposal_of

OF_PROPOSAL = {PROPOSER: AUTHOR, COSIGNER: AUTHOR, PAPER_RECORDER: RECORDER}
"""What those of a proposal are to the brief that it becomes: whoever signed it reported it."""


def _parties(matter: Matter, roles: dict[str, str]) -> list[tuple[str, Body | Person]]:
    rows = matter.parties.filter(role__in=tuple(roles), active=True).select_related("person", "body")
    found = [(roles[row.role], row.person or row.body) for row in rows.order_by("pk")]
    return [(role, party) for role, party in found if party is not None]


def _text(
    source_kind: str, title: str, situation: str, analysis: str, points: Sequence[Point]
) -> dict[str, Any]:
    """What the brief begins with; its suggestions are rows of its own."""
    return {
        "source_kind": source_kind,
        "title": title,
        "situation": situation,
        "analysis": analysis,
        "suggestions": [{"point": None, "text": each.text} for each in points],
    }


def begin_of_proposal(act: Act) -> Matter:
    """转为社情民意信息: a child of the refused proposal, with the same authors, before the office at once."""
    proposal, title = proposal_of(act.matter), act.matter.title
    data = _text(SourceKind.PROPOSAL, title, proposal.situation, proposal.analysis, points_of(act.matter))
    brief = begin_child(act, KIND, title=title, parties=_parties(act.matter, OF_PROPOSAL), data=data)
    consequence(act, brief, "hand_in")
    return brief


def begin_of_outcome(act: Act) -> None:
    """An outcome submitted as 政协信息 is a brief too, once: issued, with a number of the briefs' own register."""
    if Matter.objects.filter(parent=act.matter, kind=KIND).exists():
        return  # submitted to one more office: it is the same brief
    outcome, title = outcome_of(act.matter), act.matter.title
    data = _text(SourceKind.OUTCOME, title, outcome.background, outcome.analysis, points_of(act.matter))
    data["disclosure"] = Disclosure.DISCLOSED  # an office of the committee, which signed the outcome itself
    parties = _parties(act.matter, {DRAFTING_BODY: AUTHOR})
    brief = begin_child(act, KIND, title=title, parties=parties, data=data)
    consequence(act, brief, "issue_outcome", data={"addressees": list(act.data["addressees"])})


conversion(Conversion(Disposal.BRIEF, "社情民意信息", begin_of_proposal))
begins_with(OutcomeForm.OPINION_INFO, begin_of_outcome)
