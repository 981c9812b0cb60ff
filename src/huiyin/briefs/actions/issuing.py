"""Effects of editing, approving and issuing."""

from huiyin.briefs.actions.telling import tell_authors
from huiyin.briefs.actions.text import keep_version
from huiyin.briefs.actions.using import note_own_issue
from huiyin.briefs.enums import ADDRESSEE, ISSUE_SERIES, WrittenAs
from huiyin.briefs.models import BriefIssue
from huiyin.briefs.selectors.brief import brief_of
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.models import NumberRegister
from huiyin.records.numbering import give_number


@effect("briefs.send_for_approval@1")
def send_for_approval(act: Act) -> None:
    """The text as it goes to be signed is kept."""
    keep_version(act, brief_of(act.matter), WrittenAs.EDITOR)


@effect("briefs.issue@1")
def issue(act: Act) -> None:
    """编发: the next issue number of the year, who gets it, and the paper; whoever reported it is told."""
    given: NumberRegister = give_number(act, ISSUE_SERIES)
    act.matter.number = given.number
    bodies, copied = list(act.data["addressees"]), list(act.data.get("copied") or ())
    for body in [*bodies, *copied]:
        act.add_party(ADDRESSEE, body)
    brief = brief_of(act.matter)
    made = BriefIssue.objects.create(
        committee=act.committee,
        brief=brief,
        number=given.number,
        year=given.year,
        sequence=given.sequence,
        issued_on=act.day,
        addressees=_names(bodies, act.data.get("addressee_words", "")),
        copies=_names(copied, act.data.get("copy_words", "")),
    )
    tell_authors(act, f"您反映的《{act.matter.title}》已编发{given.number}。")
    # Those whose briefs went into this one hear it with the use that is carried down to them.
    note_own_issue(act, made)


def _names(bodies: list[Body], words: str) -> str:
    return "、".join([*(each.name for each in bodies), *([words] if words else [])])
