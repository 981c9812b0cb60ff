"""Effects of the procedure of letters: opened out of a proposal, forwarded, closed with what became of it."""

from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.enums import Role
from huiyin.people.models import Body, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.telling import tell_authors
from huiyin.proposals.conversions import Conversion, conversion
from huiyin.proposals.enums import (
    AUTHOR,
    COSIGNER,
    EXAMINING_BODY,
    LETTER,
    LETTER_SERIES,
    RECIPIENT,
    RECORDER,
    Disposal,
)
from huiyin.proposals.models import Letter, LetterForwarding
from huiyin.records.numbering import give_number

LETTER_NEWS = message_kind("member_letter", "委员来信")
RECEIVING = (Role.UNIT_CLERK, Role.OFFICE_CLERK)
COPIED = (AUTHOR, COSIGNER, RECORDER, EXAMINING_BODY)
"""Parties of the proposal that are concerned by its letter too."""


def open_letter(act: Act) -> Matter:
    """Begin the letter as a child of the proposal, with the same authors."""
    rows = act.matter.parties.filter(role__in=COPIED, active=True).select_related("person", "body")
    parties: list[tuple[str, Body | Person]] = [
        (row.role, party) for row in rows.order_by("pk") if (party := row.person or row.body) is not None
    ]
    return begin_child(act, LETTER, title=act.matter.title, parties=parties)


conversion(Conversion(Disposal.LETTER, "委员来信", open_letter))


@effect("proposals.letter_begin@1")
def begin_letter(act: Act) -> None:
    """The row of the letter, and its number."""
    Letter.objects.create(committee=act.committee, matter=act.matter)
    act.matter.number = give_number(act, LETTER_SERIES).number


@effect("proposals.letter_forward@1")
def forward(act: Act) -> None:
    """转送: to a body, which then reads it, or to somebody named in words; the authors are told."""
    body: Body | None = act.data.get("body")
    forwarding = LetterForwarding.objects.create(
        committee=act.committee,
        letter=Letter.objects.get(matter=act.matter),
        body=body,
        body_name="" if body is not None else act.data["body_name"],
        on=act.data["on"],
        text=act.data["text"],
    )
    if body is not None:
        act.add_party(RECIPIENT, body)
        clerks = grant_holders(act.committee, roles=RECEIVING, on=act.day, body=body)
        asked = f"委员来信《{act.matter.title}》已转送你单位研究。{forwarding.text}"
        tell(act, [each.person for each in clerks], LETTER_NEWS, asked)
    text = f"您的来信《{act.matter.title}》已于{forwarding.on:%Y年%-m月%-d日}转送{forwarding.receiver}。"
    tell_authors(act, LETTER_NEWS, text)


@effect("proposals.letter_close@1")
def close(act: Act) -> None:
    """办结: what became of it, told to the authors in the same words."""
    letter = Letter.objects.get(matter=act.matter)
    letter.result, letter.result_text, letter.closed_on = act.data["result"], act.data["text"], act.day
    letter.save()
    words = letter.get_result_display()
    text = f"您的来信《{act.matter.title}》已经办结（{words}）。处理情况：{letter.result_text}"
    tell_authors(act, LETTER_NEWS, text)
