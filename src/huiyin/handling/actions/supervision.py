"""Effects of 督办."""

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Improvement, SupervisionCheck, SupervisionOrder, SupervisionVisit
from huiyin.handling.papers import make_supervision_notice
from huiyin.handling.points import replace_points
from huiyin.handling.selectors.supervision import findings_of, order_of, units_still_to_report
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act import Act
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect


@effect("handling.order_begin@1")
def begin_order(act: Act) -> None:
    """The order, the units it is addressed to, and a link to everything it supervises."""
    act.matter.title = act.data["title"]
    SupervisionOrder.objects.create(
        committee=act.committee, matter=act.matter, reason=act.reason, led_by=act.data["led_by"]
    )
    for unit in act.data["units"]:
        act.add_party("unit", unit)
    for matter in act.data["matters"]:
        act.link(matter, LinkKind.SUPERVISES)


@effect("handling.order_notice@1")
def notify(act: Act) -> None:
    """The units are told what is asked of them."""
    order = order_of(act.matter)
    order.notice, order.notified_on = act.data["notice"], act.day
    order.save(update_fields=["notice", "notified_on"])
    make_supervision_notice(act)


@effect("handling.on_site@1")
def hold_on_site(act: Act) -> None:
    """One visit, and what has been found up to now, finding by finding."""
    names = ("on", "place", "participants", "progress", "quality")
    SupervisionVisit.objects.create(
        committee=act.committee, order=order_of(act.matter), **{name: act.data[name] for name in names}
    )
    known = {point.text: point for point in findings_of(act.matter)}
    rows = [{**row, "point": known.pop(row["text"], None)} for row in act.data["findings"]]
    replace_points(act, rows, kind=PointKind.FINDING)


@effect("handling.order_opinion@1")
def send_opinion(act: Act) -> None:
    """The opinion goes to the units; they learn now what was found."""
    order = order_of(act.matter)
    order.opinion, order.opinion_sent_on = act.data["opinion"], act.day
    order.improve_by = act.data["improve_by"]
    order.save(update_fields=["opinion", "opinion_sent_on", "improve_by"])


@effect("handling.improvement@1")
def report_improvement(act: Act) -> None:
    """What the actor's unit has put right in this round."""
    unit = act.grant.body if act.grant is not None else None
    if unit is None or unit not in units_still_to_report(act.matter):
        raise ActRefused([Refused("reported_already", "本单位本轮整改情况已经报告，或者不需要报告。")])
    Improvement.objects.create(
        committee=act.committee,
        order=order_of(act.matter),
        unit=unit,
        round=act.matter.round,
        text=act.data["text"],
        evidence=act.data["evidence"],
        on=act.day,
    )


@effect("handling.order_check@1")
def check(act: Act) -> None:
    """Finding by finding; what an earlier check found stays beside it."""
    SupervisionCheck.objects.bulk_create(
        SupervisionCheck(
            committee=act.committee,
            order=order_of(act.matter),
            point=row["point"],
            round=act.matter.round,
            is_done=row["is_done"] == "yes",
            remark=row["remark"],
            on=act.day,
        )
        for row in act.data["checks"]
    )


@effect("handling.improve_again@1")
def improve_again(act: Act) -> None:
    """A new round with a new day; the opinion stays."""
    order = order_of(act.matter)
    order.improve_by = act.data["improve_by"]
    order.save(update_fields=["improve_by"])
