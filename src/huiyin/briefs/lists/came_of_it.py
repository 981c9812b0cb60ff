"""What came of several briefs in plain words: issued, used at which level, instructed, forwarded, sent up, fed back.

Told to whoever reported them, as far as they see the part of the brief's page in which it stands. What a whole or a
higher committee brought down stands on the brief's own record and is told like the rest. Names no leader.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.briefs.models import (
    BriefFeedback,
    BriefInstruction,
    BriefIssue,
    BriefSending,
    BriefSource,
    BriefUse,
)
from huiyin.briefs.selectors.ladder import instruction_words, use_words
from huiyin.briefs.selectors.sources import WITHIN
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.page.viewing import Visit, view_many
from huiyin.procedure.whereabouts import Happening

Told = list[tuple[date, Happening]]
FORWARDED, HANDLED = "forwarded", "handled"


def what_came_of(matters: Sequence[Matter], visit: Visit) -> dict[UUID, tuple[Happening, ...]]:
    """Matter → what came of it, the first first; a fixed number of queries whatever the number of briefs."""
    views = view_many(visit, matters)
    found: dict[UUID, Told] = {each.pk: [] for each in matters}

    def showing(facet: str) -> dict[int, UUID]:
        return {each.brief.pk: each.pk for each in matters if views[each.pk].shows(facet)}

    for facet, told in (("issue", _issues), ("ladder", _ladder), ("feedback", _feedback)):
        shown = showing(facet)
        for brief, on, happening in told(list(shown)):
            found[shown[brief]].append((on, happening))
    for key, on, happening in _forwarded([each.pk for each in matters if views[each.pk].shows("progress")]):
        found[key].append((on, happening))
    return {
        key: tuple(happening for _on, happening in sorted(told, key=lambda each: each[0]))
        for key, told in found.items()
    }


Rows = Iterable[tuple[int, date, Happening]]


def _issues(briefs: Sequence[int]) -> Rows:
    for row in BriefIssue.objects.filter(brief__in=briefs).order_by("pk"):
        words = _("编发为社情民意信息%(number)s，主送%(to)s。") % {"number": row.number, "to": row.addressees}
        yield row.brief_id, row.issued_on, Happening(_("编发"), words, row.issued_on)


def _ladder(briefs: Sequence[int]) -> Rows:
    """Every use and instruction that stands; the own issue by itself is told as such."""
    standing: Mapping[str, Any] = {"brief__in": briefs, "voided_on__isnull": True}
    for use in (
        BriefUse.objects.filter(**standing).exclude(own_issue=True, origin="recorded").order_by("on", "pk")
    ):
        yield use.brief_id, use.on, Happening(_("采用"), f"{use_words(use)}。", use.on)
    for row in BriefInstruction.objects.filter(**standing).order_by("on", "pk"):
        yield row.brief_id, row.on, Happening(_("批示"), f"{instruction_words(row)}。", row.on)
    for sent in BriefSending.objects.filter(brief__in=briefs).order_by("pk"):
        values = {"receiver": sent.receiver, "result": sent.get_result_display()}
        words = _("报送%(receiver)s：%(result)s。") % values
        yield sent.brief_id, sent.on, Happening(_("报送上级"), words, sent.on)


def _feedback(briefs: Sequence[int]) -> Rows:
    for row in BriefFeedback.objects.filter(brief__in=briefs).order_by("on", "pk"):
        words = f"{row.by}：{row.words}" if row.by else row.words
        yield row.brief_id, row.on, Happening(_("反馈"), words, row.on)


def _forwarded(keys: Sequence[UUID]) -> Iterable[tuple[UUID, date, Happening]]:
    """转办 and 办复, of the brief itself or of the one that it went into; the feedback says which units it was."""
    rows = BriefSource.objects.filter(source__matter__in=keys, undone_on__isnull=True, kind__in=WITHIN)
    mains = dict(rows.values_list("source__matter", "brief__matter"))
    said = {FORWARDED: (_("转办"), _("转有关单位办理。")), HANDLED: (_("办复"), _("有关单位已经办复。"))}
    steps = Step.objects.filter(matter__in={*keys, *mains.values()}, to_state__in=said)
    entered: dict[UUID, list[tuple[str, date]]] = {}
    for matter, state, at in (
        steps.exclude(from_state=F("to_state")).order_by("number").values_list("matter", "to_state", "at")
    ):
        entered.setdefault(matter, []).append((state, timezone.localdate(at)))
    for key in keys:
        of_both = [*entered.get(key, ()), *(entered.get(mains[key], ()) if key in mains else ())]
        for state, on in of_both:
            label, words = said[state]
            yield key, on, Happening(label, words, on)
