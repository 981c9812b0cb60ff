"""What became of a brief, composed from what is on record, for whoever feeds back to those who reported it."""

from huiyin.briefs.models import Brief, BriefFeedback
from huiyin.briefs.selectors.ladder import instruction_words, instructions_of, use_words, uses_of
from huiyin.handling.enums import AssignmentRole
from huiyin.handling.selectors import assignments_of
from huiyin.handling.selectors.assignments import replies_by_matter


def feedback_words(brief: Brief) -> str:
    """Issued, used, instructed, handled by whom with which result: a draft that the clerk may change."""
    said = [use_words(each) for each in uses_of(brief)]
    said += [instruction_words(each) for each in instructions_of(brief)]
    lines = [f"{'；'.join(said)}。"] if said else ["已供有关方面参阅，目前没有被采用。"]
    answering = [each for each in assignments_of(brief.matter) if each.role != AssignmentRole.ASSIST]
    replies = replies_by_matter([each.matter for each in answering])
    for each in answering:
        sent = [reply for reply in replies.get(each.matter_id, []) if reply.answered_on is not None]
        if sent:
            lines.append(f"{each.unit}办理情况：{sent[-1].text}")
    return "\n".join(lines)


def feedbacks_of(brief: Brief) -> list[BriefFeedback]:
    """Every feedback, the latest first."""
    return list(brief.feedbacks.order_by("-pk"))
