"""Facts of merged and refused proposals that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.conversions import conversions
from huiyin.proposals.selectors.merging import may_be_undone, merging_of, open_objections
from huiyin.proposals.selectors.proposal import proposal_of

STATES = {
    "first_exam": "初审",
    "second_exam": "复审",
    "final_exam": "终审",
    "docketed": "已立案",
    "listed": "已列入交办清单",
}
"""States in which a proposal may be merged: undone, it returns to the one that it came from."""


def merged_in(state: str, label: str) -> None:
    """Make known that a part was merged while it stood in this state."""

    @fact(f"proposals.merged_in_{state}@1", f"并案前为“{label}”，主案尚未交办")
    def _merged_in(matter: Matter) -> bool:
        merging = merging_of(matter)
        return merging is not None and merging.from_state == state and may_be_undone(merging.main.matter)


for _state, _label in STATES.items():
    merged_in(_state, _label)


@fact("proposals.objection_open@1", "有提案人对并案提出异议，尚未答复")
def objection_open(matter: Matter) -> bool:
    """Somebody objected and waits for an answer."""
    return bool(open_objections(matter))


@fact("proposals.may_object@1", "主案尚未交办")
def may_object(matter: Matter) -> bool:
    """As long as the main has not been handed over, its parts can be taken out again."""
    merging = merging_of(matter)
    return merging is not None and may_be_undone(merging.main.matter)


@fact("proposals.to_be_passed_on@1", "去向为可以转办的事项")
def to_be_passed_on(matter: Matter) -> bool:
    """The content of the refused proposal goes on as something that this product handles."""
    return proposal_of(matter).disposal in conversions
