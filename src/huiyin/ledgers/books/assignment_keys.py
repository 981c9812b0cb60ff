"""What the ledger of assignments is narrowed and summed by, where it is more than a field."""

from collections.abc import Callable

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from huiyin.handling.models import Evaluation, LookBack, Reply
from huiyin.handling.rules import ANSWERING
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.definition import Asked


def sent_replies(asker: Asked) -> QuerySet[Reply]:
    """The replies of a row that were sent and that the reader may read, the latest first."""
    seen = asker.sees("reply", path="matter__")
    return Reply.objects.filter(seen, matter=OuterRef("pk"), answered_on__isnull=False).order_by("-round")


def timeliness(asker: Asked) -> Case:
    """Replied on time or late, by the replies that the reader may read."""
    return keys.in_time(sent_replies(asker), asker)


def _evaluated(asker: Asked) -> QuerySet[Evaluation]:
    """The last evaluation that is over in which the row was asked about, of those that the reader is told of."""
    rounds = keys.told_evaluations(asker).filter(
        matter__parent=OuterRef("parent"), matter__parent_round=OuterRef("parent_round")
    )
    return rounds.order_by("-pk")


def said(aspects: Q, value: str) -> Callable[[Asked], Case]:
    """What authors said of this unit's part; null of what nobody was asked about, and of assisting parts."""
    of_row = Q(assignment__matter=OuterRef(OuterRef("pk")))

    def key(asker: Asked) -> Case:
        word = Coalesce(
            keys.said(aspects, value, of=of_row), Value(keys.SILENT), output_field=CharField(null=True)
        )
        asked = Subquery(_evaluated(asker).annotate(word=word).values("word")[:1])
        answers = Q(assignment__role__in=list(ANSWERING)) & ~Q(state__in=keys.RELIEVED_STATES)
        return Case(When(answers, then=asked), output_field=CharField(null=True))

    return key


def told_totals(asker: Asked) -> Q:
    """The row was asked about in no round of which the reader may not know the totals."""
    rounds = Evaluation.objects.filter(
        matter__parent=OuterRef("parent"),
        matter__parent_round=OuterRef("parent_round"),
        closed_on__isnull=False,
    )
    return ~Q(Exists(rounds.exclude(keys.told_totals(asker))))


def carried_out(asker: Asked) -> Coalesce:
    """What the last visit to it found that the reader sees, else what its reply claims."""
    seen = LookBack.objects.filter(
        asker.sees("summary", kind="look_back", path="matter__"), matter__parent=OuterRef("pk")
    )
    claimed = sent_replies(asker).annotate(word=keys.found_later())
    return Coalesce(
        Subquery(seen.exclude(verdict="").order_by("-visited_on", "-pk").values("verdict")[:1]),
        Subquery(claimed.values("word")[:1]),
        output_field=CharField(null=True),
    )
