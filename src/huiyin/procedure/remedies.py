"""Where a condition is met: guards say it with their sentence, so that whoever reads it can go there."""

from django.urls import reverse

from huiyin.procedure.act import Act
from huiyin.procedure.engine import edit_as_move


def part_of(act: Act, facet: str) -> str:
    """The part of the matter's page: for conditions that somebody else may have to meet."""
    return f"{reverse('procedure:matter', args=[act.matter.pk])}#{facet}"


def edit_or_part(act: Act, facet: str) -> str:
    """The form that changes the facet, for whom it is open now; for others the part of the page."""
    edit = edit_as_move(act.procedure, act.matter.state, facet)
    if edit is not None and act.role in edit.by:
        return reverse("procedure:edit", args=[act.matter.pk, facet])
    return part_of(act, facet)
