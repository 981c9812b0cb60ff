"""Earlier briefs that are alike: what is compared, what became of each, and the button of the forms.

Compared is what was handed in; a draft is in no index. Who finds what follows from the facet `text`: offices what they
read, authors their own. Names are never part of what is found.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from huiyin.briefs.enums import KIND
from huiyin.briefs.selectors.brief import brief_of, texts_of
from huiyin.briefs.selectors.texts import texts_of_many
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import LookUp, look_up
from huiyin.search.kinds import similar_kind
from huiyin.search.selectors import alike

STYLE = "search/search.css"


def became_of(matters: Sequence[Matter]) -> dict[UUID, str]:
    """What became of each brief: where it stands, and under which number it went out."""
    found = {}
    for matter in matters:
        state = procedure_of(matter.procedure, matter.version).states[matter.state]
        number = f"（{matter.number}）" if matter.number else ""
        found[matter.pk] = f"{state.label}{number}"
    return found


def alike_panel(matter: Matter, person: Person) -> Mapping[str, Any]:
    """Earlier briefs that are like this one, of those that this person may read."""
    grants = current_grants(person, timezone.localdate())
    parts = texts_of(brief_of(matter))
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


similar_kind(KIND, "text", "社情民意信息", read=texts_of_many, answers=became_of)
for form in ("briefs.begin@1", "briefs.text@1"):
    look_up(form, LookUp(gettext_lazy("查找相似信息"), "briefs/panels/similar.html", look_up_typed, STYLE))
