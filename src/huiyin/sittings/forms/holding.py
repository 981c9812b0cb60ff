"""A sitting was held: when, where, under whom, and who was there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.sittings.enums import Presence
from huiyin.sittings.rules import named_twice, names_in
from huiyin.sittings.selectors import attendance_of, sitting_of
from huiyin.ui.forms import DateField, LongTextField, TextField

MOST_NAMES = 600
LONGEST_NAME = 60
LISTS = tuple(presence.value for presence in Presence)


class HeldFields(ActForm):
    """Day, place, chair, and three lists of names as offices write them."""

    held_on = DateField(label=_("召开日期"))
    place = TextField(label=_("地点"), max_length=120)
    chaired_by = TextField(label=_("主持人"), max_length=60)
    present = LongTextField(
        label=Presence.PRESENT.label,
        max_length=8000,
        rows=3,
        help_text=_("写姓名，用顿号分开。名单中没有同名的委员和工作人员会与其账号对应，可以查看会议的决定。"),
    )
    observing = LongTextField(label=Presence.OBSERVING.label, max_length=8000, rows=2, required=False)
    excused = LongTextField(label=Presence.EXCUSED.label, max_length=8000, rows=2, required=False)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What was registered, or what was planned."""
        sitting = sitting_of(act.matter)
        lists = {code: "、".join(map(str, rows)) for code, rows in attendance_of(act.matter).items()}
        return {
            "held_on": sitting.day,
            "place": sitting.place,
            "chaired_by": sitting.chaired_by,
            **lists,
        }

    def clean_held_on(self) -> Any:
        """A sitting that has not been held has decided nothing."""
        day = self.cleaned_data["held_on"]
        if day > self.context.day:
            raise forms.ValidationError(_("召开日期不能晚于今天；会议召开之后再登记。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Each name stands in one list, once; namesakes are told apart as on paper."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        names = {code: names_in(values.get(code, "")) for code in LISTS}
        every = [name for code in LISTS for name in names[code]]
        for code in LISTS:
            long = [name for name in names[code] if len(name) > LONGEST_NAME]
            if long:
                text = _("“%(name)s…”太长，不像是姓名；请用顿号把姓名分开。")
                self.add_error(code, text % {"name": long[0][:10]})
        if len(every) > MOST_NAMES:
            self.add_error("present", _("名单最多%(most)d人。") % {"most": MOST_NAMES})
        if twice := named_twice(every):
            text = _("%(names)s出现了两次；不同的人同名的，请在姓名后加注，如“王伟（经济界）”。")
            self.add_error(None, text % {"names": "、".join(f"“{name}”" for name in dict.fromkeys(twice))})
        return values


@form("sittings.hold@1")
class HoldForm(HeldFields):
    """Register that the sitting was held."""


@form("sittings.held@1")
class HeldForm(HeldFields):
    """Change what was registered of the sitting."""
