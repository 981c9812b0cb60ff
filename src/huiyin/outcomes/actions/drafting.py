"""Effects of forming an outcome."""

from collections.abc import Mapping, Sequence
from typing import Any

from huiyin.consultation.models import Activity
from huiyin.handling.points import replace_points
from huiyin.kernel.verdicts import Refused
from huiyin.outcomes.enums import DRAFTING_BODY, LIAISON, OPINION_GIVER, RESPONSIBLE_OFFICE, QualityPoint
from huiyin.outcomes.models import Outcome, QualityAnswer, RecommendationSource
from huiyin.outcomes.rules import goes_direct
from huiyin.outcomes.selectors import activity_for_draft, fed_opinions, outcome_of
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect


@effect("outcomes.begin@1")
def begin_outcome(act: Act) -> None:
    """Lay down the draft. Refused without a consultation that is held and on record (不协商不议政)."""
    activity: Activity | None = act.data.get("consultation") or activity_for_draft(act)
    if activity is None:
        text = "起草协商成果，须从本单位组织、已形成记录的协商活动发起；请先记录协商活动。"
        raise ActRefused([Refused("no_consultation", text)])
    body = act.grant.body if act.grant is not None and act.grant.body is not None else activity.organiser
    outcome = Outcome(committee=act.committee, matter=act.matter, activity=activity, drafted_by=body)
    outcome.background, outcome.analysis = act.data["background"], act.data["analysis"]
    _write_choice(act, outcome)
    act.matter.origin = activity.matter
    act.add_party(DRAFTING_BODY, body)
    if act.actor is not None:
        # Whom the units call: an outcome has a named liaison of the committee.
        act.add_party(LIAISON, act.actor)
    act.link(activity.matter, LinkKind.CAME_FROM)
    _write_recommendations(act, outcome, act.data["recommendations"] or _from_opinions(activity))


def _from_opinions(activity: Activity) -> list[dict[str, Any]]:
    """Typing once: what was agreed becomes the first draft of the recommendations."""
    agreed = activity.opinions.filter(is_reserved=False).order_by("order", "pk")
    return [{"text": each.text, "lead": None, "assists": (), "sources": [each]} for each in agreed]


@effect("outcomes.summary@1")
def change_choice(act: Act) -> None:
    """Change title, form or responsible office."""
    act.matter.is_key = act.data["is_key"]
    _write_choice(act, outcome_of(act.matter))


def _write_choice(act: Act, outcome: Outcome) -> None:
    data = act.data
    act.matter.title = data["title"]
    outcome.weight, outcome.sensitivity = data["weight"], data["sensitivity"]
    outcome.form, outcome.form_reason = data["form"], data["form_reason"]
    before: Body | None = outcome.responsible_office
    office: Body | None = None if goes_direct(data["form"]) else data["responsible_office"]
    outcome.responsible_office = office
    outcome.save()
    if before is not None and before != office:
        act.retire_party(RESPONSIBLE_OFFICE, before)
    if office is not None:
        act.add_party(RESPONSIBLE_OFFICE, office)


@effect("outcomes.content@1")
def change_content(act: Act) -> None:
    """Change background and analysis."""
    outcome = outcome_of(act.matter)
    outcome.background, outcome.analysis = act.data["background"], act.data["analysis"]
    outcome.save(update_fields=["background", "analysis"])


@effect("outcomes.recommendations@1")
def change_recommendations(act: Act) -> None:
    """Set the recommendations and the opinions that each came from."""
    _write_recommendations(act, outcome_of(act.matter), act.data["recommendations"])


def _write_recommendations(act: Act, outcome: Outcome, rows: Sequence[Mapping[str, Any]]) -> None:
    # The first unit of a point is the one that would lead.
    wanted = [
        {**row, "units": [unit for unit in (row["lead"], *row["assists"]) if unit is not None]}
        for row in rows
    ]
    points = replace_points(act, wanted)
    before = _givers(outcome)
    outcome.sources.all().delete()
    RecommendationSource.objects.bulk_create(
        RecommendationSource(committee=act.committee, outcome=outcome, point=point, opinion=opinion)
        for point, row in zip(points, rows, strict=True)
        for opinion in row["sources"]
    )
    after = _givers(outcome)
    for person in before - after:
        act.retire_party(OPINION_GIVER, person)
    for person in sorted(after, key=lambda each: each.pk):
        act.add_party(OPINION_GIVER, person)


def _givers(outcome: Outcome) -> set[Any]:
    return {opinion.giver.person for opinion in fed_opinions(outcome) if opinion.giver.person is not None}


@effect("outcomes.quality@1")
def answer_quality(act: Act) -> None:
    """Record the examination, point by point."""
    outcome = outcome_of(act.matter)
    for point in QualityPoint.values:
        QualityAnswer.objects.update_or_create(
            outcome=outcome,
            point=point,
            defaults={
                "committee": act.committee,
                "met": act.data[point] == "yes",
                "note": act.data[f"{point}_note"],
            },
        )


@effect("outcomes.adopt@1")
def adopt(act: Act) -> None:
    """Note the sitting that adopted a 建议案, as it is that day."""
    outcome, sitting = outcome_of(act.matter), act.data["decision"].sitting
    outcome.adopted_sitting = sitting.kind
    outcome.adopted_at = sitting.matter.title
    outcome.adopted_on = sitting.held_on
    outcome.save(update_fields=["adopted_sitting", "adopted_at", "adopted_on"])
