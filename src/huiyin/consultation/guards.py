"""What must hold before a consultation counts as recorded or leaves the desk."""

from urllib.parse import urlencode

from django.urls import reverse

from huiyin.consultation.enums import OUTCOME_KIND
from huiyin.consultation.models import Activity
from huiyin.consultation.rules import held_by
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard


def _at(act: Act, facet: str) -> str:
    return reverse("procedure:edit", args=[act.matter.pk, facet])


def _activity(act: Act) -> Activity:
    return Activity.objects.get(matter=act.matter)


@guard("consultation.was_held@1", "协商已经举行")
def was_held(act: Act) -> Verdict:
    """The day of the consultation has come."""
    verdict = held_by(_activity(act).held_on, act.day)
    if isinstance(verdict, Refused):
        return Refused(verdict.code, verdict.text, _at(act, "summary"))
    return verdict


@guard("consultation.has_participants@1", "登记了参加人员")
def has_participants(act: Act) -> Verdict:
    """At least one participant is on record."""
    if _activity(act).participants.exists():
        return ALLOWED
    return Refused("no_participants", "还没有登记参加人员。", _at(act, "participants"))


@guard("consultation.has_opinions@1", "登记了有提出人的意见")
def has_opinions(act: Act) -> Verdict:
    """At least one opinion with its giver is on record."""
    if _activity(act).opinions.exists():
        return ALLOWED
    return Refused("no_opinions", "还没有登记意见，每条意见应当有提出人。", _at(act, "opinions"))


@guard("consultation.has_consensus@1", "登记了共识")
def has_consensus(act: Act) -> Verdict:
    """“协商”和“共识” are the two elements: without a recorded consensus nothing can be formed."""
    if _activity(act).consensus.exists():
        return ALLOWED
    return Refused("no_consensus", "还没有登记达成的共识。", _at(act, "consensus"))


def _has_outcome(act: Act) -> bool:
    return act.matter.descendants.filter(kind=OUTCOME_KIND).exists()


@guard("consultation.has_outcome@1", "已起草协商成果")
def has_outcome(act: Act) -> Verdict:
    """Something came of the consultation."""
    if _has_outcome(act):
        return ALLOWED
    query = urlencode({"committee": act.committee.code, "origin": str(act.matter.pk)})
    link = f"{reverse('procedure:begin', args=[OUTCOME_KIND])}?{query}"
    return Refused(
        "no_outcome", "还没有从这次协商起草协商成果；不形成成果的，请办理“不形成成果，归档”。", link
    )


@guard("consultation.has_no_outcome@1", "没有起草协商成果")
def has_no_outcome(act: Act) -> Verdict:
    """Nothing has been drafted from the consultation."""
    if _has_outcome(act):
        return Refused("has_outcome", "这次协商已经起草了协商成果，不能这样办理。")
    return ALLOWED
