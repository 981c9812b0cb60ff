"""Effects of submitting and instructing."""

from huiyin.handling.actions.assign import child_title, copied_parties
from huiyin.handling.enums import AWAITED_LEADER, LEADER
from huiyin.handling.models import Instruction, InstructionUnit, Submission
from huiyin.handling.papers import make_slip
from huiyin.handling.selectors import leaders_awaited
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.registry import effect
from huiyin.records.attachments import attach


@effect("handling.submit@1")
def submit(act: Act) -> None:
    """One submission per addressee office."""
    copied = copied_parties(act)
    for office in act.data["addressees"]:
        parties: list[tuple[str, Body | Person]] = [("addressee", office), *copied]
        if act.grant is not None:
            parties.append(("sender", act.grant.body or act.grant.person))
        title = child_title(act, f"报送{office}")
        begin_child(act, "submission", title=title, parties=parties, data={"addressee": office})


@effect("handling.submission_begin@1")
def begin_submission(act: Act) -> None:
    """The row of a new submission."""
    Submission.objects.create(committee=act.committee, matter=act.matter, addressee=act.data["addressee"])


def _submission(act: Act) -> Submission:
    return Submission.objects.get(matter=act.matter)


@effect("handling.register@1")
def register(act: Act) -> None:
    """收文登记."""
    submission = _submission(act)
    submission.registered_no = act.data["registered_no"]
    submission.registered_on = act.data["registered_on"]
    submission.save()


@effect("handling.propose@1")
def propose(act: Act) -> None:
    """拟办."""
    submission = _submission(act)
    submission.proposed_opinion = act.data["proposed_opinion"]
    submission.save()


@effect("handling.present@1")
def present(act: Act) -> None:
    """呈批; presented to further leaders later on, all names stay."""
    submission = _submission(act)
    chosen: list[Person] = list(act.data["leaders"])
    for leader in chosen:
        act.add_party(LEADER, leader)
        act.add_party(AWAITED_LEADER, leader)
    names = [*submission.presented_to.split("、"), *(leader.name for leader in chosen), act.data["others"]]
    submission.presented_to = "、".join(dict.fromkeys(name for name in names if name))
    submission.presented_on = submission.presented_on or act.data["presented_on"]
    submission.save()
    make_slip(act)


@effect("handling.instruct@1")
def instruct(act: Act) -> None:
    """Put one instruction down; a 圈阅 has neither text nor units."""
    data = act.data
    instruction = Instruction.objects.create(
        committee=act.committee,
        submission=_submission(act),
        leader=data.get("leader"),
        leader_name=data["leader_name"],
        leader_post=data["leader_post"],
        on=data["on"],
        kind=data.get("kind", "read"),
        text=data.get("text", ""),
        is_offline=data.get("is_offline", False),
        forwarded_to=data.get("forwarded_to", ""),
    )
    if data.get("scan"):
        attach(act, file=data["scan"], facet="instructions", title=f"{instruction.leader_name}批示")
    InstructionUnit.objects.bulk_create(
        InstructionUnit(committee=act.committee, instruction=instruction, body=unit)
        for unit in data.get("units", ())
    )
    if instruction.leader is not None:
        act.retire_party(AWAITED_LEADER, instruction.leader)
    make_slip(act)


@effect("handling.end_awaiting@1")
def end_awaiting(act: Act) -> None:
    """The submission goes back: nobody is asked any more, though a leader may still add his word."""
    for leader in leaders_awaited(act.matter):
        act.retire_party(AWAITED_LEADER, leader)
