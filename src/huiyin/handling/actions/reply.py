"""Effects of replying: drafting, sending out, accepting."""

from huiyin.handling.actions.commitment import begin_commitment
from huiyin.handling.actions.findings import store_findings
from huiyin.handling.actions.letters import send_letters
from huiyin.handling.letter_cases import has_letters
from huiyin.handling.letter_papers import make_fair_copy, make_opinion
from huiyin.handling.models import Assignment, Reply, ReplyPoint, ReplyPromise
from huiyin.handling.papers import make_reply_paper
from huiyin.handling.selectors import last_reply
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect
from huiyin.records.official.issuing import signer_of


@effect("handling.draft_reply@1")
def draft_reply(act: Act) -> None:
    """Write the draft of this round and check it; a sent reply stays as it is, and the next one is a new row."""
    reply = _current_draft(act)
    reply.text, reply.reply_class = act.data["text"], act.data["reply_class"]
    reply.without_assists_reason = act.data.get("without_assists_reason", "")
    reply.disclosure = act.data.get("disclosure", "")
    reply.disclosure_reason = act.data.get("disclosure_reason", "")
    reply.save()
    reply.answers.all().delete()
    ReplyPoint.objects.bulk_create(
        ReplyPoint(committee=act.committee, reply=reply, point=row["point"], text=row["text"])
        for row in act.data["answers"]
    )
    reply.promises.all().delete()
    ReplyPromise.objects.bulk_create(
        ReplyPromise(committee=act.committee, reply=reply, **row) for row in act.data["promises"]
    )
    store_findings(act, reply)


def _current_draft(act: Act) -> Reply:
    last = last_reply(act.matter)
    if last is not None and last.answered_on is None:
        return last
    number = 1 if last is None else last.round + 1
    return Reply(committee=act.committee, matter=act.matter, round=number)


def _last(act: Act) -> Reply:
    reply = last_reply(act.matter)
    if reply is None:
        raise ActRefused([Refused("no_reply", "还没有拟写答复。")])
    return reply


@effect("handling.answer@1")
def answer(act: Act) -> None:
    """The signed reply goes out; this day is the day of 办复."""
    reply = _last(act)
    reply.answered_on = act.day
    reply.signer_name = next(iter(signer_of(act.matter)), "")
    for name in ("document_number", "contact_name", "contact_phone"):
        setattr(reply, name, act.data.get(name, ""))
    reply.save(
        update_fields=["answered_on", "document_number", "signer_name", "contact_name", "contact_phone"]
    )
    if has_letters(act.matter):
        make_fair_copy(act, reply)
    else:
        make_reply_paper(act, reply)


@effect("handling.settle@1")
def settle(act: Act) -> None:
    """Accept the reply: its letters go out, and what it promises becomes commitments, each with its own clock."""
    reply = _last(act)
    reply.is_final = True
    reply.save(update_fields=["is_final"])
    send_letters(act, reply)
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit
    for promise in reply.promises.select_related("point").order_by("pk"):
        begin_commitment(
            act,
            unit=unit,
            what=promise.what,
            by_when=promise.by_when,
            evidence_wanted=promise.evidence_wanted,
            point=promise.point,
        )


@effect("handling.opinion@1")
def give_opinion(act: Act) -> None:
    """The opinion of an assisting unit goes to its lead on paper; a later one stands beside those before it."""
    last = last_reply(act.matter)
    act.matter.replies.filter(is_final=True).update(is_final=False)
    signer = act.data.get("signer")
    reply = Reply.objects.create(
        committee=act.committee,
        matter=act.matter,
        round=1 if last is None else last.round + 1,
        text=act.data["text"],
        answered_on=act.day,
        is_final=True,
        document_number=act.data.get("document_number", ""),
        signer_name=signer.name if signer is not None else "",
        contact_name=act.data.get("contact_name", ""),
        contact_phone=act.data.get("contact_phone", ""),
    )
    make_opinion(act, reply)
