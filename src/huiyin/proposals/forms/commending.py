"""Rounds of commendation: criteria, nominations, what is drawn from the record, examination, scores, the list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.given_rows import GivenRow
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import form
from huiyin.proposals.enums import KIND, Commended
from huiyin.proposals.models import CommendationCriterion, Nominee
from huiyin.proposals.presets.commending import CRITERIA
from huiyin.proposals.rules.state_groups import DOCKETED, MERGED
from huiyin.proposals.selectors.commending import (
    criteria_of_round,
    nominees_of,
    own_scores,
    passed_nominees,
    standing_nominees,
    strikable,
)
from huiyin.ui.forms import LongTextField, ObjectField, ObjectsField, RowForm, Rows, TextField

CHOOSE = ("", _("请选择"))
MOST_SCORED = 1000
"""Nominees times criteria: what one page can hold."""
HUNDRED = 100


class CriterionRow(RowForm):
    """One criterion of the round."""

    about = forms.ChoiceField(label=_("表彰对象"), choices=[CHOOSE, *Commended.choices])
    text = TextField(label=_("标准"), max_length=200)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=HUNDRED)


@form("proposals.commend_begin@1")
class BeginForm(ActForm):
    """Whose work is commended by which criteria."""

    title = TextField(
        label=_("名称"), max_length=120, help_text=_("例如：2026年度优秀提案和先进承办单位评选")
    )
    of_year = forms.IntegerField(label=_("表彰年度"), min_value=1950, max_value=2100)
    rows = {"criteria": Rows(CriterionRow, label=_("评选标准"), min_rows=1, max_rows=30)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Last year is not over before its evaluation is: the present year, and criteria to start from."""
        rows = [{"about": about, "text": text, "weight": weight} for about, text, weight in CRITERIA]
        return {"of_year": act.day.year, "criteria": rows}

    def clean(self) -> dict[str, Any]:
        """No criterion twice; weights add up to a hundred for each kind that is commended."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        rows = values.get("criteria", ())
        for about in Commended:
            mine = [row for row in rows if row["about"] == about]
            total = sum(row["weight"] for row in mine)
            if mine and total != HUNDRED:
                text = _("%(about)s的权重合计应为100，现为%(total)d。")
                self.add_error("criteria", text % {"about": about.label, "total": total})
        texts = [(row["about"], row["text"]) for row in rows]
        if len(set(texts)) < len(texts):
            self.add_error("criteria", _("同一标准写了两次。"))
        return values


def _units(act: Act) -> QuerySet[Body]:
    taken = nominees_of(act.matter).filter(unit__isnull=False).values("unit")
    rows = Body.objects.filter(committee=act.committee, kind=BodyKind.UNIT, until__isnull=True)
    return rows.exclude(pk__in=taken).order_by("pk")


@form("proposals.commend_nominate@1")
class NominateForm(ActForm):
    """Proposals by number and units, on one ground."""

    numbers = LongTextField(
        label=_("提案编号"), max_length=4000, rows=3, required=False, help_text=_("每行一个编号，须已经立案")
    )
    units = ObjectsField(label=_("承办单位"), offered=_units, required=False)
    ground = LongTextField(
        label=_("理由"), max_length=1000, rows=3, help_text=_("公布以前，只有审核和决定的人员看得到")
    )

    def clean(self) -> dict[str, Any]:
        """Docketed proposals that are not nominated yet; at least one of either kind."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        written = list(dict.fromkeys(values.get("numbers", "").split()))
        found = {each.number: each for each in self._numbered(written)}
        for number in written:
            fault = self._fault(number, found.get(number))
            if fault:
                self.add_error("numbers", fault)
        values["proposals"] = [found[number] for number in written if number in found]
        if not written and not values.get("units") and not self.errors:
            self.add_error("numbers", _("请填写提案编号，或者选择承办单位。"))
        return values

    def _numbered(self, numbers: list[str]) -> QuerySet[Matter]:
        rows = Matter.objects.filter(committee=self.context.committee, kind=KIND, number__in=numbers)
        return rows.order_by("pk")

    def _fault(self, number: str, matter: Matter | None) -> str:
        if matter is not None and matter.state in MERGED:
            return _("%(number)s已经并入其他提案，请提名主案。") % {"number": number}
        if matter is None or matter.state not in DOCKETED:
            return _("没有编号为%(number)s的立案提案。") % {"number": number}
        if nominees_of(self.context.matter).filter(proposal__matter=matter).exists():
            return _("%(number)s已经是本轮候选。") % {"number": number}
        return ""


@form("proposals.commend_draw_proposals@1")
class DrawProposalsForm(ActForm):
    """By which measures of the record proposals are drawn."""

    resolved = forms.BooleanField(label=_("答复类别为已经解决"), required=False)
    satisfied = forms.BooleanField(label=_("提案人评价满意（已结束的评价）"), required=False)
    on_time = forms.BooleanField(label=_("全部按期办复"), required=False)
    met = forms.BooleanField(label=_("面商齐全（经本人确认或者本人免除）"), required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """All of them."""
        return dict.fromkeys(("resolved", "satisfied", "on_time", "met"), True)

    def clean(self) -> dict[str, Any]:
        """Without a measure every proposal would be drawn."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(values.get(name) for name in ("resolved", "satisfied", "on_time", "met")):
            self.add_error("resolved", _("请至少勾选一个条件。"))
        return values


def _share(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=HUNDRED, required=False, help_text=_("不作要求的不填")
    )


@form("proposals.commend_draw_units@1")
class DrawUnitsForm(ActForm):
    """Which figures a unit's year must reach."""

    handled = forms.IntegerField(label=_("承办提案不少于（件次）"), min_value=1, max_value=9999)
    on_time = _share(_("按期办复率不低于（%）"))
    satisfied = _share(_("满意率不低于（%）"))
    kept = _share(_("承诺兑现率不低于（%）"))
    returns = forms.IntegerField(
        label=_("申退不多于（件次）"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("不作要求的不填"),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What most committees ask."""
        return {"handled": 1, "on_time": HUNDRED, "satisfied": 90}


@form("proposals.commend_strike@1")
class StrikeForm(ActForm):
    """Who is no nominee any more, and why."""

    nominees = ObjectsField(label=_("取消的候选"), offered=strikable)
    reason = LongTextField(label=_("理由"), max_length=500, rows=2)


class ExamineRow(GivenRow):
    """What the examination says of one nominee."""

    given = "nominee"
    nominee = ObjectField(label=_("候选"), offered=standing_nominees, widget=forms.HiddenInput)
    passed = forms.ChoiceField(label=_("审核"), choices=[CHOOSE, ("yes", _("通过")), ("no", _("不通过"))])
    remark = LongTextField(label=_("审核意见"), max_length=500, rows=2, required=False)

    def prepare(self) -> None:
        """The nominee and the ground are read with the question."""
        nominee = self.record()
        if isinstance(nominee, Nominee):
            self.fields["passed"].label = f"{nominee.get_about_display()}：{nominee.name}"
            self.fields["passed"].help_text = nominee.ground

    def clean(self) -> dict[str, Any]:
        """What does not pass is told why."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("passed") == "no" and not data.get("remark"):
            self.add_error("remark", _("不通过的，请写明理由。"))
        return data


@form("proposals.commend_examine@1")
class ExamineForm(ActForm):
    """Nominee by nominee."""

    rows = {
        "nominees": Rows(
            ExamineRow, label=_("逐个审核"), can_add=False, can_remove=False, min_rows=1, max_rows=500
        )
    }

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Everybody, as examined before."""
        known = {None: "", True: "yes", False: "no"}
        rows = [
            {"nominee": each, "passed": known[each.passed], "remark": each.remark}
            for each in nominees_of(act.matter)
        ]
        return {"nominees": rows}

    def clean(self) -> dict[str, Any]:
        """Each once."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        judged = [row["nominee"].pk for row in data.get("nominees", ())]
        for nominee in nominees_of(self.context.matter) if "nominees" in data else ():
            if judged.count(nominee.pk) != 1:
                self.add_error("nominees", _("“%(name)s”须审核一次。") % {"name": nominee.name})
        return data


def _criteria(act: Act) -> QuerySet[CommendationCriterion]:
    return CommendationCriterion.objects.filter(commendation__matter=act.matter).order_by("order", "pk")


class ScoreRow(GivenRow):
    """What one nominee gets by one criterion."""

    given = "nominee"
    nominee = ObjectField(label=_("候选"), offered=passed_nominees, widget=forms.HiddenInput)
    criterion = ObjectField(label=_("标准"), offered=_criteria, widget=forms.HiddenInput)
    points = forms.IntegerField(label=_("得分"), min_value=0, max_value=HUNDRED)
    words = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Who, and by which criterion."""
        words = self.initial.get("words") or self.data.get(self.add_prefix("words"), "")
        if words:
            self.fields["points"].label = str(words)[:300]

    def clean(self) -> dict[str, Any]:
        """A unit is not scored by a criterion for proposals."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        nominee, criterion = data.get("nominee"), data.get("criterion")
        if nominee and criterion and nominee.about != criterion.about:
            self.add_error("points", _("标准与候选不符，请重新打开本页。"))
        return data


@form("proposals.commend_score@1")
class ScoreForm(ActForm):
    """All passed nominees by all criteria of their kind."""

    rows = {
        "scores": Rows(
            ScoreRow, label=_("评分"), can_add=False, can_remove=False, min_rows=1, max_rows=MOST_SCORED
        )
    }

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What this person gave before; nothing where one page cannot hold it: no nominee is scored in part."""
        given = own_scores(act.matter, act.actor) if act.actor is not None else {}
        rows = [
            {
                "nominee": nominee, "criterion": criterion, "points": given.get((nominee.pk, criterion.pk)),
                "words": f"{nominee.name}：{criterion.text}（{criterion.weight}%）",
            }
            for nominee, criterion in _pairs(act)
        ]  # fmt: skip
        return {"scores": rows if len(rows) <= MOST_SCORED else []}

    def clean(self) -> dict[str, Any]:
        """Nobody is scored twice by one criterion, and everybody on this one page."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        number = len(_pairs(self.context))
        if number > MOST_SCORED:
            text = _("逐项评分共%(number)d项，一次最多%(most)d项，请先退回重新提名，减少候选。")
            raise forms.ValidationError(text % {"number": number, "most": MOST_SCORED})
        pairs = [(row["nominee"].pk, row["criterion"].pk) for row in data.get("scores", ())]
        if len(set(pairs)) < len(pairs):
            self.add_error("scores", _("同一候选的同一标准评了两次。"))
        return data


def _pairs(act: Act) -> list[tuple[Nominee, CommendationCriterion]]:
    """Every nominee that passed with every criterion of its kind."""
    criteria, passed = criteria_of_round(act.matter), passed_nominees(act)
    return [(nominee, each) for nominee in passed for each in criteria if each.about == nominee.about]
