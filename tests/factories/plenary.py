"""A whole session's proposals at once: rows as the acts leave them, written in bulk, for figures and their proofs.

The acts themselves are tested elsewhere; here their traces are needed in numbers: states with their steps, replies with
theirs, numbers in the register, evaluations with forms and marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from factories.people import Cast
from huiyin.handling.evaluation_value_preset import ensure_evaluation_values
from huiyin.handling.models import (
    Assignment,
    Contact,
    ContactWaiver,
    Evaluation,
    EvaluationForm,
    EvaluationMark,
    EvaluationValue,
    Reply,
    ReplyClass,
)
from huiyin.handling.reply_class_preset import ensure_reply_classes
from huiyin.people.models import Committee
from huiyin.procedure.enums import StepKind
from huiyin.procedure.library import newest
from huiyin.procedure.models import Clock, Matter, MatterParty, Step
from huiyin.proposals.models import Proposal
from huiyin.records.models import NumberRegister

LATE, ON_TIME = 130, 60
"""Days after the hand-over on which a reply goes out; the term is three months."""
TERM_DAYS = 90


@dataclass(frozen=True)
class Told:
    """One proposal of the session, as far as it has come.

    `units`: unit and role; `reply`: code of the class ("" while nothing was answered); `days`: after the hand-over;
    `contact`: met, spoken, waived, unconfirmed or ""; `said`: what each form says of the result, by meaning (None:
    nobody was asked, (): nobody answered); `asking`: the round is not over.
    """

    state: str = "replied"
    author: str = "白委员"
    kind: str = "individual"
    timing: str = "session"
    proposal_class: Any = None
    units: Sequence[tuple[str, str]] = ()
    reply: str = "A"
    days: int = ON_TIME
    contact: str = "met"
    said: Sequence[str] | None = None
    process: str = "satisfied"
    asking: bool = False
    title: str = ""


DOCKETED = (
    "docketed",
    "listed",
    "studied",
    "agreed",
    "handed_over",
    "handling",
    "replied",
    "not_handed_over",
)
PATH = {
    "submitted": ("draft", "submitted"),
    "not_docketed": ("draft", "submitted", "not_docketed"),
    "converted": ("draft", "submitted", "not_docketed", "converted"),
    "merged": ("draft", "submitted", "merged"),
    "withdrawn": ("draft", "submitted", "withdrawn"),
    "docketed": ("draft", "submitted", "docketed"),
    "not_handed_over": ("draft", "submitted", "docketed", "not_handed_over"),
    "handling": ("draft", "submitted", "docketed", "handling"),
    "replied": ("draft", "submitted", "docketed", "handling", "replied"),
}


@dataclass
class Writing:
    """The rows of one session before they are saved."""

    cast: Cast
    filed: datetime
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    classes: dict[str, ReplyClass] = field(default_factory=dict)
    values: dict[str, EvaluationValue] = field(default_factory=dict)
    session: Any = None

    @property
    def committee(self) -> Committee:
        """Whose session it is."""
        return self.cast.committee

    def add(self, model: type[models.Model], **values: Any) -> Any:
        """One row."""
        row = model(committee=self.committee, **values)
        self.rows.setdefault(model, []).append(row)
        return row

    def matter(self, procedure: str, path: Sequence[tuple[str, str]], title: str, **more: Any) -> Matter:
        """A matter that went through these moves to these states, one step a day."""
        definition = newest(procedure)
        state = definition.states[path[-1][1]]
        at = more.pop("at")
        last = at + timedelta(minutes=len(path))
        row: Matter = self.add(
            Matter, term=self.cast.committee.terms.get(), kind=definition.kind, procedure=procedure,
            version=definition.version, title=title, year=at.year, state=path[-1][1], stage=state.stage,
            entered_state_at=last, opened_at=at, closed_at=last if state.final else None, step_number=len(path),
            **more,
        )  # fmt: skip
        was = ""
        for number, (move, to) in enumerate(path, start=1):
            self.add(
                Step, matter=row, number=number, kind=StepKind.ACT, move=move,
                move_label=move, from_state=was, from_label="", to_state=to, to_label=to, stage=state.stage, round=1,
                at=at, recorded_at=at, previous_hash="", hash="",
            )  # fmt: skip
            was = to
        return row

    def save(self) -> None:
        """Everything, parents before children."""
        with transaction.atomic():
            for model in ORDER:
                model._default_manager.bulk_create(self.rows.pop(model, []), batch_size=500)
        assert not self.rows, list(self.rows)


ORDER: tuple[type[models.Model], ...] = (
    Matter, Step, MatterParty, Clock, Proposal, NumberRegister, Assignment, Reply, Contact, ContactWaiver, Evaluation,
    EvaluationForm, EvaluationMark,
)  # fmt: skip
MEANINGS = ("satisfied", "mostly_satisfied", "understanding", "reserved", "dissatisfied")


def hold_session(cast: Cast, told: Sequence[Told], *, filed: datetime, first: int = 1) -> list[Matter]:
    """Write these proposals, filed on one day, numbered from `first`; their matters in the order given."""
    ensure_reply_classes(cast.committee)
    writing = Writing(cast, filed, session=cast.plenary_session)
    writing.classes = {row.code: row for row in ReplyClass.objects.filter(committee=cast.committee)}
    ensure_evaluation_values(cast.committee)
    for meaning in MEANINGS:
        writing.values[meaning], _new = EvaluationValue.objects.get_or_create(
            committee=cast.committee,
            meaning=meaning,
            defaults={"code": meaning, "label": meaning, "order": 9},
        )
    found = [_proposal(writing, each, number) for number, each in enumerate(told, start=first)]
    writing.save()
    return found


def _proposal(writing: Writing, told: Told, number: int) -> Matter:
    moves = ("begin", "submit", "examined", "act", "act")
    path = list(zip(moves, PATH[told.state], strict=False))
    docketed = told.state in DOCKETED
    matter = writing.matter(
        "proposal", path, told.title or f"关于第{number}件事的提案", at=writing.filed,
        number=f"大会{writing.filed.year}{number:04d}" if docketed else "",
    )  # fmt: skip
    day = timezone.localdate(writing.filed)
    writing.add(
        Proposal, matter=matter, proposer_kind=told.kind, plenary_session=writing.session, timing=told.timing,
        filed_on=day, proposal_class=told.proposal_class, turn=1,
    )  # fmt: skip
    writing.add(MatterParty, matter=matter, role="author", person=writing.cast[told.author])
    if docketed:
        writing.add(
            NumberRegister, series=f"proposal-{writing.session.pk}", year=writing.filed.year, sequence=number,
            number=matter.number, matter=matter, at=writing.filed,
        )  # fmt: skip
    assigned = [_assignment(writing, told, matter, unit, role) for unit, role in told.units]
    if told.said is not None:
        _evaluation(writing, told, matter, [each for each in assigned if each.role != "assist"])
    return matter


def _assignment(writing: Writing, told: Told, parent: Matter, unit: str, role: str) -> Assignment:
    answered = bool(told.reply)
    handed = writing.filed + timedelta(days=30)
    lead = role != "assist"
    path = [("begin", "sent")]
    if answered:
        path += [("answer" if lead else "give_opinion", "answered"), ("settle", "settled")]
    matter = writing.matter(
        "assignment" if lead else "assist", path, parent.title, at=handed, parent=parent, parent_round=1,
        lineage=[str(parent.pk)],
        next_due=None if answered else timezone.localdate(handed) + timedelta(days=TERM_DAYS),
    )  # fmt: skip
    row: Assignment = writing.add(Assignment, matter=matter, unit=writing.cast.body(unit), role=role)
    writing.add(MatterParty, matter=matter, role="unit", body=row.unit)
    writing.add(MatterParty, matter=matter, role="assigning_office", body=writing.cast.body("市政协办公室"))
    writing.add(
        Clock, matter=matter, code="reply" if lead else "opinion", label="办复", round=1,
        started_on=timezone.localdate(handed), amount=TERM_DAYS, unit="days",
        due=timezone.localdate(handed) + timedelta(days=TERM_DAYS), calendar_version="",
        stopped_at=handed + timedelta(days=told.days) if answered else None,
    )  # fmt: skip
    if answered:
        writing.add(
            Reply, matter=matter, round=1, text="办理情况", reply_class=writing.classes[told.reply] if lead else None,
            answered_on=timezone.localdate(handed) + timedelta(days=told.days), is_final=True,
        )  # fmt: skip
    if lead:
        _contact(writing, told, matter, timezone.localdate(handed))
    return row


def _contact(writing: Writing, told: Told, matter: Matter, day: date) -> None:
    author = writing.cast[told.author]
    if told.contact == "waived":
        writing.add(ContactWaiver, matter=matter, author=author, on=day, channel="own")
    elif told.contact:
        confirmed = told.contact != "unconfirmed"
        writing.add(
            Contact, matter=matter, author=author, method="telephone" if told.contact == "spoken" else "visit",
            phase="before", on=day, unit_people="经办人", summary="了解意图",
            confirmation="confirmed" if confirmed else "open", confirmed_on=day if confirmed else None,
        )  # fmt: skip


def _evaluation(writing: Writing, told: Told, parent: Matter, assigned: Sequence[Assignment]) -> None:
    given = list(told.said or ())
    state = "open" if told.asking else "agreed" if given else "silent"
    path = [("begin", "open"), *[("evaluate", "open")] * len(given)]
    path += [] if told.asking else [("close", state)]
    at = writing.filed + timedelta(days=160)
    matter = writing.matter(
        "evaluation", path, parent.title, at=at, parent=parent, parent_round=1, lineage=[str(parent.pk)]
    )
    day = timezone.localdate(at)
    row = writing.add(
        Evaluation,
        matter=matter,
        verdict="" if told.asking else state,
        closed_on=None if told.asking else day,
    )
    for each in assigned:
        writing.add(MatterParty, matter=matter, role="unit", body=each.unit)
    for person, meaning in zip(
        (told.author, "马委员" if told.author == "白委员" else "白委员"), given, strict=False
    ):
        form = writing.add(
            EvaluationForm, evaluation=row, evaluator=writing.cast[person], given_on=day, channel="own"
        )
        for each in assigned:
            for aspect, code in (("process", told.process), ("result", meaning)):
                writing.add(
                    EvaluationMark, form=form, assignment=each, aspect=aspect, value=writing.values[code]
                )
