"""Effects of writing a brief and handing it in."""

from huiyin.briefs.actions.sending_up import note_arrival
from huiyin.briefs.actions.telling import tell_sources
from huiyin.briefs.actions.text import hand_in_text, take_text_back, write_text
from huiyin.briefs.enums import AUTHOR, RECORDER, REPORTING_POINT, Disclosure, SourceKind
from huiyin.briefs.models import Brief, BriefGiver
from huiyin.briefs.presets.reasons import ensure_unsuited_reasons
from huiyin.briefs.rules.brief import KIND_OF_BODY, NO_SOURCE
from huiyin.briefs.selectors.brief import brief_of
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.definition import ACROSS
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect
from huiyin.records.attachments import attach

FILES = "summary"
"""The facet of a brief's attachments: its author and those who screen see it, nobody who signs or receives an issue."""


@effect("briefs.begin@1")
def begin_brief(act: Act) -> None:
    """Lay down the draft: of a member, of the body whose clerk writes it, or of somebody who told the office."""
    brief = Brief(committee=act.committee, matter=act.matter)
    if act.role == "author":
        assert act.actor is not None, "a person begins"
        brief.source_kind = SourceKind.MEMBER
        act.add_party(AUTHOR, act.actor)
    elif act.role == "organisation":
        assert act.grant is not None, "under a grant"
        _of_body(act, brief, act.grant.body)
    elif act.role == "recorder":
        _recorded(act, brief)
    else:
        brief.source_kind = act.data["source_kind"]
    # Whoever was not asked (the author of a proposal that became a brief) did not agree to be named.
    brief.disclosure = act.data.get("disclosure") or Disclosure.UNDISCLOSED
    brief.save()
    if act.role == ACROSS:
        note_arrival(act, brief)
    _keep_giver(act, brief)
    write_text(act, brief)


def _of_body(act: Act, brief: Brief, body: Body | None) -> None:
    """A clerk reports for the own body and for nobody else."""
    kind = KIND_OF_BODY.get(body.kind) if body is not None else None  # type: ignore[call-overload]
    if body is None or kind is None:
        raise ActRefused([Refused("no_source", NO_SOURCE)])
    brief.source_kind = kind
    act.add_party(AUTHOR, body)


def _recorded(act: Act, brief: Brief) -> None:
    """What the office was told or sent on paper is its author's; who typed it in is on record too."""
    assert act.actor is not None
    act.add_party(RECORDER, act.actor)
    brief.source_kind, brief.received_on = act.data["source_kind"], act.data["received_on"]
    if act.data.get("member") is not None:
        act.add_party(AUTHOR, act.data["member"])
    if act.data.get("body") is not None:
        act.add_party(AUTHOR, act.data["body"])
    if act.data.get("point") is not None:
        act.add_party(REPORTING_POINT, act.data["point"])


def _keep_giver(act: Act, brief: Brief) -> None:
    """Name and contact of a citizen stand apart."""
    if brief.source_kind == SourceKind.CITIZEN:
        BriefGiver.objects.create(
            committee=act.committee,
            brief=brief,
            name=act.data.get("giver_name", ""),
            contact=act.data.get("contact", ""),
        )


@effect("briefs.summary@1")
def change_summary(act: Act) -> None:
    """Whether the author may be named; of what was typed in, when it came and who said it."""
    brief = brief_of(act.matter)
    brief.disclosure = act.data["disclosure"]
    if act.data.get("received_on") is not None:
        brief.received_on = act.data["received_on"]
    brief.save(update_fields=["disclosure", "received_on"])
    if brief.source_kind == SourceKind.CITIZEN and "giver_name" in act.data:
        giver = BriefGiver.objects.get(brief=brief)
        giver.name, giver.contact = act.data["giver_name"], act.data["contact"]
        giver.save(update_fields=["name", "contact"])


@effect("briefs.submit@1")
def submit(act: Act) -> None:
    """Handed in: from now on it is the office's to screen."""
    brief = brief_of(act.matter)
    brief.turn += 1
    brief.received_on = brief.received_on or act.day
    brief.save(update_fields=["turn", "received_on"])
    hand_in_text(act, brief)
    ensure_unsuited_reasons(act.committee)


@effect("briefs.take_back@1")
def take_back(act: Act) -> None:
    """A draft again, as if it had not been handed in."""
    brief = brief_of(act.matter)
    take_text_back(act, brief)
    brief.turn -= 1
    if not act.matter.parties.filter(role=RECORDER).exists():
        brief.received_on = None
    brief.save(update_fields=["turn", "received_on"])


@effect("briefs.attach@1")
def attach_file(act: Act) -> None:
    """A file may name who wrote it: it goes where the author and those who screen see it."""
    attach(act, file=act.data["file"], facet=FILES, title=act.data["title"])


@effect("briefs.withdraw@1")
def withdraw(act: Act) -> None:
    """Whoever was merged into it is told."""
    tell_sources(act, brief_of(act.matter), "主件已由反映人撤回。")
