"""Long agendas: many matters taken up by their numbers, one decision for all that is left."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import form
from huiyin.sittings.enums import Decision
from huiyin.sittings.models import AgendaItem
from huiyin.sittings.rules import MOST_TOGETHER, names_in
from huiyin.sittings.selectors import (
    hidden_from_readers,
    items_handled,
    items_of,
    matters_numbered,
    sitting_of,
)
from huiyin.ui.forms import LongTextField, TextField

CHOOSE = ("", _("请选择"))
MOST_NAMED = 10


class ByNumbers(ActForm):
    """Base of forms that name matters by their numbers."""

    numbers = LongTextField(
        label=_("编号"), max_length=30000, rows=8, help_text=_("每行一个，或者用顿号隔开；可以从表格粘贴。")
    )

    def found(self) -> dict[str, Matter]:
        """The matters that bear the numbers; says which number nobody bears."""
        wanted = list(dict.fromkeys(names_in(self.cleaned_data.get("numbers", ""))))
        known = matters_numbered(self.context, wanted)
        missing = [number for number in wanted if number not in known]
        if missing:
            names = "、".join(missing[:MOST_NAMED]) + ("等" if len(missing) > MOST_NAMED else "")
            self.add_error("numbers", _("没有找到编号%(names)s的事项，或者您无权查看。") % {"names": names})
        return {number: known[number] for number in wanted if number in known}


@form("sittings.take_up@1")
class TakeUpForm(ByNumbers):
    """Put many matters on the agenda, after what stands there."""

    note = TextField(label=_("拟决定事项"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """What stands there already is passed over; everybody who reads the minutes may see the rest."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        items = items_of(self.context.matter)
        there = {each.matter_id for each in items}
        new = [each for each in self.found().values() if each.pk not in there]
        hidden = hidden_from_readers(self.context, sitting_of(self.context.matter).body, new)
        if hidden:
            names = "、".join(f"“{each}”" for each in hidden[:MOST_NAMED])
            text = _("%(names)s不能列入这次会议：政协办或者召开会议的专委会的经办人无权查看。")
            self.add_error("numbers", text % {"names": names})
        elif len(items) + len(new) > MOST_TOGETHER:
            text = _("一次会议最多%(most)d项议程，请分次研究。")
            self.add_error("numbers", text % {"most": MOST_TOGETHER})
        elif not new and not self.errors:
            self.add_error("numbers", _("所列事项都已在议程中。"))
        values["matters"] = new
        return values


@form("sittings.drop@1")
class DropForm(ByNumbers):
    """Take many matters off the agenda."""

    def clean(self) -> dict[str, Any]:
        """Only what stands there and is not decided."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        keys = {each.pk for each in self.found().values()}
        values["items"] = [each for each in items_handled(self.context) if each.matter_id in keys]
        if not values["items"] and not self.errors:
            self.add_error("numbers", _("所列事项都不在议程中。"))
        return values


def undecided(act: Act) -> list[AgendaItem]:
    """The items on which this person may register a decision and nobody has."""
    return [each for each in items_handled(act) if not each.decision]


@form("sittings.decide_rest@1")
class DecideRestForm(ActForm):
    """The same decision on every item that has none."""

    decision = forms.ChoiceField(label=_("决定"), choices=[CHOOSE, *Decision.choices])
    decision_text = LongTextField(label=_("决定内容"), max_length=2000, rows=2, required=False)

    def prepare(self) -> None:
        """How many items are meant."""
        if self.context is not None:
            number = len(undecided(self.context))
            self.fields["decision"].help_text = _("尚未登记决定的%(number)d项一并登记。") % {"number": number}

    def clean(self) -> dict[str, Any]:
        """There is something to decide."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        values["items"] = undecided(self.context)
        if not values["items"]:
            self.add_error(None, _("各项议程都已登记决定。"))
        return values
