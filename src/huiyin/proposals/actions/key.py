"""Effects on key proposals: nominated, decided by the chairpersons, supervised and headed."""

from django.utils.translation import gettext_lazy as _

from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect
from huiyin.proposals.enums import HANDLING_UNIT, KeyDuty
from huiyin.proposals.models import KeyCriterionMet, KeyLeader, KeyNomination, KeyRecord
from huiyin.proposals.presets.key_criteria import criteria_of
from huiyin.proposals.selectors.key import criteria_decided, criteria_nominated, leaders_doing
from huiyin.proposals.selectors.proposal import proposal_of

KEY_PROPOSAL = message_kind("key_proposal", _("重点提案督办、领办"))
TOLD_IN_UNITS = (Role.UNIT_CLERK, Role.UNIT_HEAD)


@effect("proposals.set_key@1")
def set_key(act: Act) -> None:
    """Make it a key proposal, or no more, or name somebody else."""
    write_key(act)


def write_key(act: Act) -> None:
    """What the chairpersons decided: key or not, by which criteria, who supervises, who heads."""
    proposal, data = proposal_of(act.matter), act.data
    act.matter.is_key = data["is_key"]
    known = {(each.kind, each.person_id) for each in proposal.key_leaders.all()}
    named = [(KeyDuty.SUPERVISE, data.get("supervisor")), (KeyDuty.HEAD, data.get("leader"))]
    wanted = [(kind, person) for kind, person in named if person is not None]
    proposal.key_leaders.all().delete()
    KeyLeader.objects.bulk_create(
        KeyLeader(
            committee=act.committee, proposal=proposal, kind=kind, person=person, name=person.name,
            post=person.post,
        )
        for kind, person in wanted
    )  # fmt: skip
    words = {**criteria_nominated(act.matter), **_words(act.committee), **criteria_decided(act.matter)}
    proposal.key_criteria.filter(nomination__isnull=True).delete()
    KeyCriterionMet.objects.bulk_create(
        KeyCriterionMet(committee=act.committee, proposal=proposal, code=code, label=words[code])
        for code in (data.get("criteria", ()) if data["is_key"] else ())
    )
    for kind, person in wanted:
        if (kind, person.pk) not in known:
            text = f"提案《{act.matter.title}》列为重点提案，由您{kind.label}。"
            tell(act, [person], KEY_PROPOSAL, text)


def _words(committee: Committee) -> dict[str, str]:
    return {each.code: each.label for each in criteria_of(committee)}


@effect("proposals.nominate_key@1")
def nominate(act: Act) -> None:
    """One nomination a person; the chairpersons decide."""
    assert act.actor is not None and act.grant is not None, "a person nominates, under a grant"
    proposal = proposal_of(act.matter)
    if proposal.key_nominations.filter(nominated_by=act.actor, withdrawn_on__isnull=True).exists():
        raise ActRefused([Refused("nominated_already", "您已经提名过这件提案；要修改的，请先撤回提名。")])
    body = act.grant.body
    nomination = KeyNomination.objects.create(
        committee=act.committee, proposal=proposal, nominated_by=act.actor, on=act.day,
        nominated_as=body.name if body is not None else act.actor.post or act.actor.name, reason=act.reason,
    )  # fmt: skip
    words = _words(act.committee)
    KeyCriterionMet.objects.bulk_create(
        KeyCriterionMet(
            committee=act.committee, proposal=proposal, nomination=nomination, code=code, label=words[code]
        )
        for code in act.data["criteria"]
    )


@effect("proposals.withdraw_key_nomination@1")
def withdraw(act: Act) -> None:
    """Who nominated takes it back; another's nomination stays."""
    own = proposal_of(act.matter).key_nominations.filter(nominated_by=act.actor, withdrawn_on__isnull=True)
    if not own.update(withdrawn_on=act.day):
        raise ActRefused([Refused("not_nominated", "您没有提名这件提案，不能撤回别人的提名。")])


@effect("proposals.record_supervision@1")
def record_supervision(act: Act) -> None:
    """督办: what the chairperson did, saw and asked for."""
    _record(act, KeyDuty.SUPERVISE)


@effect("proposals.record_heading@1")
def record_heading(act: Act) -> None:
    """领办: what the leader decided and what came of it."""
    _record(act, KeyDuty.HEAD)


def _record(act: Act, duty: KeyDuty) -> None:
    assert act.actor is not None, "a person records it"
    data = act.data
    who = next(each for each in leaders_doing(act.matter, duty) if str(each.person_id) == data["person"])
    row = KeyRecord.objects.create(
        committee=act.committee, proposal=proposal_of(act.matter), kind=duty, person=who.person,
        name=who.name, post=who.post, work=data["work"], on=data["on"], place=data["place"],
        participants=data["participants"], progress=data.get("progress", ""),
        quality=data.get("quality", ""), decided=data["decided"], result=data.get("result", ""),
        entered_by=act.actor, entered_on=act.day,
    )  # fmt: skip
    text = (
        f"{who.name}就重点提案《{act.matter.title}》{duty.label}：{row.get_work_display()}。"
        "记录和要求见提案页面。"
    )
    tell(act, _units_people(act), KEY_PROPOSAL, text)


def _units_people(act: Act) -> list[Person]:
    """Who hears of it in the units that handle the proposal."""
    persons: list[Person] = []
    parties = act.matter.parties.filter(role=HANDLING_UNIT, active=True, body__isnull=False)
    for party in parties.select_related("body").order_by("pk"):
        holders = grant_holders(act.committee, roles=TOLD_IN_UNITS, on=act.day, body=party.body)
        persons += [each.person for each in holders]
    return list(dict.fromkeys(persons))
