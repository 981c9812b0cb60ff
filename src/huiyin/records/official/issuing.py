"""Who issues a paper and who signed for it: what the writers of all packages ask for."""

from datetime import date

from huiyin.people.enums import BodyKind
from huiyin.people.models import Committee
from huiyin.people.selectors import bodies_of
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter


def office_name(committee: Committee, on: date) -> str:
    """The committee's own office, which prints its papers; the committee itself where none is registered."""
    offices = bodies_of(committee, BodyKind.CPPCC_OFFICE, on)
    return offices[0].name if offices else committee.name


def issuer_name(act: Act) -> str:
    """In whose name the act issues a paper: the body that the grant speaks for, or else the committee."""
    body = act.grant.body if act.grant is not None else None
    return body.name if body is not None else act.committee.name


def signer_of(matter: Matter, move: str = "sign") -> tuple[str, ...]:
    """签发人: who signed last in the matter's present course; nobody where it was not signed."""
    step = matter.steps.filter(move=move).order_by("-number").first()
    return (step.actor_name,) if step is not None else ()
