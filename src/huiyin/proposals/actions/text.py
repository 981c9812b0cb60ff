"""The text as it is handed in and corrected: kept in every version, and found by its like once it was handed in."""

from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import PointKind
from huiyin.handling.points import replace_points
from huiyin.notices.kinds import message_kind
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.merging import taken_over_rows
from huiyin.proposals.actions.telling import tell_authors
from huiyin.proposals.enums import KIND, WrittenAs
from huiyin.proposals.models import Proposal, TextVersion
from huiyin.proposals.rules.text_changes import changes_between
from huiyin.proposals.selectors.proposal import proposal_of, texts_of
from huiyin.proposals.selectors.texts import as_text, current_text, last_version
from huiyin.search.actions import forget_text, remember_text

PROPOSAL_CORRECTED = message_kind("proposal_corrected", _("提案文字修正"))


def hand_in_text(act: Act, proposal: Proposal) -> None:
    """From now on the text is compared, and as it stands it is kept as its author's."""
    keep_version(act, proposal, WrittenAs.AUTHOR)
    remember(act, proposal)


def remember(act: Act, proposal: Proposal) -> None:
    """Have the text found by its like as it is now."""
    remember_text(act, kind=KIND, parts=texts_of(proposal))


def take_text_back(act: Act, proposal: Proposal) -> None:
    """What was handed in and taken back before anybody accepted it is a draft again: not compared, and not kept."""
    forget_text(act, kind=KIND)
    drop_version(proposal)


def drop_version(proposal: Proposal) -> None:
    """The version that was handed in last and taken back is no version."""
    proposal.text_versions.filter(turn=proposal.turn, written_as=WrittenAs.AUTHOR).delete()


def keep_version(act: Act, proposal: Proposal, written_as: WrittenAs, *, reason: str = "") -> None:
    """Keep the text as it is now; the same text again is no other version."""
    last, now = last_version(proposal), current_text(proposal)
    if last is not None and as_text(last) == now:
        return
    TextVersion.objects.create(
        committee=act.committee,
        proposal=proposal,
        number=last.number + 1 if last is not None else 1,
        turn=proposal.turn,
        written_as=written_as,
        person=act.actor if written_as == WrittenAs.EXAMINER else None,
        on=act.day,
        reason=reason,
        title=now.title,
        situation=now.situation,
        analysis=now.analysis,
        suggestions=[{"point": each.point, "text": each.text} for each in now.suggestions],
    )


@effect("proposals.correct@1")
def correct(act: Act) -> None:
    """文字修正: the examiner's text stands from now on, the author's stays beside it; signatures stay as they are."""
    proposal = proposal_of(act.matter)
    # Of what was handed in before versions were kept, the author's text is kept now.
    keep_version(act, proposal, WrittenAs.AUTHOR)
    before = current_text(proposal)
    act.matter.title = act.data["title"]
    proposal.situation, proposal.analysis = act.data["situation"], act.data["analysis"]
    proposal.save(update_fields=["situation", "analysis"])
    rows = [*act.data["suggestions"], *taken_over_rows(act.matter)]
    replace_points(act, rows, kind=PointKind.SUGGESTION)
    keep_version(act, proposal, WrittenAs.EXAMINER, reason=act.reason)
    remember(act, proposal)
    where = "、".join(each.label for each in changes_between(before, current_text(proposal)))
    text = (
        f"您的提案《{act.matter.title}》经审查修正了文字：{where}。理由：{act.reason}。"
        "原文和修正后的文字在提案页面上对照列出。"
    )
    tell_authors(act, PROPOSAL_CORRECTED, text)
