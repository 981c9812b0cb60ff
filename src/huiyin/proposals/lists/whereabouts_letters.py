"""Letters of members for the page 我的意见去哪了: what a refused proposal became, to whom it went, what came of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import seeing
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source
from huiyin.proposals.enums import LETTER
from huiyin.proposals.lists.mine import OWN
from huiyin.proposals.models import Letter, LetterForwarding

LABEL = gettext_lazy("委员来信")
COMING = {
    "opened": gettext_lazy("已经转为委员来信，下一步转送有关单位研究。"),
    "forwarded": gettext_lazy("已经转送有关单位研究，有了结果会告诉您。"),
    "closed": gettext_lazy("来信已经办结，处理情况见下面。"),
}
CLOSED = "closed"


def years(visit: Visit) -> Sequence[int]:
    """The years in which a proposal of this person's became a letter."""
    days = _own(visit).order_by().values_list("opened_at", flat=True)
    return sorted({timezone.localdate(at).year for at in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's letters; a fixed number of queries."""
    matters = [each for each in _own(visit) if timezone.localdate(each.opened_at).year == year]
    views = view_many(visit, matters)
    rows = Letter.objects.filter(matter__in=matters).prefetch_related("forwardings__body")
    letters = {row.matter_id: row for row in rows}
    return [_entry(views[each.pk], letters[each.pk]) for each in matters if views[each.pk].may_see]


def _own(visit: Visit) -> QuerySet[Matter]:
    bodies = [grant.body_id for grant in visit.grants if grant.body_id]
    party = Q(person=visit.person) | Q(body__in=bodies)
    mine = MatterParty.objects.filter(party, role__in=OWN, active=True)
    found = Matter.objects.filter(
        seeing(visit.grants, kind=LETTER), kind=LETTER, pk__in=mine.values("matter")
    )
    return found.select_related("committee").order_by("-opened_at", "-pk")


def _entry(view: Viewing, letter: Letter) -> Whereabouts:
    matter = view.matter
    return Whereabouts(
        kind=str(LABEL),
        title=f"{matter.number} {matter.title}".strip(),
        given_on=timezone.localdate(matter.opened_at),
        standing=Standing.ECHOED if matter.state == CLOSED else Standing.UNDER_WAY,
        state=view.state_label,
        now=str(COMING.get(matter.state, "")),
        url=reverse("procedure:matter", args=[matter.pk]),
        due=matter.next_due if matter.is_open and view.shows("clocks") else None,
        came_of_it=tuple(_happenings(letter)) if view.shows("forwarding") else (),
    )


def _happenings(letter: Letter) -> Iterable[Happening]:
    for each in _in_order(letter.forwardings.all()):
        yield Happening(_("转送"), _("转送%(receiver)s。") % {"receiver": each.receiver}, on=each.on)
    if letter.result:
        words = f"{letter.get_result_display()}：{letter.result_text}"
        yield Happening(_("处理结果"), words, on=letter.closed_on)


def _in_order(forwardings: Iterable[Any]) -> list[LetterForwarding]:
    return sorted(forwardings, key=lambda each: each.pk)


source(Source("letters", LABEL, years, read))
