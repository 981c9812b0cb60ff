"""Planning a sitting: which body sits, when, and what is on the agenda."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Body
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import form
from huiyin.sittings.enums import SittingKind
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import MOST_ITEMS
from huiyin.sittings.selectors import (
    hidden_from_readers,
    items_handled,
    kinds_open_to,
    matters_numbered,
    matters_offered,
    own_special_committee,
    sitting_of,
    special_committees,
)
from huiyin.ui.forms import DateField, ObjectField, RowForm, Rows, Section, TextField

CHOOSE = ("", _("请选择"))
CLOSED = _("已办结")


class ItemRow(RowForm):
    """One item: a matter that the person may see, or a plain subject; and what is to be decided."""

    item = forms.IntegerField(required=False, widget=forms.HiddenInput())
    matter = forms.ChoiceField(label=_("事项"), required=False)
    text = TextField(label=_("议题"), max_length=300, required=False, help_text=_("选了事项的可以不填"))
    note = TextField(label=_("拟决定事项"), max_length=300, required=False)

    def prepare(self) -> None:
        """Offer the matters, the open ones first."""
        field = self.fields["matter"]
        assert isinstance(field, forms.ChoiceField)
        offered = matters_offered(self.context).values() if self.context is not None else ()
        field.choices = [CHOOSE, *_grouped(offered)]

    def clean_matter(self) -> Matter | None:
        """The matter itself."""
        chosen = self.cleaned_data["matter"]
        return matters_offered(self.context)[chosen] if chosen else None

    def clean(self) -> dict[str, Any]:
        """An item is about something."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("matter") and not values.get("text") and "matter" not in self.errors:
            self.add_error("text", _("请选择事项，或者填写议题。"))
        return values


def _grouped(matters: Iterable[Matter]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Open matters by their kind, then the closed ones; within each the order they came in."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    closed: list[tuple[str, str]] = []
    for each in matters:
        kind = registry.kinds.get(each.kind)
        label = kind.label if kind else each.kind
        entry = (str(each.pk), str(each) or label)
        (groups.setdefault(label, []) if each.is_open else closed).append(entry)
    return [*groups.items(), *([(CLOSED, closed)] if closed else [])]


AGENDA = Rows(
    ItemRow,
    label=_("议程"),
    max_rows=MOST_ITEMS,
    extra=2,
    help_text=_("按会议顺序排列；没有列出的较早事项，在议题中填写其编号即可列入。"),
)


class WithAgenda(ActForm):
    """Base of forms that set the agenda."""

    def convening_body(self) -> Body | None:
        """The special committee whose sitting it is."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """A matter stands there once, and everybody who reads the minutes may see it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        self._find_by_number(values.get("agenda", ()))
        matters = [row["matter"] for row in values.get("agenda", ()) if row["matter"]]
        twice = {each.pk: each for number, each in enumerate(matters) if each in matters[:number]}
        if twice:
            names = "、".join(f"“{each}”" for each in twice.values())
            self.add_error("agenda", _("%(names)s在议程中出现了两次。") % {"names": names})
        hidden = hidden_from_readers(self.context, self.convening_body(), matters)
        if hidden:
            names = "、".join(f"“{each}”" for each in hidden)
            text = _("%(names)s不能列入这次会议：政协办或者召开会议的专委会的经办人无权查看。")
            self.add_error("agenda", text % {"names": names})
        return values

    def _find_by_number(self, rows: Sequence[dict[str, Any]]) -> None:
        """A subject that is the number of a matter means that matter."""
        written = {row["text"] for row in rows if not row["matter"]}
        found = matters_numbered(self.context, written)
        for row in rows:
            if not row["matter"] and row["text"] in found:
                row["matter"], row["text"] = found[row["text"]], ""


@form("sittings.begin@1")
class BeginForm(WithAgenda):
    """Plan a sitting: its kind, name and day, and the agenda as far as it is known."""

    kind = forms.ChoiceField(label=_("会议类别"), choices=[CHOOSE, *SittingKind.choices])
    body = ObjectField(
        label=_("专门委员会"),
        offered=special_committees,
        required=False,
        help_text=_("专门委员会会议填写，其他会议不填"),
    )
    title = TextField(label=_("会议名称"), max_length=120, help_text=_("如：市政协十一届第20次主席会议"))
    planned_on = DateField(label=_("拟召开日期"))
    place = TextField(label=_("地点"), max_length=120, required=False)
    rows = {"agenda": AGENDA}
    sections = (
        Section(_("会议"), ("kind", "body", "title", "planned_on", "place")),
        Section(_("议程"), ("agenda",)),
    )

    def prepare(self) -> None:
        """A special committee's clerk plans that committee's own sittings."""
        if self.context is None:
            return
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, *kinds_open_to(self.context)]

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Begun on a matter's page, that matter is on the agenda; the clerk's own committee is proposed."""
        values: dict[str, Any] = {}
        if act.role == "organiser":
            values = {"kind": SittingKind.SPECIAL_COMMITTEE, "body": own_special_committee(act.grant)}
        origin = act.matter.origin
        if origin is not None and str(origin.pk) in matters_offered(act):
            values["agenda"] = [{"matter": str(origin.pk)}]
        return values

    def convening_body(self) -> Body | None:
        """The special committee that was chosen."""
        return self.cleaned_data.get("body")

    def clean(self) -> dict[str, Any]:
        """A special committee's sitting names it, a clerk's is their own; no other sitting names one."""
        values = super().clean()
        kind, body, act = values.get("kind"), values.get("body"), self.context
        if kind == SittingKind.SPECIAL_COMMITTEE and body is None and "body" not in self.errors:
            self.add_error("body", _("专门委员会会议须写明是哪个专门委员会。"))
        elif kind and kind != SittingKind.SPECIAL_COMMITTEE and body is not None:
            self.add_error("body", _("只有专门委员会会议填写专门委员会。"))
        elif body is not None and act.role == "organiser" and body != own_special_committee(act.grant):
            self.add_error("body", _("只能拟定本专门委员会的会议。"))
        return values


@form("sittings.summary@1")
class SummaryForm(ActForm):
    """Change name, day and place of a planned sitting; another body's sitting is another sitting."""

    title = TextField(label=_("会议名称"), max_length=120)
    planned_on = DateField(label=_("拟召开日期"))
    place = TextField(label=_("地点"), max_length=120, required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The facts as they stand."""
        sitting = sitting_of(act.matter)
        return {"title": act.matter.title, "planned_on": sitting.planned_on, "place": sitting.place}


@form("sittings.agenda@1")
class AgendaForm(WithAgenda):
    """Set the agenda as a whole; items that this person may not see stay as they are."""

    rows = {"agenda": AGENDA}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The agenda as it stands."""
        return {"agenda": [_as_row(each) for each in items_handled(act)]}

    def convening_body(self) -> Body | None:
        """The special committee whose sitting it is."""
        return sitting_of(self.context.matter).body


def _as_row(item: AgendaItem) -> dict[str, Any]:
    return {
        "item": item.pk,
        "matter": str(item.matter_id) if item.matter_id else "",
        "text": item.text,
        "note": item.note,
    }
