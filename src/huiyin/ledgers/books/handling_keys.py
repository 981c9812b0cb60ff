"""What is known of one assignment in one word: in time, met, how its result was received. Keys of its matter's row.

Each is an expression over rows of assignments, so that it serves their own ledger and, as the part that lags most, the
proposal that they answer. Who may know it is said by the dimension that uses it.
"""

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from huiyin.handling.consolidated import LEAST_ADVANCED_FIRST
from huiyin.handling.enums import (
    Confirmation,
    EvaluationAspect,
    EvaluationMeaning,
    LookBackVerdict,
    ReplyMeaning,
)
from huiyin.handling.evaluation_rules import LEAST_FORMS
from huiyin.handling.models import (
    Contact,
    ContactWaiver,
    Evaluation,
    EvaluationForm,
    EvaluationMark,
    LaterResult,
    Reply,
)
from huiyin.handling.models.contact import FACE_TO_FACE
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers import labels
from huiyin.ledgers.books.shared import text_key
from huiyin.ledgers.definition import Asked
from huiyin.people.models import Committee
from huiyin.procedure.models import Clock, Matter

REPLY_CLOCKS = ("reply", "rehandling", "opinion")
RELIEVED_STATES = RELIEVED
"""Assignments that owe nothing any more: given back, or no longer to assist."""
REPLIED, REPLIED_LATE, RUNNING, OVERDUE, OWES_NOTHING = (
    "replied",
    "replied_late",
    "running",
    "overdue",
    "relieved",
)
TIMES = (REPLIED, REPLIED_LATE, RUNNING, OVERDUE, OWES_NOTHING)
TIME_LABELS = labels.fixed(
    replied=_("按期办复"),
    replied_late=_("逾期办复"),
    running=_("未到期"),
    overdue=_("逾期未办复"),
    relieved=_("已改办或者不再会办"),
)
LEAST_IN_TIME_FIRST = (OVERDUE, REPLIED_LATE, RUNNING, REPLIED)

MET, SPOKEN, WAIVED, UNCONFIRMED, NOT_MET = "met", "spoken", "waived", "unconfirmed", "not_met"
CONTACTS = (MET, SPOKEN, WAIVED, UNCONFIRMED, NOT_MET)
CONTACT_WORDS = {
    MET: _("面商，经本人确认"),
    SPOKEN: _("电话或者书信沟通，经本人确认"),
    WAIVED: _("本人表示免于面商"),
    UNCONFIRMED: _("单位已登记，未经本人确认"),
    NOT_MET: _("没有沟通"),
}
CONTACT_LABELS = labels.fixed(**CONTACT_WORDS)
LEAST_MET_FIRST = (NOT_MET, UNCONFIRMED, WAIVED, SPOKEN, MET)

SILENT, ASKING = "silent", "asking"
LEAST_CONTENT_FIRST = (
    EvaluationMeaning.DISSATISFIED,
    EvaluationMeaning.RESERVED,
    EvaluationMeaning.UNDERSTANDING,
    EvaluationMeaning.MOSTLY_SATISFIED,
    EvaluationMeaning.SATISFIED,
)
"""What several evaluators say of one matter comes to the least that one of them says."""
CONTENT = (EvaluationMeaning.SATISFIED, EvaluationMeaning.MOSTLY_SATISFIED)
SAID_LABELS = labels.fixed(
    **{str(code): label for code, label in EvaluationMeaning.choices},
    silent=_("未表态"),
    asking=_("正在评议"),
)
SAID = (*EvaluationMeaning.values, SILENT, ASKING)


CONFIRMED, FOLLOWED, CLAIMED = LookBackVerdict.CONFIRMED.value, "followed", "claimed"
CARRIED = (CONFIRMED, FOLLOWED, CLAIMED, "partly", "not_done", "under_way", "not_resolved")
CARRIED_OUT = (CONFIRMED, FOLLOWED, CLAIMED)
CARRIED_WORDS = {
    CONFIRMED: _("回访确认已落实"),
    FOLLOWED: _("跟踪登记已落实"),
    CLAIMED: _("答复为已经解决，没有回访结论"),
    "partly": _("回访为部分落实"),
    "not_done": _("回访为未落实"),
    "under_way": _("正在解决或者列入计划"),
    "not_resolved": _("暂缓、留作参考或者不可行"),
}
CARRIED_LABELS = labels.fixed(**CARRIED_WORDS)


def ranked(path: str, order: tuple[str, ...]) -> Case:
    """The place of a word in an order, so that the first of it can be taken; what is not in it comes last."""
    whens = [When(Q(**{path: str(code)}), then=Value(place)) for place, code in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=IntegerField())


def sent_replies() -> QuerySet[Reply]:
    """The replies of the row that were sent, the latest first."""
    return Reply.objects.filter(matter=OuterRef("pk"), answered_on__isnull=False).order_by("-round")


def in_time(replies: QuerySet[Reply], asker: Asked) -> Case:
    """Replied on time or late, else still in time or overdue; who was relieved of it owes nothing."""
    due = Clock.objects.filter(matter=OuterRef("pk"), code__in=REPLY_CLOCKS).order_by("-round", "-pk")
    due_day = Subquery(due.values("due")[:1])
    answered = Subquery(replies.values("answered_on")[:1])
    return text_key(
        When(state__in=RELIEVED_STATES, then=Value(OWES_NOTHING)),
        When(_dated(answered, "gt", due_day), then=Value(REPLIED_LATE)),
        When(_dated(answered, "isnull", False), then=Value(REPLIED)),
        When(_dated(due_day, "lt", Value(asker.day)), then=Value(OVERDUE)),
        default=RUNNING,
    )


def _dated(left: Subquery, lookup: str, right: object) -> Q:
    """A comparison of a day that is read from another table."""
    field_of = left.output_field
    found = field_of.get_lookup(lookup)
    assert found is not None
    return Q(found(left, right))


def contact() -> Case:
    """The most that its authors confirm; what the unit alone says is told apart."""
    rows = Contact.objects.filter(matter=OuterRef("pk"))
    confirmed = rows.filter(confirmation=Confirmation.CONFIRMED)
    waived = ContactWaiver.objects.filter(matter=OuterRef("pk"))
    return text_key(
        When(Exists(confirmed.filter(method__in=FACE_TO_FACE)), then=Value(MET)),
        When(Exists(waived), then=Value(WAIVED)),
        When(Exists(confirmed), then=Value(SPOKEN)),
        When(Exists(rows.filter(confirmation=Confirmation.OPEN)), then=Value(UNCONFIRMED)),
        default=NOT_MET,
    )


def told_totals(asker: Asked) -> Q:
    """Of which evaluations the reader knows what they came to: of few forms that would tell who said what.

    The same as on the evaluation's page; nobody but the committee's office sees through few forms.
    """
    totals = asker.sees("totals", kind="evaluation", path="matter__")
    few = asker.sees("few_forms", kind="evaluation", path="matter__")
    forms = EvaluationForm.objects.order_by().values("evaluation").annotate(number=Count("pk"))
    enough = forms.filter(number__gte=LEAST_FORMS).values("evaluation")
    silent = ~Q(Exists(EvaluationForm.objects.filter(evaluation=OuterRef("pk"))))
    return totals & (few | Q(pk__in=enough) | silent)


def told_evaluations(asker: Asked) -> QuerySet[Evaluation]:
    """Rounds that are over and of which the reader knows what they came to."""
    return Evaluation.objects.filter(told_totals(asker), committee=asker.committee, closed_on__isnull=False)


LEAST_CARRIED_OUT_FIRST = ("not_done", "partly", "not_resolved", "under_way", CLAIMED, FOLLOWED, CONFIRMED)
"""A proposal is no further carried out than the part that lags most."""


def said(aspects: Q, value: str, *, of: Q | None = None) -> Subquery:
    """The least of what the forms of one evaluation (the row) say on these aspects, as `value` names it."""
    return _least(Q(form__evaluation=OuterRef("pk")) & aspects & (of or Q()), value)


def said_in_form(aspects: Q, value: str) -> Subquery:
    """The least of what one form (the row) says of the units on these aspects."""
    return _least(Q(form=OuterRef("pk")) & aspects, value)


def _least(which: Q, value: str) -> Subquery:
    rank = ranked("value__meaning", LEAST_CONTENT_FIRST)
    first = EvaluationMark.objects.filter(which).annotate(rank=rank).order_by("rank", "-value__order", "pk")
    return Subquery(first.values(value)[:1])


ON_RESULT = Q(aspect=EvaluationAspect.RESULT)
ON_PROCESS = ~Q(aspect=EvaluationAspect.RESULT)
"""How it was handled, whatever aspects of that the forms ask for; never mixed with the result."""


def meaning_of_reply(path: str) -> Case:
    """How far a reply says that a matter is, the least advanced first."""
    return ranked(path, tuple(str(code) for code in LEAST_ADVANCED_FIRST))


def answering(committee: Committee) -> QuerySet[Matter]:
    """Assignments that answer to their parent and were not given back."""
    rows = Matter.objects.filter(committee=committee, kind="assignment", assignment__role__in=list(ANSWERING))
    return rows.exclude(state__in=RELIEVED_STATES)


def said_to_be(path: str) -> Case:
    """What a reply claims of the carrying out: a class is the unit's word and no visit."""
    return text_key(
        When(Q(**{path: ReplyMeaning.RESOLVED}), then=Value(CLAIMED)),
        When(Q(**{f"{path}__in": [ReplyMeaning.IN_PROGRESS, ReplyMeaning.PLANNED]}), then=Value("under_way")),
        When(Q(**{f"{path}__isnull": False}), then=Value("not_resolved")),
    )


def found_later() -> Case:
    """What was recorded last of a reply (the row) after it: put into effect on a day, else the class that holds now."""
    later = LaterResult.objects.filter(reply=OuterRef("pk")).order_by("-recorded_on", "-pk")
    done = _dated(Subquery(later.values("implemented_on")[:1]), "isnull", False)
    now = Subquery(later.annotate(word=said_to_be("reply_class__meaning")).values("word")[:1])
    return Case(
        When(done, then=Value(FOLLOWED)),
        default=Coalesce(now, said_to_be("reply_class__meaning")),
        output_field=CharField(null=True),
    )
