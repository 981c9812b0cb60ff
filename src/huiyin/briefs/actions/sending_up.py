"""Effects of sending a brief up: a linked matter of the higher committee, or what is registered by hand."""

from typing import Any

from huiyin.briefs.actions.carrying import as_day
from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.enums import KIND, Disclosure, SendingResult, SendingWay, SourceKind, SourceRelation
from huiyin.briefs.models import Brief, BriefArrival, BriefSending, BriefSource
from huiyin.briefs.selectors.brief import author_words, brief_of, suggestions_of
from huiyin.briefs.selectors.ladder import day_words
from huiyin.briefs.selectors.sending_up import higher_committee
from huiyin.procedure.act import Act
from huiyin.procedure.crossing import begin_across
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.registry import effect


@effect("briefs.send_up@1")
def send_up(act: Act) -> None:
    """报送上级政协: the text as it was issued; who reported it is named only where both were agreed to."""
    brief, higher = brief_of(act.matter), higher_committee(act.committee, act.day)
    assert higher is not None, "the guard has seen it"
    named = bool(act.data.get("author_named")) and brief.disclosure == Disclosure.DISCLOSED
    above = begin_across(
        act,
        KIND,
        higher,
        title=act.matter.title,
        data=_as_issued(act, brief, named=named),
        link=LinkKind.SENT_UP_AS,
    )
    into = Brief.objects.get(matter=above)
    BriefSource.objects.create(
        committee=act.committee, brief=into, source=brief, kind=SourceRelation.SENT_UP, on=act.day
    )
    BriefSending.objects.create(
        committee=act.committee,
        brief=brief,
        level=higher.level,
        receiver=higher.short_name,
        way=SendingWay.SYSTEM,
        number=act.data["number"],
        on=act.day,
        author_named=named,
        into=into,
    )
    tell_authors(act, f"您反映的《{act.matter.title}》已于{day_words(act.day)}报送{higher.short_name}。")


def _as_issued(act: Act, brief: Brief, *, named: bool) -> dict[str, Any]:
    issue = brief.issues.order_by("pk").last()
    return {
        "source_kind": SourceKind.LOWER_COMMITTEE,
        "disclosure": Disclosure.DISCLOSED if named else Disclosure.UNDISCLOSED,
        "title": act.matter.title,
        "situation": brief.situation,
        "analysis": brief.analysis,
        "suggestions": [{"point": None, "text": each.text} for each in suggestions_of(act.matter)],
        "sender": act.committee.short_name,
        "level": act.committee.level,
        "issue_number": issue.number if issue is not None else "",
        "number": act.data["number"],
        "on": act.day.isoformat(),
        "author": author_words(act.matter) if named else "",
    }


def note_arrival(act: Act, brief: Brief) -> None:
    """Within the beginning of a brief that a lower committee sent up: whose it is."""
    data = act.data
    BriefArrival.objects.create(
        committee=act.committee,
        brief=brief,
        on=as_day(data["on"]),
        **{name: data[name] for name in ("sender", "level", "issue_number", "number", "author")},
    )
    brief.received_on = act.day
    brief.save(update_fields=["received_on"])


@effect("briefs.register_sending@1")
def register_sending(act: Act) -> None:
    """登记报送: to a committee that does not work in this deployment."""
    data = act.data
    BriefSending.objects.create(
        committee=act.committee,
        brief=brief_of(act.matter),
        author_named=bool(data.get("author_named")),
        **{name: data[name] for name in ("level", "receiver", "way", "number", "on")},
    )
    tell_authors(act, f"您反映的《{act.matter.title}》已于{day_words(data['on'])}报送{data['receiver']}。")


@effect("briefs.register_result@1")
def register_result(act: Act) -> None:
    """登记上级处理结果 of what was registered by hand; a use or an instruction there is registered as such."""
    sending: BriefSending = act.data["sending"]
    sending.result, sending.result_on = act.data["result"], act.data["on"]
    sending.result_words = act.data["words"]
    sending.save(update_fields=["result", "result_on", "result_words"])
    label = SendingResult(sending.result).label
    text = f"您反映的《{act.matter.title}》报送{sending.receiver}后，{label}。{sending.result_words}"
    tell_authors(act, text)
