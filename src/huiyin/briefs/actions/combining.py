"""Effects of making one item out of several briefs (综合), and of taking one out again."""

from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import SourceRelation
from huiyin.briefs.models import Brief, BriefSource
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.sources import went_into
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link, Matter
from huiyin.procedure.passage import consequence, join
from huiyin.procedure.registry import effect

NOT_ISSUED = ("submitted", "kept", "taken_up")
"""A source in these states goes on in the whole alone; one that was issued by itself stays where it is."""


@effect("briefs.combine@1")
def combine(act: Act) -> None:
    """综合: each chosen brief becomes a source of this one, in an act of its own, and stays its author's."""
    brief = brief_of(act.matter)
    brief.combined = True
    brief.save(update_fields=["combined"])
    for source in act.data["sources"]:
        matter = join(act, source)
        move = "enter_whole" if matter.state in NOT_ISSUED else "enter_whole_as_issued"
        consequence(act, matter, move, data={"into": str(act.matter.pk), "text": act.data["text"]})


@effect("briefs.enter_whole@1")
def enter_whole(act: Act) -> None:
    """The row of the source, written by the source."""
    brief, whole = brief_of(act.matter), Brief.objects.get(matter=act.data["into"])
    BriefSource.objects.create(
        committee=act.committee,
        brief=whole,
        source=brief,
        kind=SourceRelation.COMBINED,
        text=act.data["text"],
        on=act.day,
    )
    act.link(whole.matter, LinkKind.MERGED_INTO)
    brief.screened_on = brief.screened_on or act.day
    brief.save(update_fields=["screened_on"])
    tell_authors(act, f"您反映的《{act.matter.title}》已编入综合信息，采用情况会告诉您。")


@effect("briefs.leave_whole@1")
def leave_whole(act: Act) -> None:
    """拆出: no longer a source of the whole, with the reason; only as long as that was not issued."""
    brief = brief_of(act.matter)
    row = went_into(brief)
    if row is None:
        raise ActRefused([Refused("not_combined", "本件没有编入综合信息。")])
    whole: Matter = join(act, row.brief.matter)
    if row.brief.issues.exists():
        raise ActRefused([Refused("whole_issued", f"综合信息《{whole.title}》已经编发，不能拆出。")])
    row.undone_on, row.undone_reason = act.day, act.reason
    row.save(update_fields=["undone_on", "undone_reason"])
    Link.objects.filter(source=act.matter, target=whole, kind=LinkKind.MERGED_INTO).delete()
    tell_authors(act, f"您反映的《{act.matter.title}》已从综合信息中拆出。理由：{act.reason}")
