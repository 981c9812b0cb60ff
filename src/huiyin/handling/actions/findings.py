"""Effects of checking a draft: keeping what was found, and taking the unit's explanations."""

from huiyin.handling.models import Reply, ReplyFinding
from huiyin.handling.reply_checks import check
from huiyin.handling.selectors.letters import earlier_explanations, letter_of
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect


def store_findings(act: Act, reply: Reply) -> None:
    """Within the act that wrote a draft: check it anew; what was explained and is found again stays explained."""
    known = earlier_explanations(act.matter)
    found = check(letter_of(reply, act.day))
    rows = []
    for each in found:
        row = ReplyFinding(
            committee=act.committee,
            reply=reply,
            code=each.code,
            reason=each.reason,
            quote=each.quote,
            suggestion=each.suggestion,
            blocks=each.blocks,
        )
        earlier = known.get((each.code, each.quote))
        if earlier is not None and not each.blocks:
            row.answer = earlier.answer
            row.answered_by, row.answered_at = earlier.answered_by, earlier.answered_at
        rows.append(row)
    ReplyFinding.objects.filter(reply=reply).delete()
    ReplyFinding.objects.bulk_create(rows)


@effect("handling.answer_findings@1")
def answer_findings(act: Act) -> None:
    """Put the explanations down, each with who gave it and when."""
    for row in act.data["findings"]:
        finding: ReplyFinding = row["finding"]
        if finding.blocks:
            raise ActRefused([Refused("finding_blocks", f"须改稿，不能只作说明：{finding.reason}")])
        finding.answer, finding.answered_by, finding.answered_at = row["answer"], act.actor, act.at
        finding.save(update_fields=["answer", "answered_by", "answered_at"])
