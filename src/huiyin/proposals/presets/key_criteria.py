"""The criteria for key proposals that a committee has until it sets its own, in our own words."""

from huiyin.people.models import Committee
from huiyin.proposals.models import KeyCriterion

PRESET = (
    ("overall", "关系全局的重大问题，党委和政府中心工作"),
    ("public_concern", "群众反映集中、社会普遍关注的问题"),
    ("collective", "党派、人民团体、界别、专门委员会提出的集体提案"),
    ("feasible", "建议具体可行，办理条件具备，能够见到成效"),
    ("unsolved", "往年多次提出、尚未解决的问题"),
    ("cross_department", "涉及几个部门，需要统筹协调推动的问题"),
)


def criteria_of(committee: Committee) -> list[KeyCriterion]:
    """Every criterion there is or was, in order; of a committee without any of its own the preset, not yet stored."""
    own = list(KeyCriterion.objects.filter(committee=committee).order_by("order", "pk"))
    return own or preset_of(committee)


def criteria_in_use(committee: Committee) -> list[KeyCriterion]:
    """The criteria that may be chosen, in order."""
    return [each for each in criteria_of(committee) if each.in_use]


def preset_of(committee: Committee) -> list[KeyCriterion]:
    """The preset as rows."""
    return [
        KeyCriterion(committee=committee, code=code, label=label, order=order)
        for order, (code, label) in enumerate(PRESET, start=1)
    ]


def ensure_key_criteria(committee: Committee) -> None:
    """Give a committee without criteria of its own the preset; one that has any keeps them."""
    if not KeyCriterion.objects.filter(committee=committee).exists():
        KeyCriterion.objects.bulk_create(preset_of(committee))
