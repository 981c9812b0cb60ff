"""What must hold before a sitting goes on, and before a move that a sitting decides."""

from urllib.parse import urlencode

from django.urls import reverse

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.begin import may_begin
from huiyin.procedure.library import newest
from huiyin.procedure.registry import guard
from huiyin.procedure.selectors import matters_seen_by
from huiyin.records.documents import documents_of
from huiyin.sittings.enums import KIND, MINUTES
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import codes_in, decisions_in_words, kinds_in_words
from huiyin.sittings.selectors import OPEN_STATES, decisions_about, items_handled, items_of, sitting_of

DECIDED = "sittings.decided@1"
MOST_NAMED = 10


def _move(act: Act, code: str) -> str:
    return reverse("procedure:move", args=[act.matter.pk, code])


@guard("sittings.agenda_set@1", "有议程")
def agenda_set(act: Act) -> Verdict:
    """There is something to decide on."""
    if AgendaItem.objects.filter(sitting__matter=act.matter).exists():
        return ALLOWED
    return Refused("no_agenda", "还没有编排议程。", _move(act, "agenda"))


@guard("sittings.decisions_complete@1", "各项议程都有决定")
def decisions_complete(act: Act) -> Verdict:
    """Every item has its decision, be it that it was put off."""
    items = items_of(act.matter)
    if not items:
        return Refused("no_agenda", "还没有编排议程。", _move(act, "agenda"))
    open_items = [str(number) for number, each in enumerate(items, start=1) if not each.decision]
    if not open_items:
        return ALLOWED
    named = f"第{'、'.join(open_items[:MOST_NAMED])}项"
    more = f"等{len(open_items)}项" if len(open_items) > MOST_NAMED else ""
    text = f"{named}{more}议程还没有登记决定；没有研究的登记为缓议。"
    return Refused("undecided", text, _move(act, "decide"))


@guard("sittings.whole_agenda_seen@1", "经办人可以查看全部议程")
def whole_agenda_seen(act: Act) -> Verdict:
    """The minutes are one text: whoever makes them must see all that is in it."""
    if act.actor is None or len(items_handled(act)) == len(items_of(act.matter)):
        return ALLOWED
    return Refused("hidden_items", "议程中有您无权查看的事项，纪要请由政协办经办人生成。")


@guard("sittings.minutes_current@1", "纪要与登记的决定一致")
def minutes_current(act: Act) -> Verdict:
    """What was corrected since is in the minutes too. That there are any is asked for as a document."""
    if sitting_of(act.matter).minutes_current or not documents_of(act.matter, [MINUTES]):
        return ALLOWED
    text = "生成纪要之后，会议的登记有改动，请重新生成纪要。"
    return Refused("minutes_outdated", text, _move(act, "make_minutes"))


@guard(DECIDED, "会议已经决定")
def decided(act: Act, kinds: str = "", decision: str = "") -> Verdict:
    """A sitting that was held has decided on the matter. `kinds`, `decision`: codes with commas; empty is any."""
    wanted, tenor = codes_in(kinds), codes_in(decision)
    if decisions_about(act.matter, wanted, tenor):
        return ALLOWED
    bodies, words = kinds_in_words(wanted), decisions_in_words(tenor)
    other = decisions_about(act.matter, wanted) if tenor else []
    if other:
        said = other[0].get_decision_display()
        text = f"{bodies}最近的决定是“{said}”，不是“{words}”；须经会议再次研究，登记决定后办理。"
        return Refused("decided_otherwise", text, _where_to_decide(act))
    text = f"还没有{bodies}{f'“{words}”' if words else ''}的决定：请先列入会议议程，会后登记决定。"
    return Refused("not_decided", text, _where_to_decide(act))


def _where_to_decide(act: Act) -> str:
    """Where this person can bring a decision about: the sitting that has the matter on its agenda, or a new one."""
    if act.actor is None:
        return ""
    seen = matters_seen_by(act.actor, act.day, kind=KIND)
    waiting = AgendaItem.objects.filter(
        matter=act.matter, decision="", sitting__matter__state__in=OPEN_STATES, sitting__matter__in=seen
    )
    key = waiting.order_by("sitting__planned_on").values_list("sitting__matter", flat=True).first()
    if key is not None:
        return reverse("procedure:matter", args=[key])
    if not may_begin(newest(KIND), current_grants(act.actor, act.day), act.committee):
        return ""
    query = urlencode({"committee": act.committee.code, "origin": str(act.matter.pk)})
    return f"{reverse('procedure:begin', args=[KIND])}?{query}"
