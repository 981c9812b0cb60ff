"""What came of a proposal in plain words, in the order in which a person asks: answered, evaluated, promised, done."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from huiyin.handling.models import Evaluation, EvaluationForm, Reply
from huiyin.handling.promise_rules import PromiseStanding, promise_standing
from huiyin.handling.selectors.tracking import Standing
from huiyin.kernel.text import said_day
from huiyin.procedure.models import Matter
from huiyin.procedure.whereabouts import Happening
from huiyin.proposals.lists.chain import DATES, Chain
from huiyin.proposals.selectors.answering import dates_from

AWAITED = ("evaluator", "evaluating_body")
"""Parties of an evaluation whose form has not been handed in."""


def told(chain: Chain, case: Matter, answered_as: Matter, day: date) -> Iterable[Happening]:
    """Of `case`, which is answered as `answered_as`: itself, or the main one that it was merged into."""
    yield from _replies(chain, answered_as)
    yield from _letters(chain, case)
    for evaluation in chain.evaluations.get(answered_as.pk, ()):
        yield from _evaluation(chain, evaluation)
    yield from _promises(chain, answered_as, day)
    for standing in chain.standing.get(answered_as.pk, ()):
        yield from _later(standing)
    yield from _look_backs(chain, answered_as)
    yield from _dates(chain, answered_as)


def _page(matter: Matter) -> str:
    return reverse("procedure:matter", args=[matter.pk])


def _replies(chain: Chain, matter: Matter) -> Iterable[Happening]:
    """Round by round, each with the class that it had: a later round takes nothing away from an earlier one."""
    rounds = dict(chain.rounds.get(matter.pk, ()))
    replies = chain.replies.get(matter.pk, ())
    several = bool(rounds)
    for number in sorted({1, *rounds}):
        if number in rounds:
            words = _("承办单位重新办理，开始第%(number)d轮。") % {"number": number}
            yield Happening(_("重新办理"), words, on=rounds[number])
        for reply in replies:
            if (reply.matter.parent_round or 1) == number:
                yield _reply(chain, reply, number if several else 0)


def _reply(chain: Chain, reply: Reply, number: int) -> Happening:
    unit = reply.matter.assignment.unit
    named = f"：{reply.reply_class}" if reply.reply_class else ""
    words = _("%(unit)s答复%(class)s") % {"unit": unit, "class": named}
    if number:
        words = _("第%(number)d轮：%(words)s") % {"number": number, "words": words}
    view = chain.views.get(reply.matter_id)
    url = _page(reply.matter) if view is not None and view.may_see else ""
    return Happening(_("答复"), words, on=reply.answered_on, url=url)


def _letters(chain: Chain, case: Matter) -> Iterable[Happening]:
    for letter in chain.letters.get(case.pk, ()):
        number = f"（{letter.reply.document_number}）" if letter.reply.document_number else ""
        words = _("%(unit)s给%(name)s的答复函%(number)s") % {
            "unit": letter.reply.matter.assignment.unit,
            "name": letter.addressee_name,
            "number": number,
        }
        if letter.delivered_on is not None:
            words += _("，纸质件%(day)s送达") % {"day": said_day(letter.delivered_on)}
        yield Happening(_("答复函"), words, on=letter.sent_on, url=_page(letter.matter))


def _evaluation(chain: Chain, evaluation: Evaluation) -> Iterable[Happening]:
    """The own form, or that it is still to be handed in; the round's verdict when it is over, never who said what."""
    matter = evaluation.matter
    view = chain.views[matter.pk]
    number = matter.parent_round or 1
    forms = chain.forms.get(evaluation.pk, ())
    for form in forms:
        yield Happening(_("您的评议"), _form_words(form, number), on=form.given_on, url=_page(matter))
    awaited = any(each.role in AWAITED for each in view.here.held)
    if awaited and matter.closed_at is None:
        words = _("第%(number)d轮办理还没有评议，请评议。") % {"number": number}
        if matter.next_due is not None:
            values = {"number": number, "day": said_day(matter.next_due)}
            words = _("第%(number)d轮办理还没有评议，请在%(day)s以前评议。") % values
        yield Happening(_("待您评议"), words, url=_page(matter))
    if evaluation.closed_on is not None and view.shows("totals"):
        if not forms:
            words = _("第%(number)d轮办理您没有评议，不视为满意。") % {"number": number}
            yield Happening(_("您的评议"), words)
        said = {"number": number, "verdict": evaluation.get_verdict_display()}
        words = _("第%(number)d轮评议结束：%(verdict)s。") % said
        yield Happening(_("评议结果"), words, on=evaluation.closed_on)


def _form_words(form: EvaluationForm, number: int) -> str:
    """Unit by unit, aspect by aspect."""
    by_unit: dict[str, list[str]] = {}
    for mark in form.marks.all():
        said = f"{mark.get_aspect_display()}{mark.value}"
        by_unit.setdefault(str(mark.assignment.unit), []).append(said)
    units = "；".join(f"{unit}：{'，'.join(said)}" for unit, said in by_unit.items())
    words = _("第%(number)d轮：%(units)s。") % {"number": number, "units": units}
    return f"{words}{form.remark}" if form.remark else words


def _promises(chain: Chain, matter: Matter, day: date) -> Iterable[Happening]:
    for promise in chain.promises.get(matter.pk, ()):
        standing = promise_standing(promise.matter.state, promise.by_when, promise.delivered_on, day)
        words = _("%(unit)s承诺：%(what)s，%(day)s以前完成。%(standing)s") % {
            "unit": promise.unit,
            "what": promise.what.rstrip("。；;"),
            "day": said_day(promise.by_when),
            "standing": PromiseStanding(standing).label,
        }
        kept = standing in (PromiseStanding.KEPT, PromiseStanding.KEPT_LATE)
        if kept and promise.delivered_on is not None:
            words += f"（{said_day(promise.delivered_on)}）"
        view = chain.views[promise.matter_id]
        yield Happening(_("承诺"), f"{words}。", url=_page(promise.matter) if view.may_see else "")


def _later(standing: Standing) -> Iterable[Happening]:
    """Beside the class of the reply, which does not change."""
    unit = standing.reply.matter.assignment.unit
    for result in standing.later:
        words = _("%(unit)s：%(class)s。%(text)s") % {
            "unit": unit,
            "class": result.reply_class,
            "text": result.text,
        }
        yield Happening(_("跟踪结果"), words, on=result.recorded_on)


def _look_backs(chain: Chain, matter: Matter) -> Iterable[Happening]:
    for visit in chain.look_backs.get(matter.pk, ()):
        words = _("到现场回头看：%(verdict)s。%(conclusion)s") % {
            "verdict": visit.get_verdict_display(),
            "conclusion": visit.conclusion,
        }
        yield Happening(_("回头看"), words, on=visit.visited_on, url=_page(visit.matter))


def _dates(chain: Chain, matter: Matter) -> Iterable[Happening]:
    """办复、办结、落实 are three dates, and none stands for another."""
    if not chain.shows(matter, DATES):
        return
    dates = dates_from(matter, chain.standing.get(matter.pk, ()))
    known = (
        (_("办复"), dates.replied_on),
        (_("办结"), dates.concluded_on),
        (_("落实"), dates.implemented_on),
    )
    said = [f"{label}{said_day(day)}" for label, day in known if day is not None]
    if said:
        yield Happening(_("办复、办结、落实"), "，".join(said))
