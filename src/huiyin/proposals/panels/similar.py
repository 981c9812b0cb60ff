"""Earlier proposals that are alike: what is compared, what became of each in a sentence, and the button of the forms.

Compared is what was handed in: a draft or a text that is still being signed has no signature in the index, so that
nothing of it is ever found, counted or hinted at, its author included. Of the rest everybody finds what the procedure
shows: the offices the `text`; members their own, and others' docketed ones whose author consented to publication
(`published`).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from huiyin.handling.selectors.assignments import accepted_replies
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import LookUp, look_up
from huiyin.proposals.enums import KIND
from huiyin.proposals.models import Proposal
from huiyin.proposals.selectors.proposal import proposal_of, texts_of
from huiyin.proposals.selectors.texts import results_of, texts_of_many
from huiyin.search.kinds import similar_kind
from huiyin.search.selectors import alike

STYLE = "search/search.css"


def became_of(matters: Sequence[Matter]) -> dict[UUID, str]:
    """What became of each proposal in one sentence: examined, docketed, refused why, answered by whom."""
    proposals, replies = results_of(matters), accepted_replies(matters)
    found: dict[UUID, str] = {}
    for matter in matters:
        said = _standing(matter, proposals[matter.pk])
        for reply in replies.get(matter.pk, ()):
            unit, sort = reply.matter.assignment.unit, reply.reply_class
            named = f"（{sort}）" if sort is not None else ""
            said += f"；{unit}{reply.answered_on:%Y年%-m月%-d日}已答复{named}"
        found[matter.pk] = said
    return found


def _standing(matter: Matter, proposal: Proposal) -> str:
    if matter.state == "not_docketed":
        return f"不予立案（{proposal.refusal_words or proposal.refusal_reason}），{proposal.get_disposal_display()}"
    procedure = procedure_of(matter.procedure, matter.version)
    return procedure.states[matter.state].label_for("public")


def alike_panel(matter: Matter, person: Person) -> Mapping[str, Any]:
    """Earlier proposals that are like this one, of those that this person may read."""
    grants = current_grants(person, timezone.localdate())
    parts = texts_of(proposal_of(matter))
    return {"found": alike(parts, committee=matter.committee, kinds=[KIND], grants=grants, leave_out=matter)}


def look_up_typed(act: Act, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same for what is being typed."""
    assert act.actor is not None, "a person types"
    suggestions = [str(row.get("text") or "") for row in typed.get("suggestions") or ()]
    parts = [str(typed.get(name) or "") for name in ("title", "situation", "analysis")]
    grants = current_grants(act.actor, act.day)
    found = alike(
        [*parts, *suggestions], committee=act.committee, kinds=[KIND], grants=grants, leave_out=act.matter
    )
    return {"found": found}


similar_kind(KIND, "text", "提案", also=["published"], read=texts_of_many, answers=became_of)
for form in ("proposals.begin@1", "proposals.text@1", "proposals.correct@1"):
    look_up(form, LookUp(gettext_lazy("查找相似提案"), "proposals/panels/similar.html", look_up_typed, STYLE))
