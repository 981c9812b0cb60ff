"""Effects of letters to authors: sent when the reply was accepted, one for each author; delivered on paper."""

from django.utils.translation import gettext_lazy as _

from huiyin.handling.actions.assign import parties_of
from huiyin.handling.letter_cases import Addressee, AnsweredCase, letter_plan
from huiyin.handling.letter_papers import letter_title, make_letter
from huiyin.handling.models import Assignment, Reply, ReplyLetter
from huiyin.handling.selectors.reply_letters import ADDRESSEE, earlier_replies, letter_of, readers_of
from huiyin.kernel.text import shorten
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.registry import effect

REPLY_LETTER = message_kind("reply_letter", _("答复函"))
COPIED = "copied"
"""Party of a letter: a body that gets a copy (抄送)."""


def send_letters(act: Act, reply: Reply) -> None:
    """Within the act that accepts a reply: one letter to each author of the case and of what was merged into it."""
    unit = Assignment.objects.select_related("unit").get(matter=act.matter).unit
    plan = letter_plan(act.matter, unit, act.day)
    if plan is None:
        return
    office = parties_of(act.matter, ["assigning_office"])
    shared = [("unit", unit), *office, *[(COPIED, body) for body in plan.copies if body.pk != unit.pk]]
    for case in plan.cases:
        for addressee in case.addressees:
            _send(act, reply, case, addressee, shared)


def _send(
    act: Act,
    reply: Reply,
    case: AnsweredCase,
    addressee: Addressee,
    shared: list[tuple[str, Body | Person]],
) -> None:
    title = letter_title(case, again=bool(earlier_replies(reply, case.matter)))
    who = addressee.person or addressee.body
    begin_child(
        act,
        "reply_letter",
        title=shorten(f"{title}（送{addressee.name}）", 300),
        parties=[*([(ADDRESSEE, who)] if who is not None else []), *shared],
        data={"reply": reply, "case": case.matter, "addressee": addressee.name, "who": who},
    )


@effect("handling.letter_begin@1")
def begin_letter(act: Act) -> None:
    """The row of a letter, the paper itself, and the message to whoever opens it for its author."""
    who = act.data["who"]
    letter = ReplyLetter.objects.create(
        committee=act.committee,
        matter=act.matter,
        reply=act.data["reply"],
        case=act.data["case"],
        addressee_name=act.data["addressee"],
        person=who if isinstance(who, Person) else None,
        body=who if isinstance(who, Body) else None,
        sent_on=act.day,
    )
    make_letter(act, letter)
    unit = letter.reply.matter.assignment.unit
    text = f"{unit}已经答复您提出的“{letter.case.title}”，请查阅答复函。"
    tell(act, readers_of(act.matter, act.day), REPLY_LETTER, text)


@effect("handling.deliver_letter@1")
def deliver_letter(act: Act) -> None:
    """The letter on paper reached its author: when, how, who says so."""
    letter = letter_of(act.matter)
    letter.delivered_on, letter.way = act.data["on"], act.data["way"]
    letter.remark, letter.entered_by = act.data["remark"], act.actor
    letter.save(update_fields=["delivered_on", "way", "remark", "entered_by"])
