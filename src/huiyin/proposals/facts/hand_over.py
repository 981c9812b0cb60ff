"""Facts on the way to the units that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.selectors.hand_over import sides_against, sides_waiting


@fact("proposals.side_disagrees@1", "党委、政府办公室对拟承办单位有不同意见")
def side_disagrees(matter: Matter) -> bool:
    """An office proposed another unit and has no answer."""
    return bool(sides_against(matter))


@fact("proposals.side_unanswered@1", "党委、政府办公室尚未答复")
def side_unanswered(matter: Matter) -> bool:
    """An office has not said anything to the plan as it is."""
    return bool(sides_waiting(matter))
