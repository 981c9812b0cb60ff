"""Reads of calls and leads: what is open, what is offered, what became of a lead."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from huiyin.people.enums import Role
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import EXAMINING_BODY_CODE
from huiyin.proposals.lead_enums import GIVER, LEAD
from huiyin.proposals.models import Lead, LeadCall, LeadGiver, LeadUse, PostedLead, Proposal
from huiyin.proposals.rules.leads import NOT_FILED
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES

OFFERED = "offered"


def call_of(matter: Matter) -> LeadCall:
    """The call that hangs on a matter of this kind."""
    return LeadCall.objects.select_related("matter").get(matter=matter)


def lead_of(matter: Matter) -> Lead:
    """The lead that hangs on a matter of this kind."""
    return Lead.objects.select_related("matter", "call__matter", "merged_into__matter").get(matter=matter)


def giver_of(lead: Lead) -> LeadGiver | None:
    """Who of the public gave it; None for a lead of a member or a body, who are parties."""
    return LeadGiver.objects.filter(lead=lead).first()


def calls_receiving(committee: Committee, day: date) -> QuerySet[LeadCall]:
    """Calls that take leads on this day, the one that ends first at the top."""
    running = LeadCall.objects.filter(
        committee=committee, matter__state="open", since__lte=day, until__gte=day
    )
    return running.select_related("matter", "committee").order_by("until", "pk")


def calls_offered(act: Act) -> QuerySet[LeadCall]:
    """What a lead may be given to: for members what is open, for the office every call, as letters come in later."""
    if act.role in ("screener", "cppcc"):
        return (
            LeadCall.objects.filter(committee=act.committee).select_related("matter").order_by("-until", "pk")
        )
    return calls_receiving(act.committee, act.day)


def offered_leads(committee: Committee) -> QuerySet[Lead]:
    """Leads that drafters may read, the newest first."""
    found = Lead.objects.filter(committee=committee, matter__state=OFFERED)
    return found.select_related("matter", "call__matter").order_by("-screened_on", "-pk")


def leads_to_name(act: Act) -> QuerySet[Lead]:
    """Leads that a proposal may name as its source: those that are offered.

    One that it names and that is screened anew bears its giver's words again, which are no drafter's to read.
    """
    return offered_leads(act.committee)


def leads_to_merge_into(act: Act) -> QuerySet[Lead]:
    """Other leads that stand: offered or waiting, the newest first."""
    standing = Lead.objects.filter(committee=act.committee, matter__state__in=(OFFERED, "received"))
    return standing.exclude(matter=act.matter).select_related("matter").order_by("-pk")


def origin_lead(act: Act) -> Lead | None:
    """The lead out of which a proposal is begun, if it is one that is offered."""
    origin = act.matter.origin
    if origin is None or origin.kind != LEAD or origin.state != OFFERED:
        return None
    return lead_of(origin)


def leads_told(proposal: Proposal) -> list[Lead]:
    """Those of them that may be told to whoever reads the proposal: what is offered, in the office's wording."""
    return [each for each in leads_of(proposal) if each.matter.state == OFFERED]


def leads_of(proposal: Proposal) -> list[Lead]:
    """The leads that a proposal drew on."""
    uses = proposal.lead_uses.select_related("lead__matter").order_by("pk")
    return [each.lead for each in uses]


def proposals_from(lead: Lead) -> list[Matter]:
    """Proposals before the committee that drew on this lead. A draft is its author's business, and not among them."""
    uses = LeadUse.objects.filter(lead=lead, proposal__turn__gt=0).exclude(
        proposal__matter__state__in=NOT_FILED
    )
    return [each.proposal.matter for each in uses.select_related("proposal__matter").order_by("pk")]


def given_by(person: Person, grants: list[Grant]) -> QuerySet[Lead]:
    """Leads that this person gave, or the body whose clerk the person is; the newest first."""
    bodies = [each.body_id for each in grants if each.role in SPEAKING_FOR_BODIES and each.body_id]
    mine = Q(matter__parties__person=person) | Q(matter__parties__body__in=bodies)
    found = Lead.objects.filter(mine, matter__parties__role=GIVER, matter__parties__active=True)
    return found.select_related("matter", "merged_into__matter").order_by("-pk").distinct()


def screens(grants: list[Grant]) -> bool:
    """Whether these grants are those of the screening office: the committee's office or the 提案委员会's clerk."""
    return any(
        each.role == Role.CPPCC_CLERK
        or (
            each.role == Role.COMMITTEE_CLERK
            and each.body is not None
            and each.body.code == EXAMINING_BODY_CODE
        )
        for each in grants
    )


def waiting_posted(committee: Committee) -> QuerySet[PostedLead]:
    """What came in on public pages and nobody has taken over yet, in the order of arrival."""
    return PostedLead.objects.filter(committee=committee).select_related("call__matter")


def givers(lead: Lead) -> tuple[list[Person], list[Body]]:
    """The member or the body that gave a lead under its own account."""
    parties = lead.matter.parties.filter(role=GIVER, active=True).select_related("person", "body")
    persons = [each.person for each in parties if each.person is not None]
    return persons, [each.body for each in parties if each.body is not None]


def fate(lead: Lead) -> list[str]:
    """What became of a lead, in sentences for whoever gave it. Names nobody."""
    said = [_screened(lead)]
    if lead.result_text:
        said.append(lead.result_text)
    formed = proposals_from(_standing(lead))
    if formed:
        said.append(_("已形成提案%(count)d件。") % {"count": len(formed)})
    return said


def _standing(lead: Lead) -> Lead:
    """The lead in whose place this one stands, through all mergings."""
    passed = {lead.pk}
    while lead.merged_into is not None and lead.merged_into_id not in passed:
        lead = lead.merged_into
        passed.add(lead.pk)
    return lead


def _screened(lead: Lead) -> str:
    state = lead.matter.state
    if state == OFFERED:
        return _("已提供给委员和提案单位，供撰写提案时参考。")
    if state == "merged":
        return _("与另一条内容相近的线索合并，一并供委员和提案单位参考。")
    if state == "passed_on":
        return _("不宜作为提案线索，已转送%(channel)s。") % {"channel": lead.get_passed_to_display()}
    if state == "declined":
        return _("没有采用。原因：%(reason)s。") % {"reason": lead.get_decline_reason_display()}
    return _("已经收到，正在筛选。")


def fate_by_receipt(committee: Committee, code: str) -> tuple[str, list[str]] | None:
    """The title as it was given and what became of it, for whoever has the receipt code; None for no such code."""
    if not code:
        return None
    waiting = PostedLead.objects.filter(committee=committee, receipt_code=code).first()
    if waiting is not None:
        return waiting.title, [_("已经收到，等待工作人员收取。")]
    found = LeadGiver.objects.filter(committee=committee, receipt_code=code)
    row = found.select_related("lead__matter", "lead__merged_into__matter").first()
    return (row.lead.original_title, fate(row.lead)) if row is not None else None


def public_calls(committee: Committee, day: date) -> QuerySet[LeadCall]:
    """Calls to the public that take leads today."""
    return calls_receiving(committee, day).filter(is_public=True)
