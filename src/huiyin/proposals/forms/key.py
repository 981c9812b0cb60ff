"""重点提案: nominated with the criteria it meets, decided by the chairpersons, what supervising and heading came to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.people.models import Committee
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.enums import KeyDuty, KeyWork
from huiyin.proposals.forms.examining import DecideForm
from huiyin.proposals.presets.key_criteria import criteria_in_use
from huiyin.proposals.selectors.hand_over import chairpersons, leaders_of_key
from huiyin.proposals.selectors.key import criteria_decided, criteria_nominated, leaders_doing
from huiyin.ui.forms import DateField, LongTextField, ObjectField, TextField


class CriteriaField(forms.MultipleChoiceField):
    """Ticks of the committee's criteria; `offer` fits it to a committee, and keeps what was decided in other words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple(), **kwargs)

    def offer(self, committee: Committee, kept: dict[str, str] | None = None) -> None:
        """The criteria in use, and those that stand already."""
        in_use = {each.code: each.label for each in criteria_in_use(committee)}
        self.choices = list({**(kept or {}), **in_use}.items())

    def to_python(self, value: Any) -> list[str]:
        """Each once, however often it was sent."""
        return list(dict.fromkeys(super().to_python(value)))


class KeyFields(ActForm):
    """Whether it is a key proposal, who supervises it and who heads it."""

    is_key = forms.BooleanField(label=_("列为重点提案"), required=False)
    criteria = CriteriaField(
        label=_("符合的遴选标准"),
        required=False,
        help_text=_("列为重点提案的至少勾选一条；提名时已经写明的，不勾选就按提名登记"),
    )
    supervisor = ObjectField(
        label=_("督办的政协领导"),
        offered=chairpersons,
        required=False,
        help_text=_("重点提案由主席、副主席督办"),
    )
    leader = ObjectField(
        label=_("领办的党政领导"),
        offered=offered.leaders,
        required=False,
        help_text=_("由党委、政府领导领办的填写；与督办分别登记"),
    )

    def prepare(self) -> None:
        """The committee's criteria."""
        field = self.fields["criteria"]
        if self.context is not None and isinstance(field, CriteriaField):
            field.offer(self.context.committee, criteria_decided(self.context.matter))
        super().prepare()

    def clean(self) -> dict[str, Any]:
        """A key proposal is somebody's and meets a criterion; of another one nobody is named."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        named = values.get("supervisor") or values.get("leader")
        if values.get("is_key") and not named:
            self.add_error("supervisor", _("列为重点提案的，请选择督办或者领办的领导。"))
        elif named and not values.get("is_key"):
            self.add_error("is_key", _("选择了督办、领办领导的，请勾选“列为重点提案”。"))
        if values.get("is_key") and not values.get("criteria") and "criteria" not in self.errors:
            values["criteria"] = list(criteria_nominated(self.context.matter))
            if not values["criteria"]:
                self.add_error("criteria", _("列为重点提案的，请勾选符合的遴选标准。"))
        return values


@form("proposals.study@1")
class StudyForm(KeyFields, DecideForm):
    """What the chairpersons decided: that it is handed over, whether it is a key proposal."""

    field_order = ("decision", "is_key", "criteria", "supervisor", "leader")


@form("proposals.set_key@1")
class SetKeyForm(KeyFields, DecideForm):
    """Change what was decided about key proposals, by a decision of the chairpersons."""

    field_order = ("decision", "is_key", "criteria", "supervisor", "leader")

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        persons = {each.kind: each.person_id for each in leaders_of_key(act.matter)}
        return {
            **super().initial_from(act),
            "is_key": act.matter.is_key,
            "criteria": list(criteria_decided(act.matter)) or list(criteria_nominated(act.matter)),
            "supervisor": persons.get(KeyDuty.SUPERVISE),
            "leader": persons.get(KeyDuty.HEAD),
        }


@form("proposals.nominate_key@1")
class NominateKeyForm(ActForm):
    """Which criteria it meets, and why it should be one."""

    criteria = CriteriaField(label=_("符合的遴选标准"))
    reason = LongTextField(
        label=_("提名理由"), max_length=1000, rows=3, help_text=_("只有参与遴选的人员和政协领导看得到")
    )

    def prepare(self) -> None:
        """The committee's criteria."""
        field = self.fields["criteria"]
        if self.context is not None and isinstance(field, CriteriaField):
            field.offer(self.context.committee)


class RecordForm(ActForm):
    """Base of what somebody did about a key proposal on a day."""

    duty: KeyDuty
    person = forms.ChoiceField(label=_("领导"))
    work = forms.ChoiceField(label=_("形式"), choices=[("", _("请选择")), *KeyWork.choices])
    on = DateField(label=_("日期"))
    place = TextField(label=_("地点"), max_length=200, required=False)
    participants = LongTextField(label=_("参加人员"), max_length=1000, rows=2, required=False)

    def prepare(self) -> None:
        """Those who have this duty."""
        field = self.fields["person"]
        if self.context is not None and isinstance(field, forms.ChoiceField):
            named = leaders_doing(self.context.matter, self.duty)
            field.choices = [(str(each.person_id), str(each.name)) for each in named]

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, and the leader where there is one."""
        named = leaders_doing(act.matter, cls.duty)
        return {"on": act.day, "person": str(named[0].person_id) if len(named) == 1 else ""}

    def clean_on(self) -> Any:
        """Only what has taken place is recorded."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return day


@form("proposals.record_supervision@1")
class SupervisionForm(RecordForm):
    """督办: what the chairperson saw of progress and quality, and what is to follow."""

    duty = KeyDuty.SUPERVISE
    progress = LongTextField(label=_("办理进展"), max_length=2000, rows=3)
    quality = LongTextField(label=_("办理质量"), max_length=2000, rows=3)
    decided = LongTextField(label=_("督办意见和后续要求"), max_length=2000, rows=3)


@form("proposals.record_heading@1")
class HeadingForm(RecordForm):
    """领办: what the leader decided, and what came of it."""

    duty = KeyDuty.HEAD
    decided = LongTextField(label=_("议定事项"), max_length=2000, rows=3)
    result = LongTextField(
        label=_("落实情况"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("还没有结果的，以后另行登记"),
    )
