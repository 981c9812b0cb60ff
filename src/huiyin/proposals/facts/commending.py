"""Facts of rounds of commendation that moves hang on."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact
from huiyin.proposals.selectors.commending import commendation_of, objections_of


@fact("proposals.open_to_objections@1", "确定了异议期")
def open_to_objections(matter: Matter) -> bool:
    """Members were asked whether they object."""
    return commendation_of(matter).objections_until is not None


@fact("proposals.commend_objected@1", "有异议待答复")
def objected(matter: Matter) -> bool:
    """Somebody objected and waits for an answer."""
    return objections_of(matter).filter(upheld__isnull=True).exists()
