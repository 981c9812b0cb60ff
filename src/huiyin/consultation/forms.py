"""Forms for recording a consultation: basic facts, who took part, who said what, what was agreed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.consultation.enums import Capacity, ConsultationForm
from huiyin.consultation.models import Activity, Participant
from huiyin.consultation.selectors import (
    MEMBERS,
    OFFICES,
    STAFF,
    activity_of,
    bodies_around,
    organisers_in,
    people_around,
    people_by_group,
)
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField, RowForm, Rows, TextField


class KeyField(forms.IntegerField):
    """The row that is being changed; empty for a new one."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput())


class PersonField(ObjectField):
    """A person from the list, found under members, the committee's staff or offices and units."""

    def restrict(self, context: Any) -> None:
        """Offer those of the committee, by group."""
        super().restrict(context)
        groups: dict[str, list[tuple[Any, str]]] = {name: [] for name in (MEMBERS, STAFF, OFFICES)}
        # A form has many rows; whom they offer is read once for all of them.
        offered = context.extra.get("participants_offered")
        if offered is None:
            under = people_by_group(context.committee)
            people = people_around(context.committee)
            offered = [(under[each.pk], each.pk, str(each)) for each in people if each.pk in under]
            context.extra["participants_offered"] = offered
        for group, key, name in offered:
            groups[group].append((key, name))
        self.choices = [("", self.empty_label), *((name, rows) for name, rows in groups.items() if rows)]


class ParticipantRow(RowForm):
    """One participant: chosen from the people known here, or written down by name."""

    key = KeyField()
    person = PersonField(label=_("人员"), offered=lambda act: people_around(act.committee), required=False)
    name = TextField(label=_("姓名"), max_length=60, required=False, help_text=_("从名单中选人的可不填"))
    body = ObjectField(label=_("单位"), offered=lambda act: bodies_around(act.committee), required=False)
    post = TextField(label=_("职务"), max_length=120, required=False)
    capacity = forms.ChoiceField(label=_("身份"), choices=Capacity.choices, initial=Capacity.MEMBER)

    def clean(self) -> dict[str, Any]:
        """A person from the list brings name and post along."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        person = values.get("person")
        if person is not None:
            values["name"] = values.get("name") or person.name
            values["post"] = values.get("post") or person.post
        elif not values.get("name"):
            self.add_error("name", _("请从名单中选人，或者填写姓名。"))
        return values


class OpinionRow(RowForm):
    """One opinion and who gave it."""

    key = KeyField()
    giver = ObjectField(label=_("提出人"), offered=lambda act: _participants(act))
    text = LongTextField(label=_("意见"), max_length=2000, rows=3)
    is_reserved = forms.BooleanField(
        label=_("保留意见"), required=False, help_text=_("未达成共识，作为保留意见存档")
    )


class ConsensusRow(RowForm):
    """One point of agreement."""

    key = KeyField()
    text = LongTextField(label=_("共识"), max_length=2000, rows=2)


def _participants(act: Act) -> Any:
    return Participant.objects.filter(activity__matter=act.matter).order_by("order", "pk")


class WithParticipants(ActForm):
    """Base of forms that list participants."""

    def clean(self) -> dict[str, Any]:
        """Nobody is listed twice."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        people = [row["person"].pk for row in values.get("participants", ()) if row["person"]]
        if len(people) != len(set(people)):
            self.add_error("participants", _("同一人员登记了两次。"))
        return values


class FactsForm(ActForm):
    """Title, form, day, place and organiser."""

    title = TextField(label=_("协商议题"), max_length=300)
    form = forms.ChoiceField(label=_("协商形式"), choices=[("", _("请选择")), *ConsultationForm.choices])
    held_on = DateField(label=_("协商日期"))
    place = TextField(label=_("地点"), max_length=120, required=False)
    organiser = ObjectField(label=_("组织单位"), offered=lambda act: organisers_in(act.committee))
    summary = LongTextField(label=_("协商情况"), max_length=5000, required=False)

    def clean_organiser(self) -> Any:
        """A special committee records its own consultations only."""
        organiser, act = self.cleaned_data["organiser"], self.context
        if act.role == "organiser" and act.grant is not None and act.grant.body_id != organiser.pk:
            raise forms.ValidationError(_("只能记录本单位组织的协商活动。"))
        return organiser


@form("consultation.begin@1")
class BeginForm(FactsForm, WithParticipants):
    """Record a consultation: the facts and, if at hand, who took part."""

    rows = {"participants": Rows(ParticipantRow, label=_("参加人员"), extra=3)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The clerk's own body is proposed as the organiser."""
        return {"organiser": act.grant.body if act.grant is not None else None}


@form("consultation.summary@1")
class SummaryForm(FactsForm):
    """Change the facts."""

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The facts as they stand."""
        activity = _activity(act)
        return {
            "title": act.matter.title,
            "form": activity.form,
            "held_on": activity.held_on,
            "place": activity.place,
            "organiser": activity.organiser,
            "summary": activity.summary,
        }


@form("consultation.participants@1")
class ParticipantsForm(WithParticipants):
    """Who took part."""

    rows = {"participants": Rows(ParticipantRow, label=_("参加人员"), min_rows=1, max_rows=300, extra=2)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The participants as they stand."""
        rows = _activity(act).participants.select_related("person", "body").order_by("order", "pk")
        return {
            "participants": [
                {
                    "key": row.pk,
                    "person": row.person,
                    "name": row.name,
                    "body": row.body,
                    "post": row.post,
                    "capacity": row.capacity,
                }
                for row in rows
            ]
        }


@form("consultation.opinions@1")
class OpinionsForm(ActForm):
    """Who said what; what found no consensus is marked as reserved."""

    rows = {"opinions": Rows(OpinionRow, label=_("意见"), min_rows=1, max_rows=300, extra=2)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The opinions as they stand."""
        rows = _activity(act).opinions.select_related("giver").order_by("order", "pk")
        return {
            "opinions": [
                {"key": row.pk, "giver": row.giver, "text": row.text, "is_reserved": row.is_reserved}
                for row in rows
            ]
        }


@form("consultation.consensus@1")
class ConsensusForm(ActForm):
    """What was agreed."""

    rows = {"consensus": Rows(ConsensusRow, label=_("共识"), min_rows=1, max_rows=100)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The consensus as it stands."""
        rows = _activity(act).consensus.order_by("order", "pk")
        return {"consensus": [{"key": row.pk, "text": row.text} for row in rows]}


def _activity(act: Act) -> Activity:
    activity = activity_of(act.matter)
    assert activity is not None, "an activity matter has its activity from the begin effect on"
    return activity
