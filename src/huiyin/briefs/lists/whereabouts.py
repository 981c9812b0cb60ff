"""Briefs for the page 我的意见去哪了: what a person, a body or a point reported, with how far it has come."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.enums import LadderOrigin
from huiyin.briefs.lists.mine import Entry, entries, mine_seen
from huiyin.briefs.models import BriefFeedback, BriefInstruction, BriefIssue, BriefUse
from huiyin.briefs.rules.state_groups import DECLINED, HANDED_IN, ISSUED, KEPT, WITHDRAWN
from huiyin.briefs.selectors.ladder import instruction_words, use_words
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source

LABEL = gettext_lazy("社情民意信息")
ENDED = (*KEPT, *DECLINED, *WITHDRAWN)


def years(visit: Visit) -> Sequence[int]:
    """The years in which briefs that are this person's came in."""
    days = _own(visit).order_by().values_list("brief__received_on", flat=True)
    return sorted({day.year for day in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's briefs, the latest first; a fixed number of queries."""
    own = _own(visit).filter(brief__received_on__year=year).select_related("committee", "brief")
    found = entries(visit, list(own.order_by("-brief__received_on", "-pk")))
    rows = BriefIssue.objects.filter(brief__matter__in=[each.matter.pk for each in found]).order_by("pk")
    issues = {row.brief_id: row for row in rows}
    later = _later([each.matter.brief.pk for each in found])
    return [
        _entry(each, issues.get(each.matter.brief.pk), later.get(each.matter.brief.pk, ())) for each in found
    ]


def _later(briefs: Collection[int]) -> Mapping[int, Sequence[Happening]]:
    """Brief → its uses and instructions that stand and what was fed back, by day; three queries for all."""
    found: dict[int, list[tuple[date, Happening]]] = {}
    standing = {"brief__in": briefs, "voided_on__isnull": True}
    for use in BriefUse.objects.filter(**standing).order_by("on", "pk"):
        if not use.own_issue or use.origin == LadderOrigin.FROM_ABOVE:
            told = Happening(_("采用"), f"{use_words(use)}。", use.on)
            found.setdefault(use.brief_id, []).append((use.on, told))
    for row in BriefInstruction.objects.filter(**standing).order_by("on", "pk"):
        told = Happening(_("批示"), f"{instruction_words(row)}。", row.on)
        found.setdefault(row.brief_id, []).append((row.on, told))
    for said in BriefFeedback.objects.filter(brief__in=briefs).order_by("on", "pk"):
        words = f"{said.by}：{said.words}" if said.by else said.words
        found.setdefault(said.brief_id, []).append((said.on, Happening(_("反馈"), words, said.on)))
    return {key: [told for _on, told in sorted(rows, key=itemgetter(0))] for key, rows in found.items()}


def _own(visit: Visit) -> Any:
    found = mine_seen(visit.grants, visit)
    return found.filter(state__in=HANDED_IN, brief__received_on__isnull=False)


def _entry(each: Entry, issue: BriefIssue | None, later: Sequence[Happening]) -> Whereabouts:
    matter = each.matter
    came_in, yours = matter.brief.received_on, matter.state == "returned"
    assert came_in is not None, "what was handed in has a day"
    return Whereabouts(
        kind=str(LABEL),
        title=matter.title,
        given_on=came_in,
        standing=_standing(matter.state, yours=yours),
        state=each.state,
        now=each.journey.saying,
        url=reverse("procedure:matter", args=[matter.pk]),
        mine_as=_("我代录的") if each.recorded else "",
        steps=each.journey.steps,
        came_of_it=(*_came_of_it(issue), *later),
        ask=_("补充情况") if yours else "",
        ask_url=f"{reverse('procedure:matter', args=[matter.pk])}#moves" if yours else "",
    )


def _standing(state: str, *, yours: bool) -> Standing:
    if yours:
        return Standing.YOURS
    if state in ISSUED:
        return Standing.ECHOED
    return Standing.ENDED if state in ENDED else Standing.UNDER_WAY


def _came_of_it(issue: BriefIssue | None) -> tuple[Happening, ...]:
    if issue is None:
        return ()
    words = _("编发为社情民意信息%(number)s，主送%(to)s。") % {"number": issue.number, "to": issue.addressees}
    return (Happening(_("编发"), words, issue.issued_on),)


source(Source("briefs", LABEL, years, read))
