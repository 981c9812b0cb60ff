"""The evaluation values that a committee has until it sets its own."""

from huiyin.handling.enums import EvaluationMeaning
from huiyin.handling.models import EvaluationValue
from huiyin.people.models import Committee

PRESET = (
    ("satisfied", "满意", EvaluationMeaning.SATISFIED),
    ("mostly", "基本满意", EvaluationMeaning.MOSTLY_SATISFIED),
    ("dissatisfied", "不满意", EvaluationMeaning.DISSATISFIED),
)


def ensure_evaluation_values(committee: Committee) -> None:
    """Give a committee without values of its own 满意、基本满意、不满意; one that has any keeps them."""
    if EvaluationValue.objects.filter(committee=committee).exists():
        return
    EvaluationValue.objects.bulk_create(preset_evaluation_values(committee))


def preset_evaluation_values(committee: Committee) -> list[EvaluationValue]:
    """The preset as rows that are not stored yet."""
    return [
        EvaluationValue(committee=committee, code=code, label=label, meaning=meaning, order=order)
        for order, (code, label, meaning) in enumerate(PRESET, start=1)
    ]
