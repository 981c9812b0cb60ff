"""Writing the numbers of a series in another pattern from a day on, as a change of settings."""

import re
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.numbering import FIELDS
from huiyin.kernel.verdicts import Refused
from huiyin.people.changing.change import (
    Asked,
    Change,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.records.models import NumberPattern
from huiyin.records.numbering import Series, adopt_pattern, all_series, next_number, pattern_of
from huiyin.ui.forms import DateField, TextField

PAGE = "numbers"
CLERKS = frozenset({Role.CPPCC_CLERK})


def numbers_address(committee: Committee) -> str:
    """The page of all series."""
    return f"{reverse('records:numbers')}?committee={committee.code}"


def shown(pattern: str) -> str:
    """A pattern, or what is said of one, with the Chinese names of its parts: 石政协发〔{年份}〕{顺序号}号."""
    for name, label in FIELDS.items():
        pattern = re.sub(rf"\{{{name}:0([1-9])d\}}", rf"{{{label}:\1位}}", pattern)
        pattern = pattern.replace(f"{{{name}}}", f"{{{label}}}")
    return pattern


def stored(text: str) -> str:
    """What was typed as the register understands it; the English names are taken too."""
    for name, label in FIELDS.items():
        text = re.sub(rf"\{{{label}[:：]([1-9])位\}}", rf"{{{name}:0\1d}}", text)
        text = text.replace(f"{{{label}}}", f"{{{name}}}")
    return text


class PatternForm(ChangeForm):
    """The pattern and its first day."""

    pattern = TextField(
        label=gettext_lazy("编号格式"),
        max_length=60,
        help_text=gettext_lazy(
            "花括号里的由系统填写，可用：{年份}、{顺序号}、{机关代字}、{届}、{次}；"
            "如 石政协发〔{年份}〕{顺序号}号。要补零的写 {顺序号:4位}。"
        ),
    )
    on = DateField(label=gettext_lazy("启用日期"))
    reason = reason_field(required=False)


@change_kind
class ChangePattern(Change):
    """变更编号格式."""

    code, page, label, roles = "number-pattern", PAGE, gettext_lazy("变更编号格式"), CLERKS
    form_class = PatternForm

    def target(self, keeper: Keeper, key: str) -> Series:
        """A series. Raises Http404."""
        if key not in all_series:
            raise Http404
        return all_series[key]

    def title(self, asked: Asked) -> str:
        """With the series."""
        return f"{self.label}：{asked.target.label}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The present pattern, from today."""
        keeper = asked.keeper
        pattern = pattern_of(keeper.committee, asked.target.code, keeper.day)
        return {"pattern": shown(pattern), "on": keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What the next number would be; numbers that were given stay."""
        keeper, series, on = asked.keeper, asked.target, values["on"]
        pattern = stored(values["pattern"])
        if on < keeper.day:
            text = _("启用日期不能早于今天：已经编的文号不能改动。")
            raise ChangeRefused(text, field="on")
        before = pattern_of(keeper.committee, series.code, on)
        if before == pattern:
            raise ChangeRefused(_("到那一天本来就是这个格式。"), field="pattern")
        number = next_number(keeper.committee, series.code, pattern, on)
        if isinstance(number, Refused):
            raise ChangeRefused(shown(number.text), field="pattern", code=number.code)
        return Plan(
            what=series.label,
            before=shown(before),
            after=shown(pattern),
            since=on,
            says=(
                _("从%(day)s起按新格式编号。") % {"day": f"{on:%Y年%-m月%-d日}"},
                _("照现在的编号情况，那时的下一个编号是“%(number)s”。") % {"number": number},
                _("顺序号接着编，每年从1号重新开始。"),
            ),
            untouched=(_("已经编的文号，一个也不改，也不再使用。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Adopt it."""
        adopt_pattern(
            committee=asked.keeper.committee,
            series=asked.target.code,
            pattern=stored(values["pattern"]),
            in_force_from=values["on"],
        )
        return Done(_("编号格式已登记。"))

    def back(self, asked: Asked) -> str:
        """The page of all series."""
        return numbers_address(asked.keeper.committee)


def numbers_in_force(committee: Committee, day: date) -> list[str]:
    """How many series the committee writes in its own way."""
    own = NumberPattern.objects.filter(committee=committee, in_force_from__lte=day)
    said = {"all": len(all_series), "own": own.values("series").distinct().count()}
    return [_("编号序列 %(all)d 个，本会自定格式的 %(own)d 个") % said]


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("文号格式"),
        gettext_lazy("各类文件、事项的编号怎么写，从哪一天起改。"),
        numbers_address,
        CLERKS,
        numbers_in_force,
        order=60,
    )
)
