"""Proposals put on the agenda of a sitting from a list: the chosen ones, or all that the list shows."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.views.access import Visit
from huiyin.proposals.forms.hand_over_desk import SittingForm


def keys_posted(request: HttpRequest) -> list[UUID]:
    """The proposals that were ticked; what is no key is passed over."""
    found = []
    for text in request.POST.getlist("matter"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def taken_up(visit: Visit, form: SittingForm | None, numbers: Sequence[str]) -> str:
    """Put the proposals (numbers, or keys where there is none yet) on the agenda; says why not, or nothing."""
    if form is None or not form.is_valid():
        return _("请选择要列入的会议；没有的，先拟定会议议程。")
    if not numbers:
        return _("没有选中提案。请在要列入议程的提案前打勾。")
    try:
        take(
            form.cleaned_data["sitting"],
            "take_up",
            actor=visit.person,
            at=visit.at,
            data={"numbers": "\n".join(numbers)},
        )
    except ActRefused as refused:
        return "".join(each.text for each in refused.refusals)
    return ""
