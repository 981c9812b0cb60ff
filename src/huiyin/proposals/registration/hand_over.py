"""Parts of a proposal's page on the way to the units, the register of hand-over notices, how a proposal is cited.

To whom its replies are written is said by `selectors/letter_plan.py`.
"""

from huiyin.handling.panels import add_parent_panels
from huiyin.handling.references import CaseReference, reference
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import FollowUp, Panel, follow_up, panel
from huiyin.proposals.enums import KIND, NOTICE_SERIES
from huiyin.proposals.models import Proposal
from huiyin.proposals.panels import hand_over as panels
from huiyin.proposals.panels import key as key_panels
from huiyin.proposals.selectors import letter_plan as letter_plan  # registers to whom replies are written
from huiyin.proposals.selectors.proposal import proposer_words
from huiyin.records.numbering import series

PANELS = (
    ("own_part", panels.own_part, 6),
    ("key", key_panels.key, 8),
    ("plan", panels.plan, 30),
    ("suggestions", panels.suggested, 31),
    ("agreement", panels.agreement, 32),
)


@reference(KIND)
def cited(matter: Matter) -> CaseReference:
    """政协十二届五次会议第20260012号提案, of its authors."""
    proposal = Proposal.objects.select_related("plenary_session", "body").get(matter=matter)
    proposal.matter = matter
    session = proposal.plenary_session.number if proposal.plenary_session is not None else None
    term = matter.term.number if matter.term is not None else None
    by = proposer_words(proposal)
    return CaseReference(
        term=term,
        session=session,
        number=matter.number,
        called="提案",
        by=by,
        committee=matter.committee.name,
    )


series(NOTICE_SERIES, "提案交办通知", "提案交办〔{year}〕{sequence}号")
for facet, context, order in PANELS:
    panel(KIND, Panel(f"proposal_{facet}", facet, f"proposals/panels/{facet}.html", context, order=order))
panel(
    KIND,
    Panel(
        "proposal_key_nominations",
        "examination",
        "proposals/panels/key_nominations.html",
        key_panels.nominations,
        order=29,
    ),
)


def may_be_supervised(matter: Matter) -> bool:
    """Whether units handle it and it is not over."""
    return matter.closed_at is None and matter.children.filter(kind="assignment").exists()


follow_up(
    KIND, FollowUp("supervision_order", may_be_supervised, "与有关单位现场协商、督促检查。", seldom=True)
)
add_parent_panels(KIND, order=35)
