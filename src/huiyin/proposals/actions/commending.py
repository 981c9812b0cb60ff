"""Effects of a round of commendation."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.enums import Role
from huiyin.people.models import Body, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import effect, preview
from huiyin.proposals.actions.telling import clerks_of
from huiyin.proposals.enums import AUTHOR, COMMENDED_UNIT, COSIGNER, EXAMINING_BODY, READER, Commended
from huiyin.proposals.models import (
    Commendation,
    CommendationCriterion,
    CommendationObjection,
    Nominee,
    NomineeScore,
)
from huiyin.proposals.selectors.commending import (
    commendation_of,
    commended_in,
    nominees_of,
)
from huiyin.proposals.selectors.merits import proposal_merits, unit_merits
from huiyin.proposals.selectors.proposal import examining_body, proposal_of

COMMENDED = message_kind("commended", _("优秀提案、先进承办单位"))
MOST_DRAWN = 200
UNIT_PEOPLE = (Role.UNIT_CLERK, Role.UNIT_HEAD)


@effect("proposals.commend_begin@1")
def begin_round(act: Act) -> None:
    """A round with its criteria."""
    act.matter.title = act.data["title"]
    row = Commendation.objects.create(committee=act.committee, matter=act.matter, of_year=act.data["of_year"])
    CommendationCriterion.objects.bulk_create(
        CommendationCriterion(committee=act.committee, commendation=row, order=order, **values)
        for order, values in enumerate(_criteria(act), start=1)
    )
    body = examining_body(act.committee)
    if body is not None:
        act.add_party(EXAMINING_BODY, body)


def _criteria(act: Act) -> Iterable[dict[str, object]]:
    return ({name: row[name] for name in ("about", "text", "weight")} for row in act.data["criteria"])


def _nominated_as(act: Act) -> str:
    assert act.actor is not None and act.grant is not None, "a person nominates, under a grant"
    return act.grant.body.name if act.grant.body is not None else act.actor.post or act.actor.name


@effect("proposals.commend_nominate@1")
def nominate(act: Act) -> None:
    """By hand, on a ground."""
    _add(act, act.data["proposals"], act.data["units"], lambda _subject: str(act.data["ground"]), drawn=False)


def _add(
    act: Act, matters: Iterable[Matter], units: Iterable[Body], ground: Callable[[Any], str], *, drawn: bool
) -> None:
    round_of = commendation_of(act.matter)
    common: dict[str, Any] = {
        "committee": act.committee, "commendation": round_of, "on": act.day, "drawn": drawn,
        "nominated_as": _nominated_as(act),
    }  # fmt: skip
    rows = [
        Nominee(
            about=Commended.PROPOSAL,
            proposal=proposal_of(each),
            name=each.title,
            ground=ground(each),
            **common,
        )
        for each in matters
    ]
    rows += [
        Nominee(about=Commended.UNIT, unit=each, name=each.name, ground=ground(each), **common)
        for each in units
    ]
    Nominee.objects.bulk_create(rows)


@effect("proposals.commend_draw_proposals@1")
def draw_proposals(act: Act) -> None:
    """Every proposal of the year that meets all the ticked measures and is no nominee yet."""
    names = [name for name in ("resolved", "satisfied", "on_time", "met") if act.data[name]]
    known = set(nominees_of(act.matter).values_list("proposal__matter", flat=True))
    year = commendation_of(act.matter).of_year
    found = {
        each.matter.pk: each
        for each in proposal_merits(act.committee, year, act.day)
        if each.matter.pk not in known and all(getattr(each, name) for name in names)
    }
    if not found:
        raise ActRefused([Refused("nothing_drawn", f"{year}年没有符合这些条件、尚未列为候选的提案。")])
    merits = list(found.values())[:MOST_DRAWN]
    _add(act, [each.matter for each in merits], [], lambda matter: found[matter.pk].words(), drawn=True)


@effect("proposals.commend_draw_units@1")
def draw_units(act: Act) -> None:
    """Every unit whose year reaches all the figures asked for and that is no nominee yet."""
    known = set(nominees_of(act.matter).values_list("unit", flat=True))
    year = commendation_of(act.matter).of_year
    shares = [name for name in ("on_time", "satisfied", "kept") if act.data[name] is not None]
    most = act.data["returns"]
    found = {
        each.unit.pk: each
        for each in unit_merits(act.committee, year, act.day)
        if each.unit.pk not in known
        and each.handled >= act.data["handled"]
        # Of what nothing can be said nothing is reached.
        and all((share := getattr(each, name)) is not None and share >= act.data[name] for name in shares)
        and (most is None or each.returns <= most)
    }
    if not found:
        raise ActRefused([Refused("nothing_drawn", f"{year}年没有达到这些要求、尚未列为候选的承办单位。")])
    merits = list(found.values())[:MOST_DRAWN]
    _add(act, [], [each.unit for each in merits], lambda unit: found[unit.pk].words(), drawn=True)


@effect("proposals.commend_strike@1")
def strike(act: Act) -> None:
    """They are nominees no more; the step says who they were and why."""
    nominees_of(act.matter).filter(pk__in=[each.pk for each in act.data["nominees"]]).delete()


@effect("proposals.commend_examine@1")
def examine(act: Act) -> None:
    """Nominee by nominee."""
    for row in act.data["nominees"]:
        nominee = row["nominee"]
        nominee.passed, nominee.remark = row["passed"] == "yes", row["remark"]
        nominee.save(update_fields=["passed", "remark"])


@effect("proposals.commend_score@1")
def score(act: Act) -> None:
    """What this person gives, in place of what the person gave before."""
    assert act.actor is not None, "a person scores"
    NomineeScore.objects.filter(nominee__commendation__matter=act.matter, scorer=act.actor).delete()
    NomineeScore.objects.bulk_create(
        NomineeScore(
            committee=act.committee, nominee=row["nominee"], criterion=row["criterion"], scorer=act.actor,
            points=row["points"],
        )
        for row in act.data["scores"]
    )  # fmt: skip


@effect("proposals.commend_decide@1")
def decide(act: Act) -> None:
    """The list as the sitting decided; open to members where they are asked."""
    nominees_of(act.matter).update(commended=False)
    keys = [each.pk for each in act.data["nominees"]]
    nominees_of(act.matter).filter(pk__in=keys).update(commended=True)
    row = commendation_of(act.matter)
    row.objections_until = act.data["objections_until"]
    row.decided_at = act.data["decision"].sitting.matter.title
    row.save(update_fields=["objections_until", "decided_at"])
    if row.objections_until is not None:
        act.open_to(READER)


@effect("proposals.commend_undecide@1")
def undecide(act: Act) -> None:
    """Nothing is decided any more, and nobody is asked whether they object."""
    nominees_of(act.matter).update(commended=False)
    row = commendation_of(act.matter)
    row.objections_until, row.decided_at = None, ""
    row.save(update_fields=["objections_until", "decided_at"])


@effect("proposals.commend_object@1")
def object_to(act: Act) -> None:
    """A member objects to one nominee once."""
    assert act.actor is not None, "a member objects"
    nominee = act.data["nominee"]
    if nominee.objections.filter(person=act.actor).exists():
        raise ActRefused([Refused("objected_already", "您已经对这一项提出过异议。")])
    CommendationObjection.objects.create(
        committee=act.committee, nominee=nominee, person=act.actor, text=act.data["text"], on=act.day
    )


@effect("proposals.commend_answer@1")
def answer(act: Act) -> None:
    """Who objected is told; what is upheld leaves the list."""
    for row in act.data["answers"]:
        objection = row["objection"]
        objection.upheld, objection.answer = row["upheld"] == "yes", row["answer"]
        objection.answered_on = act.day
        objection.save(update_fields=["upheld", "answer", "answered_on"])
        if objection.upheld:
            Nominee.objects.filter(pk=objection.nominee_id).update(commended=False)
        text = f"您对“{objection.nominee}”提出的异议已答复：{objection.answer}"
        tell(act, [objection.person], COMMENDED, text)


@effect("proposals.commend_announce@1")
def announce(act: Act) -> None:
    """Members and the units read the list; authors and units are told."""
    row = commendation_of(act.matter)
    row.announced_on = act.day
    row.save(update_fields=["announced_on"])
    act.open_to(READER)
    for nominee in commended_in(act.matter, Commended.PROPOSAL):
        assert nominee.proposal is not None
        text = f"您的提案《{nominee.name}》评为{row.of_year}年度优秀提案。"
        tell(act, _authors(act, nominee.proposal.matter), COMMENDED, text)
    for nominee in commended_in(act.matter, Commended.UNIT):
        assert nominee.unit is not None
        act.add_party(COMMENDED_UNIT, nominee.unit)
        holders = grant_holders(act.committee, roles=UNIT_PEOPLE, on=act.day, body=nominee.unit)
        text = f"{nominee.name}评为{row.of_year}年度提案工作先进承办单位。"
        tell(act, [each.person for each in holders], COMMENDED, text)


def _authors(act: Act, matter: Matter) -> list[Person]:
    persons: list[Person] = []
    parties = matter.parties.filter(role__in=(AUTHOR, COSIGNER), active=True)
    for party in parties.select_related("person", "body"):
        if party.person is not None:
            persons.append(party.person)
        elif party.body is not None:
            persons += clerks_of(act, party.body)
    return persons


@preview("proposals.commend_announce@1")
def announced_in_words(matter: Matter) -> list[str]:
    """The list that is made known."""
    rows = nominees_of(matter).filter(commended=True)
    return [f"{each.get_about_display()}：{each.name}" for each in rows]
