"""Effects of commitments, and how any act begins one."""

from datetime import date

from huiyin.handling.actions.assign import assigning_office, copied_parties, parties_of
from huiyin.handling.models import Commitment, Point
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import effect


def begin_commitment(
    act: Act,
    *,
    unit: Body,
    what: str,
    by_when: date,
    evidence_wanted: str = "",
    point: Point | None = None,
) -> Matter:
    """Within an act (an effect calls it): a commitment of a unit as child of the act's matter."""
    if unit.committee_id != act.committee.pk:
        raise ActRefused([Refused("other_committee", "承诺单位不属于本级政协。")])
    office = parties_of(act.matter, ["assigning_office"]) or list(assigning_office(act))
    parties: list[tuple[str, Body | Person]] = [("unit", unit), *office, *copied_parties(act)]
    data = {
        "unit": unit,
        "what": what,
        "by_when": by_when,
        "evidence_wanted": evidence_wanted,
        "point": point,
    }
    title = what if len(what) <= 60 else f"{what[:60]}…"
    return begin_child(act, "commitment", title=title, parties=parties, data=data)


@effect("handling.commitment_begin@1")
def write_commitment(act: Act) -> None:
    """The row of a new commitment."""
    Commitment.objects.create(committee=act.committee, matter=act.matter, **act.data)


@effect("handling.report@1")
def report(act: Act) -> None:
    """What the unit says was done."""
    commitment = Commitment.objects.get(matter=act.matter)
    commitment.evidence, commitment.delivered_on = act.data["evidence"], act.data["delivered_on"]
    commitment.save(update_fields=["evidence", "delivered_on"])
