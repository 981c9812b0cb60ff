"""Proposals for the page 我的意见去哪了: written, signed or typed in, from filing on, with what came of each."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.procedure.models import Matter, Todo
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.selectors import todos_with
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source
from huiyin.proposals.enums import COSIGNER, RECORDER
from huiyin.proposals.lists.chain import read_chain
from huiyin.proposals.lists.chain_words import told
from huiyin.proposals.lists.mine import OWN, Entry, entries, mine_seen
from huiyin.proposals.rules.state_groups import (
    ANSWERED,
    CONVERTED,
    HANDED_IN,
    KEPT_HERE,
    MERGED,
    REFUSED,
    UNDECIDED,
    WITHDRAWN,
)

ENDED = (*REFUSED, *CONVERTED, *WITHDRAWN, *KEPT_HERE)
AS_WHAT = {COSIGNER: gettext_lazy("我联名的"), RECORDER: gettext_lazy("我代录的")}


def years(visit: Visit) -> Sequence[int]:
    """The years in which proposals that are this person's were filed."""
    days = _own(visit).order_by().values_list("proposal__filed_on", flat=True)
    return sorted({day.year for day in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's proposals; a fixed number of queries."""
    own = _own(visit).filter(proposal__filed_on__year=year)
    matters = list(own.select_related("committee", "proposal__body", "proposal__refusal_reason"))
    found = entries(visit, matters)
    answering = {each.matter.pk: _answered_as(each) for each in found}
    chain = read_chain(visit, {each.pk: each for each in answering.values()}.values())
    keys = [each.matter.pk for each in found]
    asked = _asked(visit, {*keys, *(each.pk for each in answering.values())})
    shown = []
    for each in found:
        main = answering[each.matter.pk]
        came = (*_result(each), *told(chain, each.matter, main, visit.day))
        shown.append(_entry(each, came, asked.get(each.matter.pk) or asked.get(main.pk)))
    return shown


def _own(visit: Visit) -> Any:
    found = mine_seen(visit.grants, visit, OWN)
    return found.filter(state__in=HANDED_IN, proposal__filed_on__isnull=False)


def _answered_as(entry: Entry) -> Matter:
    """The proposal whose replies answer this one: the main one of a part that was merged."""
    return entry.journey.main or entry.matter


def _asked(visit: Visit, keys: Collection[UUID]) -> dict[UUID, Todo]:
    """What waits for this person on a proposal itself or on something that hangs on it, such as an evaluation."""
    rows = todos_with(visit.grants).filter(Q(matter__in=keys) | Q(matter__parent__in=keys))
    found: dict[UUID, Todo] = {}
    for todo in rows.order_by("due", "pk"):
        key = todo.matter_id if todo.matter_id in keys else todo.matter.parent_id
        if key is not None:
            found.setdefault(key, todo)
    return found


def _entry(entry: Entry, came_of_it: tuple[Happening, ...], asked: Todo | None) -> Whereabouts:
    matter, way = entry.matter, entry.journey
    filed_on = entry.proposal.filed_on
    assert filed_on is not None, "what was handed in has the day of filing"
    asks = asked is not None and entry.mine_as != RECORDER
    return Whereabouts(
        kind=_("提案"),
        title=f"{matter.number} {matter.title}".strip(),
        given_on=filed_on,
        standing=_standing(entry, asks=asks),
        state=entry.state,
        now=way.coming,
        url=reverse("procedure:matter", args=[matter.pk]),
        mine_as=str(AS_WHAT.get(entry.mine_as, "")) or entry.body,
        due=way.due,
        steps=way.steps,
        came_of_it=came_of_it,
        ask=asked.text if asked is not None and asks else "",
        ask_url=reverse("procedure:move", args=[asked.matter_id, asked.move]) if asked is not None else "",
    )


def _standing(entry: Entry, *, asks: bool) -> Standing:
    state = entry.journey.main.state if entry.journey.main else entry.matter.state
    if asks:
        return Standing.YOURS
    if state in ENDED:
        return Standing.ENDED
    return Standing.ECHOED if state in ANSWERED else Standing.UNDER_WAY


def _result(entry: Entry) -> Iterable[Happening]:
    proposal, matter = entry.proposal, entry.matter
    if matter.state in UNDECIDED:
        return
    if matter.state in MERGED and entry.journey.main is not None:
        main = entry.journey.main
        words = _("并入%(number)s《%(title)s》，随主案一起办理。") % {
            "number": main.number,
            "title": main.title,
        }
        yield Happening(_("并案"), words)
    elif matter.state in REFUSED or matter.state in CONVERTED:
        parts = (proposal.refusal_words, proposal.result_text, proposal.get_disposal_display())
        yield Happening(_("审查结果"), "；".join(each for each in parts if each), on=proposal.decided_on)
    elif proposal.decided_on is not None:
        yield Happening(_("审查结果"), _("立案"), on=proposal.decided_on)


source(Source("proposals", gettext_lazy("提案"), years, read))
