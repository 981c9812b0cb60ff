"""What the parts of an outcome's page show. The page asks for a part only for those who see its facet."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.consultation.selectors import opinions_given_by
from huiyin.handling.enums import Adoption
from huiyin.handling.selectors import commitments_of, points_of
from huiyin.outcomes.enums import KIND, QualityPoint
from huiyin.outcomes.models import Echo, Outcome
from huiyin.outcomes.papers import ECHO_LETTER, FEEDBACK_LETTER
from huiyin.outcomes.rules import balance
from huiyin.outcomes.selectors import (
    RECORDED_STATES,
    departures,
    fed_opinions,
    journeys_in,
    opinions_to_answer,
    outcome_of,
    outcomes_seen_by,
    sources_by_point,
)
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.begin import may_begin
from huiyin.procedure.library import newest, procedure_of
from huiyin.procedure.models import Matter
from huiyin.records.selectors import newest_of_kinds

Context = Mapping[str, Any]
TONES = {Adoption.ADOPTED: "good", Adoption.PARTLY: "partial", Adoption.NOT_ADOPTED: "bad"}


def summary(matter: Matter, person: Person) -> Context:
    """Form, office, drafting body, consultation; for a 建议案 the sitting."""
    outcome = outcome_of(matter)
    facts = [
        (_("成果形式"), outcome.get_form_display()),
        (_("起草单位"), outcome.drafted_by.name),
        (_("协商活动"), f"{outcome.activity.matter.title}（{outcome.activity}）"),
    ]
    if outcome.responsible_office is not None:
        facts.append((_("责任办公室"), outcome.responsible_office.name))
    if outcome.sent_direct:
        facts.append((_("报送方式"), _("建议函直接函送部门")))
    if outcome.adopted_on is not None:
        facts.append((_("通过会议"), f"{outcome.adopted_at}（{outcome.adopted_on:%Y年%-m月%-d日}）"))
    return {"outcome": outcome, "facts": facts}


def content(matter: Matter, person: Person) -> Context:
    """Background and analysis, and why this form was chosen."""
    outcome = outcome_of(matter)
    facts = [
        (_("重要性"), outcome.get_weight_display()),
        (_("敏感度"), outcome.get_sensitivity_display()),
        (_("选用形式的理由"), outcome.form_reason),
    ]
    departing = departures(matter)
    if departing:
        facts.append((_("文件"), _("%(what)s与签发的内容不同，理由见办理经过") % {"what": departing}))
    return {"outcome": outcome, "facts": facts}


def recommendations(matter: Matter, person: Person) -> Context:
    """Each recommendation with the units in mind and the opinions it came from."""
    sources = sources_by_point(outcome_of(matter))
    return {
        "recommendations": [
            {"point": each, "sources": sources.get(each.pk, [])} for each in points_of(matter)
        ]
    }


def quality(matter: Matter, person: Person) -> Context:
    """The examination, point by point."""
    answers = {row.point: row for row in outcome_of(matter).quality.all()}
    return {"quality": [{"label": point.label, "answer": answers.get(point.value)} for point in QualityPoint]}


def consultation(matter: Matter, person: Person) -> Context:
    """The consultation behind it: when, in which form, what was agreed, how many opinions."""
    activity = outcome_of(matter).activity
    return {
        "activity": activity,
        "consensus": list(activity.consensus.order_by("order", "pk")),
        "opinion_count": activity.opinions.count(),
        "participant_count": activity.participants.count(),
    }


def feedback(matter: Matter, person: Person) -> Context:
    """Per recommendation the two verdicts side by side; of the givers' only the totals."""
    outcome = outcome_of(matter)
    verdicts = _verdicts_by_point(outcome, matter.round)
    commitments: dict[int | None, list[Any]] = {}
    for each in commitments_of(matter):
        commitments.setdefault(each.point_id, []).append(each)
    rows = [
        {
            "point": point,
            "tone": TONES.get(Adoption(point.adoption), "none") if point.adoption else "none",
            "balance": balance(verdicts.get(point.pk, [])),
            "commitments": commitments.get(point.pk, []),
        }
        for point in points_of(matter)
    ]
    return {
        "rows": rows,
        "papers": newest_of_kinds(matter, [FEEDBACK_LETTER, ECHO_LETTER]),
        "feedbacks": list(outcome.feedbacks.order_by("round")),
        "other_commitments": commitments.get(None, []),
    }


def _verdicts_by_point(outcome: Outcome, round_number: int) -> dict[int, list[str]]:
    given = dict(outcome.echoes.filter(round=round_number).values_list("opinion_id", "verdict"))
    found: dict[int, list[str]] = {}
    for point, opinion in outcome.sources.values_list("point_id", "opinion_id"):
        if opinion in given:
            found.setdefault(point, []).append(given[opinion])
    return found


def echo(matter: Matter, person: Person) -> Context:
    """Who was told, how and when, and what they said; who is still to be told. For the committee's side only."""
    outcome = outcome_of(matter)
    told = {row.opinion_id: row for row in outcome.echoes.filter(round=matter.round)}
    fed = {each.pk for each in fed_opinions(outcome)}
    # Who was told once that the opinion is kept need not be told again.
    kept = Echo.objects.filter(opinion__activity=outcome.activity_id).exclude(opinion__in=fed)
    told |= {row.opinion_id: row for row in kept.order_by("-round", "-pk")}
    rows = [
        {"opinion": each, "echo": told.get(each.pk), "kept": each.pk not in fed}
        for each in opinions_to_answer(outcome)
    ]
    earlier = outcome.echoes.filter(round__lt=matter.round).select_related("opinion").order_by("round", "pk")
    return {"rows": rows, "untold": sum(row["echo"] is None for row in rows), "earlier": list(earlier)}


def my_echo(matter: Matter, person: Person) -> Context:
    """我的意见到哪一步了: the giver's own opinions in this outcome and nobody else's."""
    return {"journeys": journeys_in(outcome_of(matter), opinions_given_by(person))}


def outcomes_of_activity(matter: Matter, person: Person) -> Context:
    """On the page of a consultation: what came of it, as far as it may be seen, and where to draft more."""
    day = timezone.localdate()
    found = outcomes_seen_by(person, day).filter(activity__matter=matter).order_by("matter__opened_at")
    document = newest(KIND)
    can_begin = matter.state in RECORDED_STATES and may_begin(
        document, current_grants(person, day), matter.committee
    )
    query = urlencode({"committee": matter.committee.code, "origin": str(matter.pk)})
    return {
        "outcomes": [{"matter": each.matter, "state": state_label(each.matter)} for each in found],
        "begin_url": f"{reverse('procedure:begin', args=[KIND])}?{query}" if can_begin else "",
    }


def state_label(matter: Matter) -> str:
    """Where a matter stands, as offices say it."""
    return procedure_of(matter.procedure, matter.version).states[matter.state].label
