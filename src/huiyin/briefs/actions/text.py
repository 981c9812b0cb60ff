"""The text as it is handed in and edited: kept in every version, and found by its like once it was handed in."""

from huiyin.briefs.enums import KIND, WrittenAs
from huiyin.briefs.models import Brief, BriefVersion
from huiyin.briefs.rules.state_groups import NOT_HANDED_IN
from huiyin.briefs.selectors.brief import brief_of, texts_of
from huiyin.briefs.selectors.texts import as_text, current_text, last_version
from huiyin.handling.enums import PointKind
from huiyin.handling.points import replace_points
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.search.actions import forget_text, remember_text

EDITING = "taken_up"


def write_text(act: Act, brief: Brief) -> None:
    """Title, situation, analysis and suggestions as the form says."""
    act.matter.title = act.data["title"]
    brief.situation, brief.analysis = act.data["situation"], act.data["analysis"]
    brief.save(update_fields=["situation", "analysis"])
    replace_points(act, act.data["suggestions"], kind=PointKind.SUGGESTION)


@effect("briefs.text@1")
def change_text(act: Act) -> None:
    """The author's own changes before handing in; in editing the editor's, beside which the author's text is kept."""
    brief = brief_of(act.matter)
    write_text(act, brief)
    if act.matter.state == EDITING:
        keep_version(act, brief, WrittenAs.EDITOR)
    if act.matter.state not in NOT_HANDED_IN:
        remember(act, brief)


def hand_in_text(act: Act, brief: Brief) -> None:
    """From now on the text is compared, and as it stands it is kept as its author's."""
    keep_version(act, brief, WrittenAs.AUTHOR)
    remember(act, brief)


def remember(act: Act, brief: Brief) -> None:
    """Have the text found by its like as it is now."""
    remember_text(act, kind=KIND, parts=texts_of(brief))


def take_text_back(act: Act, brief: Brief) -> None:
    """What was handed in and taken back is a draft again: not compared, and not kept."""
    forget_text(act, kind=KIND)
    brief.versions.filter(turn=brief.turn, written_as=WrittenAs.AUTHOR).delete()


def keep_version(act: Act, brief: Brief, written_as: WrittenAs) -> None:
    """Keep the text as it is now; the same text again is no other version."""
    last, now = last_version(brief), current_text(brief)
    if last is not None and as_text(last) == now:
        return
    BriefVersion.objects.create(
        committee=act.committee,
        brief=brief,
        number=last.number + 1 if last is not None else 1,
        turn=brief.turn,
        written_as=written_as,
        person=act.actor if written_as == WrittenAs.EDITOR else None,
        on=act.day,
        title=now.title,
        situation=now.situation,
        analysis=now.analysis,
        suggestions=[{"point": each.point, "text": each.text} for each in now.suggestions],
    )
