"""Opinions given in consultations, for the page 我的意见去哪了: each with the outcomes it went into and its echoes."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.consultation.models import Opinion
from huiyin.consultation.selectors import opinions_given_by
from huiyin.outcomes.selectors import TOLD_STATES, Journey, journeys_of
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source

LONGEST_TITLE = 80


def years(visit: Visit) -> Sequence[int]:
    """The years of the consultations in which the person said something."""
    days = opinions_given_by(visit.person).order_by().values_list("activity__held_on", flat=True)
    return sorted({day.year for day in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's opinions, one entry each, whatever number of outcomes it went into."""
    ways = [
        each for each in journeys_of(visit.person, visit.day) if each.opinion.activity.held_on.year == year
    ]
    return [_entry(opinion, list(own)) for opinion, own in groupby(ways, key=lambda each: each.opinion)]


def _entry(opinion: Opinion, ways: Sequence[Journey]) -> Whereabouts:
    asking = next((each for each in ways if each.asks_for_verdict), None)
    told = any(each.echoes for each in ways)
    if asking is not None:
        standing = Standing.YOURS
    elif told:
        taken_up = any(each.points for each in ways)
        standing = Standing.ECHOED if taken_up else Standing.ENDED
    else:
        standing = Standing.UNDER_WAY
    first = next((each for each in ways if each.outcome is not None), None)
    return Whereabouts(
        kind=_("协商意见"),
        title=opinion.text[:LONGEST_TITLE] + ("……" if len(opinion.text) > LONGEST_TITLE else ""),
        given_on=opinion.activity.held_on,
        standing=standing,
        state=_state(opinion, first),
        now=_now(opinion, ways, told=told),
        url=reverse("procedure:matter", args=[first.outcome.matter_id]) if first and first.outcome else "",
        mine_as=opinion.activity.matter.title,
        came_of_it=tuple(_happenings(ways)),
        ask=_("评价结果") if asking else "",
        ask_url=reverse("procedure:move", args=[asking.outcome.matter_id, "answer_echo"])
        if asking and asking.outcome
        else "",
    )


def _state(opinion: Opinion, way: Journey | None) -> str:
    if way is not None:
        return way.state
    return _("保留意见") if opinion.is_reserved else _("已记录")


def _now(opinion: Opinion, ways: Sequence[Journey], *, told: bool) -> str:
    into = [each for each in ways if each.outcome is not None and each.points]
    if any(each.asks_for_verdict for each in ways):
        return _("结果已经告知您，请您评价。")
    if into and told:
        return _("已经写入成果，办理结果已经告知您。")
    if into:
        over = any(each.outcome and each.outcome.matter.state in TOLD_STATES for each in into)
        return (
            _("已经写入成果，部门已反馈，结果即将告知您。")
            if over
            else _("已经写入成果，按六个环节办理，有结果告知您。")
        )
    if told:
        return _("没有写入成果的建议，去向已经告知您。")
    if opinion.is_reserved:
        return _("作为保留意见随协商记录存档。")
    return _("已记入协商记录，目前没有写入已形成的成果。")


def _happenings(ways: Sequence[Journey]) -> Iterable[Happening]:
    for way in ways:
        if way.outcome is not None:
            yield from _of_points(way)
        for echo in way.echoes:
            words = f"{echo.get_channel_display()}：{echo.text}"
            yield Happening(_("告知"), words, on=echo.told_on)
            if echo.verdict:
                said = echo.get_verdict_display()
                yield Happening(_("您的评价"), f"{said}（{echo.words}）" if echo.words else said)


def _of_points(way: Journey) -> Iterable[Happening]:
    assert way.outcome is not None
    url = reverse("procedure:matter", args=[way.outcome.matter_id])
    for point in way.points:
        words = _("《%(outcome)s》第%(number)d条：%(text)s") % {
            "outcome": way.outcome.matter.title,
            "number": point.order,
            "text": point.text,
        }
        yield Happening(_("写入建议"), words, url=url)
        if not way.results_known:
            continue
        if point.no_action:
            yield Happening(_("办理结果"), _("不需办理：%(reason)s") % {"reason": point.no_action_reason})
        elif point.adoption:
            reason = f"：{point.adoption_reason}" if point.adoption_reason else ""
            yield Happening(_("办理结果"), f"{point.get_adoption_display()}{reason}")
        for measure in point.measures.all():
            yield Happening(_("落实措施"), f"{measure.get_kind_display()}：{measure.text}")


source(Source("opinions", gettext_lazy("协商意见"), years, read))
