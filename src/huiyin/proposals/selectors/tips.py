"""Reads of calls and tips: what is open, what is offered, what became of a tip."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from huiyin.people.enums import Role
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import EXAMINING_BODY_CODE, GIVER, TIP
from huiyin.proposals.models import PostedTip, Proposal, Tip, TipCall, TipGiver, TipUse
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES
from huiyin.proposals.rules.tips import NOT_FILED

OFFERED = "offered"


def call_of(matter: Matter) -> TipCall:
    """The call that hangs on a matter of this kind."""
    return TipCall.objects.select_related("matter").get(matter=matter)


def tip_of(matter: Matter) -> Tip:
    """The tip that hangs on a matter of this kind."""
    return Tip.objects.select_related("matter", "call__matter", "merged_into__matter").get(matter=matter)


def giver_of(tip: Tip) -> TipGiver | None:
    """Who of the public gave it; None for a tip of a member or a body, who are parties."""
    return TipGiver.objects.filter(tip=tip).first()


def calls_receiving(committee: Committee, day: date) -> QuerySet[TipCall]:
    """Calls that take tips on this day, the one that ends first at the top."""
    running = TipCall.objects.filter(
        committee=committee, matter__state="open", since__lte=day, until__gte=day
    )
    return running.select_related("matter", "committee").order_by("until", "pk")


def calls_offered(act: Act) -> QuerySet[TipCall]:
    """What a tip may be given to: for members what is open, for the office every call, as letters come in later."""
    if act.role in ("screener", "cppcc"):
        return (
            TipCall.objects.filter(committee=act.committee).select_related("matter").order_by("-until", "pk")
        )
    return calls_receiving(act.committee, act.day)


def offered_tips(committee: Committee) -> QuerySet[Tip]:
    """Tips that drafters may read, the newest first."""
    found = Tip.objects.filter(committee=committee, matter__state=OFFERED)
    return found.select_related("matter", "call__matter").order_by("-screened_on", "-pk")


def tips_to_name(act: Act) -> QuerySet[Tip]:
    """Tips that a proposal may name as its source: those that are offered.

    One that it names and that is screened anew bears its giver's words again, which are no drafter's to read.
    """
    return offered_tips(act.committee)


def tips_to_merge_into(act: Act) -> QuerySet[Tip]:
    """Other tips that stand: offered or waiting, the newest first."""
    standing = Tip.objects.filter(committee=act.committee, matter__state__in=(OFFERED, "received"))
    return standing.exclude(matter=act.matter).select_related("matter").order_by("-pk")


def origin_tip(act: Act) -> Tip | None:
    """The tip out of which a proposal is begun, if it is one that is offered."""
    origin = act.matter.origin
    if origin is None or origin.kind != TIP or origin.state != OFFERED:
        return None
    return tip_of(origin)


def tips_told(proposal: Proposal) -> list[Tip]:
    """Those of them that may be told to whoever reads the proposal: what is offered, in the office's wording."""
    return [each for each in tips_of(proposal) if each.matter.state == OFFERED]


def tips_of(proposal: Proposal) -> list[Tip]:
    """The tips that a proposal drew on."""
    uses = proposal.tip_uses.select_related("tip__matter").order_by("pk")
    return [each.tip for each in uses]


def proposals_from(tip: Tip) -> list[Matter]:
    """Proposals before the committee that drew on this tip. A draft is its author's business, and not among them."""
    return formed_from([tip]).get(tip.pk, [])


def formed_from(tips: Iterable[Tip]) -> dict[int, list[Matter]]:
    """Tip key → the proposals before the committee that drew on it; one query."""
    uses = TipUse.objects.filter(tip__in=[tip.pk for tip in tips], proposal__turn__gt=0)
    uses = uses.exclude(proposal__matter__state__in=NOT_FILED)
    found: dict[int, list[Matter]] = {}
    for each in uses.select_related("proposal__matter__committee").order_by("pk"):
        found.setdefault(each.tip_id, []).append(each.proposal.matter)
    return found


def given_by(person: Person, grants: list[Grant]) -> QuerySet[Tip]:
    """Tips that this person gave, or the body whose clerk the person is; the newest first."""
    bodies = [each.body_id for each in grants if each.role in SPEAKING_FOR_BODIES and each.body_id]
    mine = Q(matter__parties__person=person) | Q(matter__parties__body__in=bodies)
    found = Tip.objects.filter(mine, matter__parties__role=GIVER, matter__parties__active=True)
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


def waiting_posted(committee: Committee) -> QuerySet[PostedTip]:
    """What came in on public pages and nobody has taken over yet, in the order of arrival."""
    return PostedTip.objects.filter(committee=committee).select_related("call__matter")


def givers(tip: Tip) -> tuple[list[Person], list[Body]]:
    """The member or the body that gave a tip under its own account."""
    parties = tip.matter.parties.filter(role=GIVER, active=True).select_related("person", "body")
    persons = [each.person for each in parties if each.person is not None]
    return persons, [each.body for each in parties if each.body is not None]


def fate(tip: Tip) -> list[str]:
    """What became of a tip, in sentences for whoever gave it. Names nobody."""
    said = [screened_words(tip)]
    if tip.result_text:
        said.append(tip.result_text)
    formed = proposals_from(_standing(tip))
    if formed:
        said.append(_("已形成提案%(count)d件。") % {"count": len(formed)})
    return said


def _standing(tip: Tip) -> Tip:
    """The tip in whose place this one stands, through all mergings."""
    return standing_of([tip])[tip.pk]


def standing_of(tips: Sequence[Tip]) -> dict[int, Tip]:
    """Tip key → the tip in whose place it stands, through all mergings; one query for each depth of them."""
    known = {tip.pk: tip for tip in tips}
    missing = _merged_into(known.values(), known)
    while missing:
        more = Tip.objects.filter(pk__in=missing).select_related("matter")
        known.update({tip.pk: tip for tip in more})
        missing = _merged_into(more, known)
    found = {}
    for tip in tips:
        last, passed = tip, {tip.pk}
        while last.merged_into_id is not None and last.merged_into_id not in passed:
            last = known[last.merged_into_id]
            passed.add(last.pk)
        found[tip.pk] = last
    return found


def _merged_into(tips: Iterable[Tip], known: Mapping[int, Tip]) -> set[int]:
    return {each.merged_into_id for each in tips if each.merged_into_id is not None} - set(known)


def screened_words(tip: Tip) -> str:
    """What the screening came to, in a sentence for whoever gave it."""
    state = tip.matter.state
    if state == OFFERED:
        return _("已提供给委员和提案单位，供撰写提案时参考。")
    if state == "merged":
        return _("与另一条内容相近的线索合并，一并供委员和提案单位参考。")
    if state == "passed_on":
        return _("不宜作为提案线索，已转送%(channel)s。") % {"channel": tip.get_passed_to_display()}
    if state == "declined":
        return _("没有采用。原因：%(reason)s。") % {"reason": tip.get_decline_reason_display()}
    return _("已经收到，正在筛选。")


def fate_by_receipt(committee: Committee, code: str) -> tuple[str, list[str]] | None:
    """The title as it was given and what became of it, for whoever has the receipt code; None for no such code."""
    if not code:
        return None
    waiting = PostedTip.objects.filter(committee=committee, receipt_code=code).first()
    if waiting is not None:
        return waiting.title, [_("已经收到，等待工作人员收取。")]
    found = TipGiver.objects.filter(committee=committee, receipt_code=code)
    row = found.select_related("tip__matter", "tip__merged_into__matter").first()
    return (row.tip.original_title, fate(row.tip)) if row is not None else None


def public_calls(committee: Committee, day: date) -> QuerySet[TipCall]:
    """Calls to the public that take tips today."""
    return calls_receiving(committee, day).filter(is_public=True)
