"""Parts of the pages of evaluations, look-backs and supervision orders."""

from django.db.models import Q
from django.utils import timezone

from huiyin.handling.consolidated import last_sent
from huiyin.handling.models import Evaluation, EvaluationForm, LookBack
from huiyin.handling.panels.parent import Context, totals_told
from huiyin.handling.selectors.assignments import replies_by_matter
from huiyin.handling.selectors.evaluations import (
    evaluated_assignments,
    forms_of,
    silent_evaluators,
    with_marks,
)
from huiyin.handling.selectors.supervision import findings_of, order_of
from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Matter


def evaluation_summary(matter: Matter, person: Person) -> Context:
    """What is evaluated: the matter, and who answered for it with which class."""
    evaluation = Evaluation.objects.get(matter=matter)
    assignments = list(evaluated_assignments(matter))
    replies = replies_by_matter(each.matter for each in assignments)
    rows = [{"row": each, "reply": last_sent(replies.get(each.matter_id, ()))} for each in assignments]
    return {"evaluation": evaluation, **_parent_of(matter, person), "assignments": rows}


def my_form_context(matter: Matter, person: Person) -> Context:
    """The reader's own form, and of bodies for which the reader speaks; nobody else's."""
    bodies = {grant.body_id for grant in current_grants(person, timezone.localdate()) if grant.body_id}
    spoken_for = matter.parties.filter(role="evaluated_body", body__in=bodies).values("body")
    own = EvaluationForm.objects.filter(
        Q(evaluator=person) | Q(body__in=spoken_for), evaluation__matter=matter
    )
    return {"forms": with_marks(own)}


def forms_context(matter: Matter, person: Person) -> Context:
    """Every form, who is still silent: for the committee."""
    evaluation = Evaluation.objects.get(matter=matter)
    return {"forms": forms_of(evaluation), "silent": silent_evaluators(matter)}


def totals_context(matter: Matter, person: Person) -> Context:
    """How often each value was given, process and result apart; of few forms the verdict alone."""
    evaluation = Evaluation.objects.get(matter=matter)
    seen = facets_by_matter([matter], person, timezone.localdate())[matter.pk]
    return {"evaluation": evaluation, **totals_told(evaluation, seen)}


def look_back_summary(matter: Matter, person: Person) -> Context:
    """What is looked at again, why, and what was claimed at the time."""
    row = LookBack.objects.get(matter=matter)
    facts = [
        ("缘由", row.get_ground_display()),
        ("回访期限", row.visit_by),
        ("当时的结果", row.first_result),
    ]
    return {"facts": facts, **_parent_of(matter, person)}


def _parent_of(matter: Matter, person: Person) -> Context:
    """The matter that it is about: named to everybody here, a link only for who may open it."""
    parent = matter.parent
    assert parent is not None
    seen = facets_by_matter([parent], person, timezone.localdate())
    return {"parent": parent, "parent_opens": bool(seen[parent.pk])}


def visit_context(matter: Matter, person: Person) -> Context:
    """Who was where, what was seen, what it came to."""
    return {"row": LookBack.objects.get(matter=matter)}


def order_summary(matter: Matter, person: Person) -> Context:
    """Why it is supervised, who leads, what the units were told; of the matters those that the reader may see."""
    row = order_of(matter)
    links = matter.links_out.filter(kind=LinkKind.SUPERVISES).select_related("target").order_by("pk")
    supervised = [link.target for link in links]
    seen = facets_by_matter(supervised, person, timezone.localdate())
    facts = [
        ("督办事由", row.reason),
        ("带队领导", row.led_by),
        ("督办对象", f"{len(supervised)}件"),
        ("通知日期", row.notified_on),
    ]
    return {
        "facts": facts,
        "notice": row.notice,
        "supervised": [each for each in supervised if seen[each.pk]],
    }


def visits_context(matter: Matter, person: Person) -> Context:
    """Every on-site consultation."""
    return {"visits": list(order_of(matter).visits.order_by("on", "pk"))}


def findings_context(matter: Matter, person: Person) -> Context:
    """What was found, who is responsible, and what each check said."""
    checks = list(order_of(matter).checks.order_by("round", "pk"))
    return {
        "findings": [
            {"row": point, "checks": [each for each in checks if each.point_id == point.pk]}
            for point in findings_of(matter)
        ]
    }


def opinion_context(matter: Matter, person: Person) -> Context:
    """The opinion and the day by which things are put right."""
    return {"order": order_of(matter)}


def improvements_context(matter: Matter, person: Person) -> Context:
    """What was put right: a unit reads its own report, the inspectors all of them."""
    rows = order_of(matter).improvements.select_related("unit").order_by("round", "pk")
    # Only what somebody is today counts: who once inspected and now works for a unit reads that unit's report.
    bodies = {grant.body_id for grant in current_grants(person, timezone.localdate()) if grant.body_id}
    of_units = set(matter.parties.filter(role="unit", active=True).values_list("body_id", flat=True))
    own = bodies & of_units
    inspects = matter.parties.filter(
        Q(person=person) | Q(body__in=bodies), role="inspector", active=True
    ).exists()
    if own and not inspects:
        rows = rows.filter(unit__in=own)
    return {"improvements": list(rows)}
