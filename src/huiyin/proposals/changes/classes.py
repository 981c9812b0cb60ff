"""提案分类: the committee adds, names, orders, retires and takes up again its classes of either level."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from huiyin.proposals.models import Proposal, ProposalClass
from huiyin.proposals.presets.classes import ensure_proposal_classes
from huiyin.proposals.selectors.classes import Group, groups_in_use, groups_of
from huiyin.ui.forms import TextField

CLERKS = frozenset({Role.CPPCC_CLERK})
PAGE = "proposal-classes"
MOST = 30
"""Classes in use on one level under one head: more than anybody would read through."""
Row = ProposalClass


def address(committee: Committee) -> str:
    """The page of classes."""
    return f"{reverse('proposals:classes')}?committee={committee.code}"


class NameForm(ChangeForm):
    """Name and place."""

    label = TextField(label=gettext_lazy("名称"), max_length=40)
    order = forms.IntegerField(
        label=gettext_lazy("排在第几"),
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy("同级的依次后移。"),
    )
    reason = reason_field(required=False)


class WhyForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


class Place:
    """A class among its like: its head (None on the first level) and the others in use beside it."""

    def __init__(self, groups: Sequence[Group], code: str) -> None:
        self.row: Row | None = None
        self.head: Row | None = None
        self.below: list[Row] = []
        self.beside = [each.first for each in groups if each.first.in_use]
        for group in groups:
            if group.first.code == code:
                self.row, self.below = group.first, list(group.in_use)
            for row in group.below:
                if row.code == code:
                    self.row, self.head, self.beside = row, group.first, list(group.in_use)

    @property
    def others(self) -> list[Row]:
        """Those beside it, without itself."""
        return [each for each in self.beside if self.row is None or each.code != self.row.code]


class _OfClasses(Change):
    page, roles = PAGE, CLERKS

    def back(self, asked: Asked) -> str:
        """The page of classes."""
        return address(asked.keeper.committee)

    def refuse_taken(self, others: Sequence[Row], label: str) -> None:
        """Two classes side by side do not read the same."""
        if any(each.label == label for each in others):
            raise ChangeRefused(_("同级已有同名的分类。"), field="label")

    def refuse_too_many(self, others: Sequence[Row]) -> None:
        """No more stand side by side than anybody would read through."""
        if len(others) >= MOST:
            raise ChangeRefused(_("同级在用的分类最多%(most)d个，请先停用不用的。") % {"most": MOST})

    def explained(self, asked: Asked, what: str, before: str, after: str, now: Sequence[str]) -> Plan:
        """The classes side by side as they would be, and how many proposals stand in the one that changes."""
        listed = "、".join(now)
        row = asked.target.row if isinstance(asked.target, Place) else None
        concerned: tuple[str, ...] = ()
        if row is not None and row.pk is not None:
            rows = Proposal.objects.filter(committee=asked.keeper.committee)
            number = rows.filter(proposal_class=row).count()
            number += rows.filter(proposal_class__parent=row).count()
            concerned = (_("已归入这一类的提案%(number)d件。") % {"number": number},)
        return Plan(
            what=what,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(_("以后可选的同级分类：%(now)s。") % {"now": listed},),
            untouched=(_("已经归类的提案仍在原来的分类里，名称随这里显示；办理记录里保持当时的文字。"),),
            concerned=concerned,
        )


def _placed(rows: Sequence[Row], row: Row, at: int) -> list[Row]:
    at = max(1, min(at, len(rows) + 1))
    return [*rows[: at - 1], row, *rows[at - 1 :]]


def _store_order(rows: Sequence[Row]) -> None:
    for number, row in enumerate(rows, start=1):
        row.order = number
    Row.objects.bulk_update(rows, ["order"])


def _stored(committee: Committee, code: str) -> Place:
    """The class as a row; the preset is written down before anything of it changes."""
    ensure_proposal_classes(committee)
    return Place(groups_of(committee), code)


@change_kind
class AddClass(_OfClasses):
    """增加分类: of the first level, or (`of` a head) below one."""

    code, label, form_class = "proposal-class-add", gettext_lazy("增加提案分类"), NameForm

    def target(self, keeper: Keeper, key: str) -> str:
        """Below which class; "" for the first level. Raises Http404 for a head that is not there."""
        if key and not any(each.first.code == key for each in groups_in_use(keeper.committee)):
            raise Http404
        return key

    def title(self, asked: Asked) -> str:
        """With the head."""
        head = Place(groups_of(asked.keeper.committee), asked.target).row if asked.target else None
        return f"{self.label}：{head.label}" if head is not None else _("增加一级分类")

    def _beside(self, asked: Asked) -> list[Row]:
        place = Place(groups_of(asked.keeper.committee), asked.target)
        return place.below if asked.target else place.beside

    def initial(self, asked: Asked) -> dict[str, Any]:
        """At the end."""
        return {"order": len(self._beside(asked)) + 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A class that is not there yet."""
        rows = self._beside(asked)
        self.refuse_taken(rows, values["label"])
        self.refuse_too_many(rows)
        now = _placed(rows, Row(label=values["label"]), values["order"])
        return self.explained(asked, values["label"], "", self.title(asked), [each.label for each in now])

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down with a code of its own."""
        committee = asked.keeper.committee
        place = _stored(committee, asked.target)
        codes = set(Row.objects.filter(committee=committee).values_list("code", flat=True))
        code = next(f"class-{n}" for n in range(1, len(codes) + 2) if f"class-{n}" not in codes)
        row = Row.objects.create(
            committee=committee,
            parent=place.row if asked.target else None,
            code=code,
            label=values["label"],
            order=0,
        )
        _store_order(_placed(place.below if asked.target else place.beside, row, values["order"]))
        return Done(_("已增加分类。"))


class _OfClass(_OfClasses):
    """Changes of one class that is there."""

    def target(self, keeper: Keeper, key: str) -> Place:
        """A class of the committee by its code. Raises Http404."""
        place = Place(groups_of(keeper.committee), key)
        if place.row is None:
            raise Http404
        return place

    def title(self, asked: Asked) -> str:
        """With the class."""
        return f"{self.label}：{asked.target.row.label}"


@change_kind
class ChangeClass(_OfClass):
    """变更名称和顺序."""

    code, label, form_class = "proposal-class-change", gettext_lazy("变更提案分类"), NameForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        return {"label": asked.target.row.label, "order": self._at(asked.target)}

    @staticmethod
    def _at(place: Place) -> int:
        codes = [each.code for each in place.beside]
        assert place.row is not None
        return codes.index(place.row.code) + 1 if place.row.code in codes else len(codes) + 1

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Another name or place of a class in use."""
        place: Place = asked.target
        assert place.row is not None
        if not place.row.in_use:
            raise ChangeRefused(_("这个分类已经停用，请先恢复使用。"))
        self.refuse_taken(place.others, values["label"])
        at, to = self._at(place), min(values["order"], len(place.beside))
        if (place.row.label, at) == (values["label"], to):
            raise ChangeRefused(_("与现在的设定相同。"), field="label")
        now = _placed(place.others, Row(label=values["label"]), to)
        before, after = f"{at}. {place.row.label}", f"{to}. {values['label']}"
        return self.explained(asked, place.row.label, before, after, [each.label for each in now])

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down; the code stays."""
        assert asked.target.row is not None
        place = _stored(asked.keeper.committee, asked.target.row.code)
        assert place.row is not None
        place.row.label = values["label"]
        place.row.save(update_fields=["label"])
        _store_order(_placed(place.others, place.row, values["order"]))
        return Done(_("已变更分类。"))


@change_kind
class RetireClass(_OfClass):
    """停用: it can be chosen no more, of a first level nothing below it either."""

    code, label, form_class = "proposal-class-retire", gettext_lazy("停用提案分类"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """One at least stays."""
        place: Place = asked.target
        assert place.row is not None
        if not place.row.in_use:
            raise ChangeRefused(_("这个分类已经停用。"))
        left = [each for each in groups_in_use(asked.keeper.committee) if each.first.code != place.row.code]
        if not any(row.code != place.row.code for each in left for row in each.below):
            raise ChangeRefused(_("至少要保留一个可以选的二级分类。"))
        now = [each.label for each in place.others]
        return self.explained(asked, place.row.label, _("在用"), _("停用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Keep it for the record."""
        place = _stored(asked.keeper.committee, asked.target.row.code)
        assert place.row is not None
        place.row.in_use = False
        place.row.save(update_fields=["in_use"])
        _store_order(place.others)
        return Done(_("已停用。已经归入的提案仍在这一类里。"))


@change_kind
class RestoreClass(_OfClass):
    """恢复使用."""

    code, label, form_class = "proposal-class-restore", gettext_lazy("恢复使用提案分类"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen again, at the end."""
        place: Place = asked.target
        assert place.row is not None
        if place.row.in_use:
            raise ChangeRefused(_("这个分类正在使用。"))
        self.refuse_taken(place.beside, place.row.label)
        self.refuse_too_many(place.beside)
        now = [*(each.label for each in place.beside), place.row.label]
        return self.explained(asked, place.row.label, _("停用"), _("在用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Put it at the end."""
        place = _stored(asked.keeper.committee, asked.target.row.code)
        assert place.row is not None
        place.row.in_use = True
        place.row.save(update_fields=["in_use"])
        _store_order([*place.others, place.row])
        return Done(_("已恢复使用，排在最后。"))


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("提案分类"),
        gettext_lazy("提案按内容归入的两级分类，审查时选定，供清单梳理、统计和交办使用。"),
        address,
        CLERKS,
        lambda committee, day: [
            f"{group.first.label}：{'、'.join(each.label for each in group.below)}"
            for group in groups_in_use(committee)
        ],
        order=64,
    )
)
