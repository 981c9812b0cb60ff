"""Effects of editing, approving and issuing."""

from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.actions.text import hand_in_text, keep_version
from huiyin.briefs.actions.using import note_own_issue
from huiyin.briefs.enums import ADDRESSEE, ISSUE_PAPER, ISSUE_SERIES, WrittenAs
from huiyin.briefs.models import Brief, BriefIssue
from huiyin.briefs.selectors.brief import brief_of, rule_of, suggestions_of
from huiyin.briefs.selectors.sources import named_on_paper
from huiyin.outcomes.rules import document_text
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.documents import make_document
from huiyin.records.models import NumberRegister
from huiyin.records.numbering import give_number


@effect("briefs.send_for_approval@1")
def send_for_approval(act: Act) -> None:
    """The text as it goes to be signed is kept; who signs it is settled now, whatever the committee sets later."""
    brief = brief_of(act.matter)
    keep_version(act, brief, WrittenAs.EDITOR)
    brief.signing = rule_of(act.committee).signing
    brief.save(update_fields=["signing"])


@effect("briefs.issue@1")
def issue(act: Act) -> None:
    """编发 to bodies that read it in the system, and to others in words."""
    bodies, copied = list(act.data["addressees"]), list(act.data.get("copied") or ())
    for body in [*bodies, *copied]:
        act.add_party(ADDRESSEE, body)
    names = _names(bodies, act.data.get("addressee_words", ""))
    issue_to(act, names, _names(copied, act.data.get("copy_words", "")))


@effect("briefs.issue_outcome@1")
def issue_outcome(act: Act) -> None:
    """An outcome that was submitted as 政协信息: the offices have it already, and it is sent to nobody again."""
    brief = brief_of(act.matter)
    brief.turn, brief.received_on, brief.screened_on = 1, act.day, act.day
    brief.save(update_fields=["turn", "received_on", "screened_on"])
    hand_in_text(act, brief)
    issue_to(act, _names(list(act.data["addressees"]), ""), "")


def issue_to(act: Act, addressees: str, copies: str) -> None:
    """The next issue number of the year, and the paper; whoever reported it is told."""
    given: NumberRegister = give_number(act, ISSUE_SERIES)
    act.matter.number = given.number
    brief = brief_of(act.matter)
    row = BriefIssue.objects.create(
        committee=act.committee,
        brief=brief,
        number=given.number,
        year=given.year,
        sequence=given.sequence,
        issued_on=act.day,
        addressees=addressees,
        copies=copies,
    )
    row.document = make_document(
        act, kind=ISSUE_PAPER, title=act.matter.title, body=_paper_text(brief), number=given.number
    )
    row.save(update_fields=["document"])
    tell_authors(act, f"您反映的《{act.matter.title}》已编发{given.number}。")
    # Those whose briefs went into this one hear it with the use that is carried down to them.
    note_own_issue(act, row)


def _paper_text(brief: Brief) -> str:
    """Situation, analysis, suggestions, and below who reported it: those alone who agreed to be named."""
    suggestions = [each.text for each in suggestions_of(brief.matter)]
    text = document_text(brief.situation, brief.analysis, suggestions)
    names = named_on_paper(brief)
    return f"{text}\n（反映人：{'、'.join(names)}）" if names else text


def _names(bodies: list[Body], words: str) -> str:
    return "、".join([*(each.name for each in bodies), *([words] if words else [])])
