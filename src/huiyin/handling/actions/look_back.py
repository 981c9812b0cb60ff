"""Effects of 回头看: a visit planned, recorded, concluded; a promise followed anew."""

from huiyin.handling.actions.assign import AUTHOR, HANDLING_UNIT, child_title, parties_of
from huiyin.handling.enums import LookBackVerdict
from huiyin.handling.models import Commitment, LookBack
from huiyin.handling.selectors.look_backs import present_result
from huiyin.handling.settings import look_back_setting
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.library import procedure_of
from huiyin.procedure.passage import consequence
from huiyin.procedure.registry import effect

HEARS = "hear_of_look_back"
"""Consequence by which a matter is told that it was found not done."""
CONCERNED = ("drafting_body", "cppcc", "examining_body", "assigning_office", "unit")


@effect("handling.plan_look_back@1")
def plan_look_back(act: Act) -> None:
    """A look back at the act's matter, with everybody concerned; what is claimed now is written down."""
    parties: list[tuple[str, Body | Person]] = parties_of(act.matter, CONCERNED)
    parties += [("unit", unit) for _role, unit in parties_of(act.matter, [HANDLING_UNIT])]
    told = parties_of(act.matter, look_back_setting(act.matter).told)
    parties += dict.fromkeys((AUTHOR, party) for _role, party in told)
    data = {**act.data, "first_result": present_result(act.matter)}
    begin_child(act, "look_back", title=child_title(act, "回头看"), parties=parties, data=data)


@effect("handling.look_back_begin@1")
def begin_look_back(act: Act) -> None:
    """The row of a new look back."""
    names = ("ground", "visit_by", "first_result")
    LookBack.objects.create(
        committee=act.committee, matter=act.matter, **{name: act.data[name] for name in names}
    )


@effect("handling.record_visit@1")
def record_visit(act: Act) -> None:
    """Who was where, and what was seen."""
    names = ("visited_on", "place", "people", "evidence")
    LookBack.objects.filter(matter=act.matter).update(**{name: act.data[name] for name in names})


def _conclude(act: Act, verdict: LookBackVerdict) -> None:
    LookBack.objects.filter(matter=act.matter).update(verdict=verdict, conclusion=act.data["conclusion"])


@effect("handling.find_confirmed@1")
def find_confirmed(act: Act) -> None:
    """It was done."""
    _conclude(act, LookBackVerdict.CONFIRMED)


@effect("handling.find_partly@1")
def find_partly(act: Act) -> None:
    """Part of it was done."""
    _conclude(act, LookBackVerdict.PARTLY)


@effect("handling.find_not_done@1")
def find_not_done(act: Act) -> None:
    """It was not done; a promise is followed anew at once, other matters when the committee decides so.

    A matter whose procedure has the consequence `hear_of_look_back` is told, so that somebody is asked to decide.
    """
    _conclude(act, LookBackVerdict.NOT_DONE)
    parent = act.matter.parent
    if parent is not None and parent.kind == "commitment":
        data = {"by_when": act.data["by_when"]}
        consequence(act, parent, "reopen_after_look_back", data=data, reason=act.data["conclusion"])
    elif parent is not None:
        heard = procedure_of(parent.procedure, parent.version).moves.get(HEARS)
        if heard is not None and parent.state in heard.from_:
            consequence(act, parent, HEARS, reason=act.data["conclusion"])


@effect("handling.reopen_commitment@1")
def reopen_commitment(act: Act) -> None:
    """The promise has a new day; what was reported before stays in the record."""
    Commitment.objects.filter(matter=act.matter).update(by_when=act.data["by_when"], delivered_on=None)
