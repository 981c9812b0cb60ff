"""What became of a proposal with the units: whose it is, how it was answered and received. Keys of the proposal's row.

Several units may answer one proposal. It counts once, as far as the part of the present round that lags most
(`handling.consolidated` says the same on its page), and its units are counted apart.
"""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment, Evaluation, LookBack, Reply
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.evaluations import CALLED_OFF
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers import labels
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books.shared import text_key
from huiyin.ledgers.definition import Asked
from huiyin.ledgers.dimensions import Labels
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND
from huiyin.proposals.rules.state_groups import ANSWERED, HANDING_OVER, IN_HAND, KEPT_HERE

TO_COME, KEPT, UNDER_WAY, DONE = "to_come", "kept", "under_way", "answered"
PROGRESS = {TO_COME: HANDING_OVER, KEPT: KEPT_HERE, UNDER_WAY: IN_HAND, DONE: ANSWERED}
PROGRESS_LABELS = labels.fixed(
    to_come=_("立案，尚未交办"),
    kept=_("立案，决定不交办"),
    under_way=_("已交办，尚未办复"),
    answered=_("已办复"),
)
HANDED = (UNDER_WAY, DONE)
SEVERAL, MIXED = "several", "mixed"


def progress(asker: Asked) -> Case:
    """How far a docketed proposal has come; null of the others."""
    return text_key(*(When(state__in=states, then=Value(code)) for code, states in PROGRESS.items()))


def sees_units(asker: Asked) -> Q:
    """Whose page shows the reader which units handle it; of one that no unit has there is nothing to know."""
    handed = Exists(Matter.objects.filter(parent=OuterRef("pk"), kind="assignment"))
    return asker.sees("assignments", kind=KIND) | ~Q(handed)


def _units(asker: Asked) -> QuerySet[Matter]:
    """Answering assignments of the row, of all rounds: a second round may be one unit's alone."""
    return keys.answering(asker.committee).filter(parent=OuterRef("pk")).order_by()


def _present(asker: Asked) -> QuerySet[Matter]:
    """Answering assignments of the row's present round."""
    return _units(asker).filter(parent_round=OuterRef("round"))


def unit(asker: Asked) -> Subquery:
    """The unit that answers to the proposal, SEVERAL where there are more than one: so each counts once."""
    rows = _units(asker).values("parent").annotate(low=Min("assignment__unit"), high=Max("assignment__unit"))
    one = Case(
        When(low=F("high"), then=Cast("low", CharField())), default=Value(SEVERAL), output_field=CharField()
    )
    return Subquery(rows.annotate(word=one).values("word"))


def unit_labels(asker: Asked, values: Any) -> Any:
    """Units by name, then those with several."""
    given = list(values)
    named = labels.of_bodies(asker, given)
    return {**named, **({SEVERAL: str(_("两个以上单位分别办理"))} if SEVERAL in given else {})}


def role(asker: Asked) -> Subquery:
    """As what its units handle it; MIXED where its suggestions are handled in different ways."""
    rows = _units(asker).values("parent").annotate(low=Min("assignment__role"), high=Max("assignment__role"))
    one = Case(When(low=F("high"), then=F("low")), default=Value(MIXED), output_field=CharField())
    return Subquery(rows.annotate(word=one).values("word"))


ROLE_LABELS: Labels = labels.fixed(
    sole=_("单办"), lead=_("主办"), separate=_("分办"), mixed=_("各条承办方式不同")
)


def unit_parts(asker: Asked) -> QuerySet[Assignment]:
    """Which units answer proposals: 件次."""
    rows = Assignment.objects.filter(
        committee=asker.committee, role__in=list(ANSWERING), matter__parent__kind=KIND
    )
    return rows.exclude(matter__state__in=RELIEVED)


def assisting_parts(asker: Asked) -> QuerySet[Assignment]:
    """Which units assist, where the reader sees so: it is between the units and their office."""
    seen = asker.sees("request", kind="assignment", path="matter__")
    rows = Assignment.objects.filter(
        seen, committee=asker.committee, role=AssignmentRole.ASSIST, matter__parent__kind=KIND
    )
    return rows.exclude(matter__state__in=RELIEVED)


def _lagging(asker: Asked, word: Any, order: tuple[str, ...]) -> Subquery:
    rows = _present(asker).annotate(word=word).annotate(rank=keys.ranked("word", order))
    return Subquery(rows.order_by("rank", "pk").values("word")[:1], output_field=CharField(null=True))


def in_time(asker: Asked) -> Subquery:
    """Replied in time only where all its units did; null where it was not handed over."""
    return _lagging(asker, keys.in_time(keys.sent_replies(), asker), keys.LEAST_IN_TIME_FIRST)


def contact(asker: Asked) -> Subquery:
    """Met only where all its units met their authors."""
    return _lagging(asker, keys.contact(), keys.LEAST_MET_FIRST)


def sees_clocks(asker: Asked) -> Q:
    """None of the present assignments keeps its terms from the reader."""
    return _all_seen(asker, "clocks")


def sees_contacts(asker: Asked) -> Q:
    """None of the present assignments keeps its contacts from the reader."""
    return _all_seen(asker, "contact")


def _all_seen(asker: Asked, facet: str) -> Q:
    hidden = _present(asker).exclude(asker.sees(facet, kind="assignment"))
    return sees_units(asker) & ~Q(Exists(hidden))


def sees_replies(asker: Asked) -> Q:
    """Every reply that was sent can be read: else its class would be told by the sum, as on the proposal's page."""
    read = asker.sees("reply", kind="assignment", path="matter__")
    stranger = ~asker.sees("", kind="assignment", path="matter__")
    hidden = _replies().exclude(read | Q(is_final=True) & stranger)
    return sees_units(asker) & ~Q(Exists(hidden))


def _replies() -> QuerySet[Reply]:
    """Replies sent to the row in its present round by units that answer to it."""
    rows = Reply.objects.filter(
        matter__parent=OuterRef("pk"),
        matter__parent_round=OuterRef("round"),
        matter__assignment__role__in=list(ANSWERING),
        answered_on__isnull=False,
    )
    return rows.exclude(matter__state__in=RELIEVED)


def _standing_reply(asker: Asked, word: Any, order: tuple[str, ...] = ()) -> Case:
    """The least advanced of the last replies of all units; null while one of them owes its reply.

    `order`: of the words themselves, the one that lags most first.
    """
    later = Reply.objects.filter(
        matter=OuterRef("matter"), answered_on__isnull=False, round__gt=OuterRef("round")
    )
    rows = (
        _replies()
        .filter(~Exists(later))
        .annotate(rank=keys.meaning_of_reply("reply_class__meaning"), word=word)
    )
    sent = Reply.objects.filter(matter=OuterRef("pk"), answered_on__isnull=False)
    owing = Exists(_present(asker).filter(~Exists(sent)))
    if order:
        rows = rows.annotate(place=keys.ranked("word", order)).order_by("place")
    else:
        rows = rows.order_by("rank", "reply_class__code")
    first = Subquery(rows.values("word")[:1])
    return Case(When(owing, then=None), default=first, output_field=CharField(null=True))


def reply_class(asker: Asked) -> Case:
    """The class of the reply; of several the least advanced, by the committee's code."""
    return _standing_reply(asker, F("reply_class__code"))


def reply_meaning(asker: Asked) -> Case:
    """What that class means in any committee."""
    return _standing_reply(asker, F("reply_class__meaning"))


def _said(asker: Asked, aspects: Q, value: str) -> Case:
    """What its last evaluation that is over came to; SILENT where nobody spoke, ASKING while one is under way."""
    rounds = Evaluation.objects.filter(matter__parent=OuterRef("pk")).exclude(matter__state=CALLED_OFF)
    over = rounds.filter(closed_on__isnull=False).order_by("-matter__parent_round", "-pk")
    word = Coalesce(keys.said(aspects, value), Value(keys.SILENT), output_field=CharField())
    asking = Exists(rounds.filter(closed_on__isnull=True))
    return Case(
        When(asking, then=Value(keys.ASKING)),
        default=Subquery(over.annotate(word=word).values("word")[:1]),
        output_field=CharField(null=True),
    )


def said_of_result(asker: Asked) -> Case:
    """Satisfaction with the result, by its meaning."""
    return _said(asker, keys.ON_RESULT, "value__meaning")


def value_of_result(asker: Asked) -> Case:
    """The same by the committee's own value."""
    return _said(asker, keys.ON_RESULT, "value__code")


def value_of_process(asker: Asked) -> Case:
    """Satisfaction with how it was handled, by the committee's own value."""
    return _said(asker, keys.ON_PROCESS, "value__code")


def sees_totals(asker: Asked) -> Q:
    """No evaluation of it that is over keeps its totals from the reader."""
    rounds = Evaluation.objects.filter(matter__parent=OuterRef("pk"), closed_on__isnull=False)
    return sees_units(asker) & ~Q(Exists(rounds.exclude(keys.told_totals(asker))))


def carried_out(asker: Asked) -> Coalesce:
    """Whether it was carried out: what the last visit found goes before what the replies say."""
    seen = LookBack.objects.filter(asker.sees("summary", kind="look_back", path="matter__"))
    seen = seen.exclude(verdict="").order_by("-visited_on", "-pk")
    return Coalesce(
        Subquery(seen.filter(matter__parent=OuterRef("pk")).values("verdict")[:1]),
        Subquery(seen.filter(matter__parent__parent=OuterRef("pk")).values("verdict")[:1]),
        _standing_reply(asker, keys.found_later(), keys.LEAST_CARRIED_OUT_FIRST),
        output_field=CharField(null=True),
    )
