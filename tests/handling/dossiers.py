"""A parent for the tests of handling: a dossier 卷宗 with recommendations, of a kind no package brings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from factories.people import Cast
from huiyin.handling import offered
from huiyin.handling.enums import Adoption
from huiyin.handling.models import Assignment, ReplyFinding
from huiyin.handling.panels import add_parent_panels
from huiyin.handling.points import record_adoption, replace_measures, replace_points
from huiyin.handling.references import CaseReference, reference
from huiyin.handling.registration import POINT_TABLES
from huiyin.handling.selectors import points_of, reply_classes
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.loader import load
from huiyin.procedure.models import Matter
from huiyin.procedure.page.deeds import MoveDeed
from huiyin.procedure.page.viewing import Visit, viewing
from huiyin.ui.forms import LongTextField, ObjectField, ObjectsField, RowForm, Rows, TextField

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CITY, LAND, ROADS = "市城市管理局", "市自然资源局", "市交通运输局"
PREFIX = {CITY: "城", LAND: "自", ROADS: "交"}
SIGNERS = ("核稿", "分管", "局长")


class PointRow(RowForm):
    """A recommendation with its suggested units."""

    point = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LongTextField(label="建议", max_length=500)
    units = ObjectsField(label="建议承办单位", offered=offered.units, required=False)


class ContentForm(ActForm):
    """Title and recommendations."""

    title = TextField(label="标题", max_length=100)
    authors = ObjectsField(label="提出人", offered=lambda act: Person.objects.order_by("pk"), required=False)
    rows = {"points": Rows(PointRow, label="建议")}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        points = points_of(act.matter)
        rows = [
            {"point": each.pk, "text": each.text, "units": [unit.body for unit in each.suggested_units.all()]}
            for each in points
        ]
        return {"title": act.matter.title, "points": rows}


class AdoptionRow(RowForm):
    """What became of a point."""

    point = ObjectField(label="建议", offered=lambda act: act.matter.points.all())
    adoption = forms.ChoiceField(label="采纳", choices=Adoption.choices)
    measure = TextField(label="措施", required=False)


class AdoptionForm(ActForm):
    """What became of the points."""

    rows = {"points": Rows(AdoptionRow, label="采纳情况")}


def write_content(act: Act) -> None:
    """Title and points."""
    act.matter.title = act.data["title"]
    for author in act.data["authors"]:
        act.add_party("author", author)
    replace_points(act, act.data["points"])


def write_adoption(act: Act) -> None:
    """Adoption, and a measure where one is named."""
    rows = act.data["points"]
    record_adoption(act, rows)
    measures = [{"point": row["point"], "kind": "document", "text": row["measure"]} for row in rows]
    replace_measures(act, [each for each in measures if each["text"]])


@reference("dossier")
def case_of(matter: Matter) -> CaseReference:
    """A dossier is cited by the fourth plenary session, under number 52."""
    return CaseReference(term=matter.term.number if matter.term else None, session=4, number="52")


@contextmanager
def dossiers_included() -> Iterator[Procedure]:
    """The dossier procedure, for the time of a test."""
    registry.kind("dossier", "卷宗", tables=POINT_TABLES)
    registry.form("dossiers.content@1")(ContentForm)
    registry.form("dossiers.adoption@1")(AdoptionForm)
    registry.effect("dossiers.content@1")(write_content)
    registry.effect("dossiers.adoption@1")(write_adoption)
    add_parent_panels("dossier")
    procedure = load(Path(__file__).parent / "dossier.v1.yaml")
    library.include(procedure)
    try:
        yield procedure
    finally:
        library.exclude(procedure)


@dataclass
class Office:
    """The cast at work: short forms of the acts that many tests need, all through the engine."""

    cast: Cast
    at: datetime = MONDAY
    authors: tuple[str, ...] = ()
    title: str = "园林绿化废弃物处理"

    def act(self, matter: Matter, move: str, name: str, **data: Any) -> Taken:
        """One act of a person of the cast."""
        return take(matter, move, actor=self.cast[name], at=self.at, data=data)

    def form(self, matter: Matter, move: str, name: str) -> dict[str, Any]:
        """What the form of a move shows before anybody types."""
        deed = self._deed(matter, move, name)
        assert deed.form_class is not None
        return deed.form_class.initial_from(deed.act)

    def form_fields(self, matter: Matter, move: str, name: str) -> set[str]:
        """The fields that the form of a move asks this person for."""
        form = self._deed(matter, move, name).form()
        return set(form.fields) if form else set()

    def _deed(self, matter: Matter, move: str, name: str) -> MoveDeed:
        visit = Visit(self.cast[name], self.at, tuple(current_grants(self.cast[name], self.at.date())))
        here = viewing(visit, matter)
        return MoveDeed(here, visit, move, here.procedure.moves[move])

    def later(self, days: int) -> None:
        """Let days pass."""
        self.at += timedelta(days=days)

    def dossier(self, *suggested: tuple[str, ...], drafter: str = "周经委") -> Matter:
        """A dossier with one recommendation per tuple of suggested units."""
        rows = [
            {"text": f"建议{number}", "units": [self.cast.body(name).pk for name in names]}
            for number, names in enumerate(suggested, start=1)
        ]
        authors = [self.cast[name].pk for name in self.authors]
        data = {"title": self.title, "points": rows, "authors": authors}
        committee = self.cast.committee
        return begin("dossier", committee=committee, actor=self.cast[drafter], at=self.at, data=data).matter

    def assigning(self, *suggested: tuple[str, ...]) -> Matter:
        """A dossier that waits for being handed over."""
        return self.act(self.dossier(*suggested), "send_direct", "林政协").matter

    def assigned(self, *rows: tuple[str, str, tuple[int, ...]], points: int = 0) -> Matter:
        """A dossier in handling: rows of (unit, role, numbers of points)."""
        count = points or max(number for _unit, _role, numbers in rows for number in numbers)
        matter = self.assigning(*[(CITY,)] * count)
        return self.act(matter, "assign", "府督查", assignments=self.rows(matter, *rows)).matter

    def rows(self, matter: Matter, *rows: tuple[str, str, tuple[int, ...]]) -> list[dict[str, Any]]:
        """What the form of handing over is given."""
        keys = dict(matter.points.values_list("order", "pk"))
        return [
            {"unit": self.cast.body(unit).pk, "role": role, "points": [keys[number] for number in numbers]}
            for unit, role, numbers in rows
        ]

    def child(self, matter: Matter, unit: str) -> Matter:
        """The newest assignment of a unit under a matter."""
        rows = Assignment.objects.filter(matter__parent=matter, unit=self.cast.body(unit))
        return rows.select_related("matter").latest("pk").matter

    def reply_data(self, child: Matter, **more: Any) -> dict[str, Any]:
        """A complete reply to every covered point."""
        covered = child.assignment.covered.select_related("point")
        answers = [{"point": each.point_id, "text": f"已办{each.point.order}"} for each in covered]
        classes = reply_classes(self.cast.committee, self.at.date()).get(code="A")
        return {"text": "办理情况如下。", "reply_class": classes.pk, "answers": answers, **more}

    def received(self, child: Matter, unit: str) -> Matter:
        """Signed for."""
        return self.act(child, "receive", f"{PREFIX[unit]}经办").matter

    def drafted(self, child: Matter, unit: str, **more: Any) -> Matter:
        """With a complete draft, and every finding of its check explained."""
        return self.explained(self.checked(child, unit, **more), unit)

    def explained(self, child: Matter, unit: str, answer: str = "已核实，情况属实。") -> Matter:
        """What the check found is explained; with nothing to explain, nothing is done."""
        waiting = ReplyFinding.objects.filter(
            reply__matter=child, reply__answered_on=None, answer="", blocks=False
        )
        rows = [{"finding": each.pk, "answer": answer} for each in waiting]
        if not rows:
            return child
        return self.act(child, "answer_findings", f"{PREFIX[unit]}经办", findings=rows).matter

    def checked(self, child: Matter, unit: str, **more: Any) -> Matter:
        """With a complete draft, as its check left it."""
        clerk = f"{PREFIX[unit]}经办"
        child.refresh_from_db()
        if child.state == "sent":
            self.received(child, unit)
        return self.act(child, "draft_reply", clerk, **self.reply_data(child, **more)).matter

    def signed(self, child: Matter, unit: str, **more: Any) -> Matter:
        """Signed off by reviewer, deputy and head."""
        matter = self.drafted(child, unit, **more)
        for signer in SIGNERS:
            matter = self.act(matter, "sign", f"{PREFIX[unit]}{signer}").matter
        return matter

    def answered(self, child: Matter, unit: str, **more: Any) -> Matter:
        """Sent out."""
        return self.act(self.signed(child, unit, **more), "answer", f"{PREFIX[unit]}经办").matter

    def settled(self, child: Matter, unit: str, **more: Any) -> Matter:
        """Checked and accepted by the office that handed over."""
        return self.act(self.answered(child, unit, **more), "settle", "府督查").matter
