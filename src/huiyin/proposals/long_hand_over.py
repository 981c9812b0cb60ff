"""One move on a whole group of proposals, in the background: who could not be done is named in the file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import xlsxwriter
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.background.kinds import long_work
from huiyin.background.models import LongWork
from huiyin.background.progress import CannotFinish, Progress
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.models import Grant
from huiyin.people.selectors import current_grants
from huiyin.procedure.errors import FormRefused
from huiyin.procedure.page.batch import BatchOrder, Candidate, Outcome, candidates, carry_out
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.enums import KIND
from huiyin.proposals.lists.hand_over_desk import sides_of_grants

CODE = "proposals.together"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOGETHER = 50
MOST = 2000
"""Proposals of one group: more than any committee has in a session."""


def still_allowed(work: LongWork) -> Verdict:
    """Whether the person still acts in the committee; what may be done to each proposal the engine asks."""
    today = timezone.localdate()
    grants = [each for each in current_grants(work.person, today) if each.committee_id == work.committee_id]
    if sides_of_grants(grants):
        return ALLOWED
    return Refused("proposals.not_a_clerk", _("您已没有办理提案交办的职责。"))


@long_work(CODE, "成组办理提案", check=still_allowed)
def together(progress: Progress) -> str:
    """Make the move to one proposal after the other, under the person's rights. Begun again, nothing is done twice."""
    given = progress.parameters
    visit = _visit(progress)
    order = _order(given, visit)
    keys = [UUID(key) for key in given["matters"]]
    progress.total(len(keys))
    outcomes: list[Outcome] = []
    for candidate in _chosen(visit, keys, str(given["move"])):
        outcomes.append(_done(visit, candidate, order))
        progress.advance()
    if not outcomes:
        raise CannotFinish(_("没有您可以办理的提案。"))
    refused = [each for each in outcomes if each.refusals]
    _write(progress.file(_("办理结果.xlsx"), XLSX), outcomes)
    said = {"done": len(outcomes) - len(refused), "left": len(refused)}
    if not refused:
        return _("共办理%(done)d件。") % said
    return _("共办理%(done)d件；%(left)d件没有办理，原因见文件。") % said


def _visit(progress: Progress) -> Visit:
    day: date = timezone.localdate(progress.at)
    return Visit(progress.person, progress.at, tuple(current_grants(progress.person, day)))


def _order(given: dict[str, Any], visit: Visit) -> BatchOrder:
    grant: Grant | None = next((each for each in visit.grants if each.pk == given.get("grant")), None)
    return BatchOrder(
        move=str(given["move"]),
        data=QueryDict(given["form"]),
        files={},
        grant=grant,
        request_id=str(given["request_id"]),
        steps={},
    )


def _chosen(visit: Visit, keys: list[UUID], move: str) -> Iterator[Candidate]:
    """In the order in which they were chosen, so many at a time that nothing has to be held in memory."""
    for start in range(0, len(keys), TOGETHER):
        part = keys[start : start + TOGETHER]
        found = {each.matter.pk: each for each in candidates(visit, part, KIND, move)}
        yield from (found[key] for key in part if key in found)


def _done(visit: Visit, candidate: Candidate, order: BatchOrder) -> Outcome:
    try:
        return carry_out(visit, [candidate], order)[0]
    except FormRefused as refused:
        return Outcome(candidate.matter, candidate.viewing.state_label, tuple(refused.refusals))


def _write(path: Path, outcomes: list[Outcome]) -> None:
    """What was not done comes first, with its reasons."""
    head = (_("编号"), _("案由"), _("结果"), _("现在的状态"), _("原因"))
    # A title that begins like a formula is text all the same.
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_("办理结果"))
        for column, text in enumerate(head):
            sheet.write_string(0, column, text)
        for line, each in enumerate(sorted(outcomes, key=lambda outcome: not outcome.refusals), start=1):
            done = _("未办理") if each.refusals else _("已办理")
            reasons = "".join(refusal.text for refusal in each.refusals)
            cells = (each.matter.number, each.matter.title, done, each.state, reasons)
            for column, text in enumerate(cells):
                sheet.write_string(line, column, text)
