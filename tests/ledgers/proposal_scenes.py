"""A year's proposals as the ledgers find them: each kind of proposer and each way that one may end."""

from datetime import datetime
from typing import Any

from factories.people import Cast
from factories.proposals import FIRST, OFFICE, Filing, add_examiners, filed, write
from huiyin.proposals.models import ProposalClass, RefusalReason

DRAFT, TAKEN_BACK, JOINT, DOCKETED = "关于起草的提案", "关于收回的提案", "关于联名的提案", "关于立案的提案"
REFUSED, WITHDRAWN, BODY, PARTY = "关于学术的提案", "关于撤案的提案", "关于产业的提案", "关于营商的提案"
SECTOR, PAPER_OF_2025 = "关于界别的提案", "去年大会的纸质提案"
RECEIVED = (JOINT, DOCKETED, REFUSED, WITHDRAWN, BODY, PARTY, SECTOR)
"""What was received in 2026; one more came in while the session of 2025 sat."""
NO_PUBLICATION = "涉及企业秘密戊"


def build_proposals(cast: Cast, at: datetime) -> dict[str, Filing]:
    """Ten proposals and one that was given up, by title."""
    add_examiners(cast)
    found = _of_members(cast, at)
    contact: dict[str, Any] = {"contact_name": "联系人", "at": at}
    secret = {"publication": "no", "no_publication_reason": NO_PUBLICATION}
    found[BODY] = filed(cast, "周经委", title=BODY, **contact, **secret)
    paper = {**contact, "received_on": at.date().isoformat()}
    found[PARTY] = filed(
        cast,
        OFFICE,
        title=PARTY,
        proposer_kind="party",
        body_name="某党派石嘴山市委员会（演示）",
        is_sealed=True,
        **paper,
    )
    economy = cast.body("经济界").pk
    found[SECTOR] = filed(
        cast, OFFICE, title=SECTOR, proposer_kind="sector", body=economy, convener_name="界别召集人", **paper
    )
    early = {**paper, "received_on": "2025-01-08", "first_member": cast["马委员"].pk}
    topic = ProposalClass.objects.filter(committee=cast.committee, parent__isnull=False).order_by("pk")[0]
    found[JOINT].act(FIRST, "accept")
    found[JOINT].act(FIRST, "classify", {"proposal_class": topic.pk})
    found[PAPER_OF_2025] = filed(cast, OFFICE, title=PAPER_OF_2025, proposer_kind="individual", **early)
    return found


def _of_members(cast: Cast, at: datetime) -> dict[str, Filing]:
    found = {DRAFT: write(cast, title=DRAFT, at=at)}
    write(cast, title="作废的草稿", at=at).act("白委员", "discard", {"reason": "不提了。"})
    found[TAKEN_BACK] = filed(cast, title=TAKEN_BACK, at=at)
    found[TAKEN_BACK].act("白委员", "take_back")
    found[JOINT] = write(cast, title=JOINT, proposer_kind="joint", at=at)
    found[JOINT].act("白委员", "invite", {"members": [cast["马委员"].pk]})
    found[JOINT].act("马委员", "agree")
    found[JOINT].act("白委员", "submit")
    found[DOCKETED] = filed(cast, title=DOCKETED, at=at)
    found[DOCKETED].docket()
    found[REFUSED] = filed(cast, "马委员", title=REFUSED, at=at)
    reason = RefusalReason.objects.get(committee=cast.committee, code="academic_discussion")
    refusal = {"refusal": reason.pk, "disposal": "letter"}
    found[REFUSED].examine("not_docket", **refusal)
    found[REFUSED].act(
        OFFICE, "not_docket", {**found[REFUSED].cite("not_adopted"), **refusal, "text": "学术研讨。"}
    )
    found[WITHDRAWN] = filed(cast, "马委员", title=WITHDRAWN, at=at)
    found[WITHDRAWN].act("马委员", "withdraw", {"reason": "另有考虑。"})
    return found
