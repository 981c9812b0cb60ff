"""Effects of screening: taken up, kept, merged, declined, returned; each told to whoever reported it."""

from huiyin.briefs.actions.carrying import tell_result
from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import SendingResult, SourceRelation
from huiyin.briefs.models import Brief, BriefSource
from huiyin.briefs.selectors.brief import brief_of
from huiyin.briefs.selectors.sources import MAY_BE_MAIN, went_into
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link
from huiyin.procedure.passage import join
from huiyin.procedure.registry import effect


def _screened(act: Act) -> Brief:
    """The brief with the day and what its author is told."""
    brief = brief_of(act.matter)
    brief.screened_on, brief.result_text = act.day, act.data.get("text", "")
    return brief


def _said(brief: Brief) -> str:
    return f"说明：{brief.result_text}" if brief.result_text else ""


@effect("briefs.take_up@1")
def take_up(act: Act) -> None:
    """采用: it is edited now."""
    brief = _screened(act)
    brief.save()
    if act.data.get("is_key"):
        act.matter.is_key = True
    tell_authors(act, f"您反映的《{act.matter.title}》已经采用，正在编辑。{_said(brief)}")
    tell_result(act, SendingResult.TAKEN_UP, brief.result_text)


@effect("briefs.keep@1")
def keep(act: Act) -> None:
    """留存参考."""
    brief = _screened(act)
    brief.save()
    tell_authors(act, f"您反映的《{act.matter.title}》已留存，供工作参考。{_said(brief)}")
    tell_result(act, SendingResult.KEPT, brief.result_text)


@effect("briefs.decline@1")
def decline(act: Act) -> None:
    """不采用, with the reason as it is called today."""
    brief = _screened(act)
    brief.unsuited_reason = act.data["reason_code"]
    brief.unsuited_words = str(brief.unsuited_reason)
    brief.save()
    text = f"您反映的《{act.matter.title}》没有采用。原因：{brief.unsuited_words}。{_said(brief)}"
    tell_authors(act, text)
    tell_result(act, SendingResult.DECLINED, f"原因：{brief.unsuited_words}。{_said(brief)}")


@effect("briefs.rescreen@1")
def rescreen(act: Act) -> None:
    """What was declined is looked at once more."""
    brief = brief_of(act.matter)
    brief.unsuited_reason, brief.unsuited_words, brief.result_text, brief.screened_on = None, "", "", None
    brief.save()
    tell_authors(act, f"您反映的《{act.matter.title}》重新筛选。")


@effect("briefs.return@1")
def return_for_facts(act: Act) -> None:
    """退回补充: what is missing, in words."""
    brief = brief_of(act.matter)
    brief.result_text = act.reason
    brief.save(update_fields=["result_text"])
    tell_authors(act, f"您反映的《{act.matter.title}》请补充情况后重新提交。需要补充：{act.reason}")


@effect("briefs.merge@1")
def merge(act: Act) -> None:
    """合并: this one goes on in the main, as its source; it stays its author's."""
    main = join(act, act.data["main"])
    if main.state not in MAY_BE_MAIN:
        raise ActRefused([Refused("main_moved", f"《{main.title}》现在不能再合并其他信息，请另选主件。")])
    brief = _screened(act)
    brief.save()
    target = brief_of(main)
    BriefSource.objects.create(
        committee=act.committee,
        brief=target,
        source=brief,
        kind=SourceRelation.COMBINED if target.combined else SourceRelation.MERGED,
        text=brief.result_text,
        on=act.day,
    )
    act.link(main, LinkKind.MERGED_INTO)
    tell_authors(act, f"您反映的《{act.matter.title}》与内容相近的其他信息合并，一并编辑。{_said(brief)}")
    tell_result(act, SendingResult.MERGED, brief.result_text)


@effect("briefs.undo_merge@1")
def undo_merge(act: Act) -> None:
    """撤销合并: it is screened by itself again."""
    brief = brief_of(act.matter)
    row = went_into(brief)
    assert row is not None, "what is merged went into something"
    main = join(act, row.brief.matter)
    if row.brief.issues.exists():
        raise ActRefused([Refused("main_issued", f"主件《{main.title}》已经编发，不能撤销合并。")])
    row.undone_on, row.undone_reason = act.day, act.reason
    row.save(update_fields=["undone_on", "undone_reason"])
    Link.objects.filter(source=act.matter, target=main, kind=LinkKind.MERGED_INTO).delete()
    brief.screened_on, brief.result_text = None, ""
    brief.save(update_fields=["screened_on", "result_text"])
    tell_authors(act, f"您反映的《{act.matter.title}》不再合并，单独筛选。理由：{act.reason}")


@effect("briefs.mark_key@1")
def mark_key(act: Act) -> None:
    """重点."""
    act.matter.is_key = True


@effect("briefs.unmark_key@1")
def unmark_key(act: Act) -> None:
    """No longer 重点."""
    act.matter.is_key = False
