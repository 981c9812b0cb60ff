"""Forms of 回头看: planning a visit, recording it, saying what was found."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import LookBackGround
from huiyin.handling.models import LookBack
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.library import every
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, RecordForm, TextField

LOOK_BACK = "look_back"
MOST_DRAWN = 50
TIME_FOR_A_VISIT = timedelta(days=30)


@form("handling.plan_look_back@1")
class PlanLookBackForm(ActForm):
    """Why the matter is looked at again, and by when."""

    ground = forms.ChoiceField(label=_("缘由"), choices=LookBackGround.choices)
    visit_by = DateField(label=_("回访期限"))
    reason = LongTextField(label=_("说明"), max_length=500, rows=2, required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Within a month, as a rule."""
        return {"ground": LookBackGround.DUE, "visit_by": act.day + TIME_FOR_A_VISIT}

    def clean_visit_by(self) -> Any:
        """A visit lies ahead."""
        day = self.cleaned_data["visit_by"]
        if day < self.context.day:
            raise forms.ValidationError(_("回访期限不能早于今天。"))
        return day


@form("handling.record_visit@1")
class RecordVisitForm(ActForm):
    """Who was where, and what was seen."""

    visited_on = DateField(label=_("回访日期"))
    place = TextField(label=_("地点"), max_length=200)
    people = LongTextField(label=_("参加人员"), max_length=1000, rows=2)
    evidence = LongTextField(label=_("现场情况和佐证"), max_length=5000, rows=6)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What was recorded before, or today."""
        row = LookBack.objects.get(matter=act.matter)
        names = ("place", "people", "evidence")
        return {"visited_on": row.visited_on or act.day, **{name: getattr(row, name) for name in names}}

    def clean_visited_on(self) -> Any:
        """Only what has taken place is recorded."""
        day = self.cleaned_data["visited_on"]
        if day > self.context.day:
            raise forms.ValidationError(_("回访日期不能晚于今天。"))
        return day


@form("handling.look_back_finding@1")
class FindingForm(ActForm):
    """What the verdict rests on."""

    conclusion = LongTextField(label=_("结论说明"), max_length=2000, rows=4)


@form("handling.look_back_not_done@1")
class NotDoneForm(FindingForm):
    """Not done: a promise is followed anew, by a new day."""

    by_when = DateField(label=_("新的完成期限"))

    def prepare(self) -> None:
        """Only promises are followed anew by the verdict itself."""
        if self.context is None or self.context.matter.parent.kind != "commitment":
            del self.fields["by_when"]

    def clean_by_when(self) -> Any:
        """The day lies ahead."""
        day = self.cleaned_data["by_when"]
        if day <= self.context.day:
            raise forms.ValidationError(_("新的完成期限应晚于今天。"))
        return day


@form("handling.reopen_commitment@1")
class ReopenCommitmentForm(ActForm):
    """A promise is followed anew: why, and until when."""

    reason = LongTextField(label=_("理由"), max_length=1000, rows=3)
    by_when = DateField(label=_("新的完成期限"))

    def clean_by_when(self) -> Any:
        """The day lies ahead."""
        day = self.cleaned_data["by_when"]
        if day <= self.context.day:
            raise forms.ValidationError(_("新的完成期限应晚于今天。"))
        return day


class SampleForm(RecordForm):
    """From what a sample is drawn, how large, and by which lot; read from the address."""

    kind = forms.ChoiceField(label=_("种类"))
    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=2199)
    size = forms.IntegerField(label=_("抽取件数"), min_value=1, max_value=MOST_DRAWN)
    seed = TextField(
        label=_("抽签号"),
        max_length=40,
        help_text=_("同一抽签号、同一范围抽出的结果相同，可以复核；一般用会议日期或者当场报出的数字。"),
    )

    def prepare(self) -> None:
        """Offer what can be looked at again."""
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = looked_back_kinds()


def looked_back_kinds() -> list[tuple[str, str]]:
    """Kinds of matter whose procedure lets somebody plan a visit."""
    found = {procedure.kind for procedure in every().values() if LOOK_BACK in procedure.moves}
    return [(code, kind.label) for code, kind in registry.kinds.items() if code in found]
