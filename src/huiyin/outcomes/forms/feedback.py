"""Giving back what came of it: per recommendation to the committee, per opinion to its giver."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from huiyin.consultation.models import Opinion
from huiyin.handling import offered
from huiyin.handling.enums import Adoption, MeasureKind
from huiyin.handling.models import Point
from huiyin.handling.selectors import commitments_of, points_of
from huiyin.outcomes.enums import EchoChannel, GiverVerdict
from huiyin.outcomes.models import Echo, Outcome
from huiyin.outcomes.rules import echo_text, kept_text
from huiyin.outcomes.selectors import echoes_to_answer, outcome_of, points_by_opinion, untold_opinions
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField, RowForm, Rows, Section, TextField

WITH_RESULT = (Adoption.ADOPTED, Adoption.PARTLY)


class VerdictRow(RowForm):
    """What became of one recommendation."""

    point = ObjectField(label=_("建议"), offered=offered.open_points)
    adoption = forms.ChoiceField(label=_("采纳情况"), choices=[("", _("请选择")), *Adoption.choices])
    adoption_reason = LongTextField(
        label=_("理由"), max_length=1000, rows=2, required=False, help_text=_("部分采纳、未采纳的必须写明")
    )

    def clean(self) -> dict[str, Any]:
        """What was not adopted in full has a reason."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("adoption") in (Adoption.PARTLY, Adoption.NOT_ADOPTED) and not values.get(
            "adoption_reason"
        ):
            self.add_error("adoption_reason", _("部分采纳、未采纳的，须写明理由。"))
        return values


class MeasureRow(RowForm):
    """One measure that a recommendation was turned into, with its evidence."""

    point = ObjectField(label=_("建议"), offered=offered.open_points)
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("请选择")), *MeasureKind.choices])
    text = LongTextField(label=_("措施"), max_length=2000, rows=2)
    unit = ObjectField(label=_("落实单位"), offered=offered.units, required=False)
    evidence = LongTextField(
        label=_("佐证"), max_length=2000, rows=2, help_text=_("文件名称文号、项目批复、现场核验情况等")
    )
    done_on = DateField(label=_("落实日期"), required=False, help_text=_("已经落实的填写"))

    def clean_done_on(self) -> Any:
        """What is done lies behind."""
        day = self.cleaned_data["done_on"]
        if day is not None and self.context is not None and day > self.context.day:
            raise forms.ValidationError(_("落实日期不能晚于今天；尚未完成的请列为承诺。"))
        return day


class CommitmentRow(RowForm):
    """What is promised beyond today: who, what, by when."""

    point = ObjectField(label=_("建议"), offered=offered.open_points)
    unit = ObjectField(label=_("承诺单位"), offered=offered.units)
    what = LongTextField(label=_("承诺事项"), max_length=500, rows=2)
    by_when = DateField(label=_("完成期限"))
    evidence_wanted = TextField(label=_("兑现凭据"), max_length=300, required=False)

    def clean_by_when(self) -> Any:
        """A promise lies ahead."""
        day = self.cleaned_data["by_when"]
        if self.context is not None and day < self.context.day:
            raise forms.ValidationError(_("承诺的完成期限不能早于今天。"))
        return day


@form("outcomes.feed_back@1")
class FeedBackForm(ActForm):
    """反馈函: the whole, then each recommendation with what became of it, measures and commitments."""

    text = LongTextField(label=_("办理总体情况"), max_length=10000, rows=6)
    letter_number = TextField(label=_("反馈函文号"), max_length=60, required=False)
    rows = {
        "verdicts": Rows(VerdictRow, label=_("逐条采纳情况"), can_add=False, min_rows=1),
        "measures": Rows(MeasureRow, label=_("落实措施"), extra=2),
        "commitments": Rows(
            CommitmentRow, label=_("新增承诺"), extra=0, help_text=_("答复中已作出的承诺不必重填")
        ),
    }
    sections = (
        Section(_("总体情况"), ("text", "letter_number")),
        Section(_("逐条反馈"), ("verdicts", "measures", "commitments")),
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Every recommendation with what was said of it in an earlier round."""
        points = [point for point in points_of(act.matter) if not point.no_action]
        names = ("kind", "text", "unit", "evidence", "done_on")
        return {
            "verdicts": [
                {"point": each, "adoption": each.adoption, "adoption_reason": each.adoption_reason}
                for each in points
            ],
            "measures": [
                {"point": each, **{name: getattr(row, name) for name in names}}
                for each in points
                for row in each.measures.all()
            ],
        }

    def clean(self) -> dict[str, Any]:
        """Every recommendation once; what was adopted has become something."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "verdicts" not in values:
            return values
        # Refusing a set of rows takes it out of the cleaned values, so they are taken first.
        verdicts = values["verdicts"]
        judged = [row["point"].pk for row in verdicts]
        for point in offered.open_points(self.context):
            if judged.count(point.pk) != 1:
                self.add_error(
                    "verdicts", _("第%(number)d条须逐条填写一次采纳情况。") % {"number": point.order}
                )
        if "measures" in values and "commitments" in values:
            self._refuse_empty_adoption(verdicts, [*values["measures"], *values["commitments"]])
        return values

    def _refuse_empty_adoption(self, verdicts: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
        filled = {row["point"].pk for row in rows}
        filled |= {each.point_id for each in commitments_of(self.context.matter)}
        for row in verdicts:
            if row["adoption"] in WITH_RESULT and row["point"].pk not in filled:
                number = row["point"].order
                text = _("第%(number)d条采纳或者部分采纳的，须列出落实措施和佐证，或者写明完成期限的承诺。")
                self.add_error("verdicts", text % {"number": number})


def _untold(act: Act) -> QuerySet[Opinion]:
    keys = [opinion.pk for opinion in untold_opinions(outcome_of(act.matter), act.matter.round)]
    return Opinion.objects.filter(pk__in=keys).select_related("giver").order_by("order", "pk")


class TellRow(RowForm):
    """One opinion whose giver is told."""

    opinion = ObjectField(label=_("意见"), offered=_untold)
    channel = forms.ChoiceField(label=_("告知方式"), choices=EchoChannel.choices)
    told_on = DateField(label=_("告知日期"))
    told_by = TextField(label=_("告知人"), max_length=60)
    text = LongTextField(label=_("告知内容"), max_length=3000, rows=4)

    def clean_told_on(self) -> Any:
        """Somebody is told on a day that has come."""
        day = self.cleaned_data["told_on"]
        if self.context is not None and day > self.context.day:
            raise forms.ValidationError(_("告知日期不能晚于今天。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Only who can sign in can be told by the system."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        opinion = values.get("opinion")
        if opinion and values.get("channel") == EchoChannel.IN_APP and not has_account(opinion):
            self.add_error("channel", _("该意见提出人没有账号，请以电话、书信或者当面告知。"))
        return values


@form("outcomes.tell@1")
class TellForm(ActForm):
    """Tell the givers of opinions, many at once; whoever is left out waits for another time."""

    rows = {"echoes": Rows(TellRow, label=_("告知"), min_rows=1, max_rows=300, can_add=False)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """One row per opinion whose giver has not been told, with the text composed; the clerk may edit it."""
        outcome = outcome_of(act.matter)
        opinions = untold_opinions(outcome, act.matter.round)
        points = points_by_opinion(outcome, opinions)
        return {
            "echoes": [
                {
                    "opinion": each,
                    "channel": EchoChannel.IN_APP if has_account(each) else EchoChannel.PHONE,
                    "told_on": act.day,
                    "told_by": act.actor.name if act.actor else "",
                    "text": text_for(outcome, each, points.get(each.pk, [])),
                }
                for each in opinions
            ]
        }

    def clean(self) -> dict[str, Any]:
        """One opinion is told of once a round."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        told = [row["opinion"].pk for row in values.get("echoes", ())]
        if len(told) != len(set(told)):
            self.add_error("echoes", _("同一条意见填写了两次。"))
        return values


def has_account(opinion: Opinion) -> bool:
    """Whether the giver can sign in and read it there."""
    person = opinion.giver.person
    return person is not None and person.account_id is not None


def text_for(outcome: Outcome, opinion: Opinion, points: list[Point]) -> str:
    """What the giver of an opinion is told: what came of the recommendations it went into, or that it is kept."""
    consultation, title = outcome.activity.matter.title, outcome.matter.title
    if not points:
        return kept_text(consultation, title, reserved=opinion.is_reserved)
    results = [
        (
            point.order,
            _verdict_of(point),
            [f"{row.get_kind_display()}——{row.text.rstrip('。；')}" for row in point.measures.all()],
        )
        for point in points
    ]
    return echo_text(consultation, title, results)


def _verdict_of(point: Point) -> str:
    if point.no_action:
        return f"不需办理，{point.no_action_reason.rstrip('。')}"
    label = str(point.get_adoption_display()) or "尚无结论"
    reason = point.adoption_reason.rstrip("。")
    return f"{label}，{reason}" if reason else label


def _own_echoes(act: Act) -> QuerySet[Echo]:
    if act.actor is None:
        return Echo.objects.none()
    return echoes_to_answer(outcome_of(act.matter), act.actor)


class OwnOpinionField(ObjectField):
    """The giver's own opinions, by what they said."""

    def label_from_instance(self, obj: Any) -> str:
        """The opinion itself: a giver may have had several."""
        return Truncator(obj.opinion.text).chars(40)


class AnswerRow(RowForm):
    """What the giver says to one result."""

    echo = OwnOpinionField(label=_("意见"), offered=_own_echoes)
    verdict = forms.ChoiceField(label=_("对结果的评价"), choices=[("", _("请选择")), *GiverVerdict.choices])
    words = LongTextField(label=_("评价意见"), max_length=1000, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Who disagrees says with what."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("verdict") == GiverVerdict.DISPUTED and not values.get("words"):
            self.add_error("words", _("不认可的，请说明哪里没有落实。"))
        return values


@form("outcomes.answer_echo@1")
class AnswerEchoForm(ActForm):
    """The giver's verdict on what came of each of their opinions."""

    rows = {"answers": Rows(AnswerRow, label=_("评价"), min_rows=1, can_add=False)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What this person was told in the present round."""
        return {
            "answers": [
                {"echo": each, "verdict": each.verdict, "words": each.words} for each in _own_echoes(act)
            ]
        }
