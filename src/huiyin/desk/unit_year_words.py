"""A unit's year in sentences, from which the office writes its review."""

from huiyin.desk.unit_year import UnitGroup, satisfaction
from huiyin.handling.enums import EvaluationAspect
from huiyin.handling.selectors.unit_year import of_enough_forms
from huiyin.ledgers.definition import Asked
from huiyin.people.models import Body


def review_words(asker: Asked, unit: Body, groups: list[UnitGroup]) -> str:
    """The figures as sentences, from which a review is written that the unit reads.

    Of few forms a count would tell the unit who said what, however much of them the writer reads.
    """
    told = satisfaction(asker, unit, of_enough_forms())
    return figures_in_words([told if each.code == told.code else each for each in groups])


def figures_in_words(groups: list[UnitGroup]) -> str:
    """The figures as sentences: of what authors said, what they said of results.

    They travel in an address, which must not grow without end.
    """
    lines = []
    for group in groups:
        told = [each for each in group.figures if each.number]
        if group.code == "satisfaction":
            told = [each for each in told if each.label.startswith(str(EvaluationAspect.RESULT.label))]
        words = "、".join(f"{each.label}{each.number}{each.unit}" for each in told)
        if words:
            lines.append(f"{group.label}：{words}。")
    return "\n".join(lines)
