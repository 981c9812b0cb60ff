"""A list of wordings that a committee chooses from: added, worded anew, put in order, retired, taken up again.

Reasons and criteria are such lists: each is a `WordedList` and four changes made of the classes here. Rows have `code`,
`label`, `order` and `in_use`; the code stays whatever the wording, and what was decided keeps the words it was given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Model
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from huiyin.people.changing.change import Asked, Change, ChangeForm, ChangeRefused, Done, Values, reason_field
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.placing import next_code, placed
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee

CLERKS = frozenset({Role.CPPCC_CLERK})


def label_alone(label: str, more: Mapping[str, Any]) -> str:
    """How a row reads that is nothing but its wording."""
    return label


@dataclass(frozen=True)
class WordedList:
    """One list: what a row is called, where the rows are, what is said of a change.

    `rows` gives them in order, the preset where the committee has none of its own, which `ensure` writes down. `more`
    are fields beside the wording, `said` a row with them in words. `concerned` says how many decisions name a row.
    """

    noun: str | Promise
    model: type[Model]
    rows: Callable[[Committee], list[Any]]
    ensure: Callable[[Committee], Any]
    address: Callable[[Committee], str]
    most: int
    chosen: str | Promise
    untouched: str | Promise
    still_seen: str | Promise
    concerned: Callable[[Committee, Any], str]
    more: tuple[str, ...] = ()
    said: Callable[[str, Mapping[str, Any]], str] = field(default=label_alone)

    def in_use(self, committee: Committee) -> list[Any]:
        """The rows that may be chosen, in order."""
        return [each for each in self.rows(committee) if each.in_use]

    def stored(self, committee: Committee, code: str) -> Any:
        """The row in the database; the preset is written down before anything of it changes."""
        self.ensure(committee)
        return self.model._default_manager.get(committee=committee, code=code)

    def store_order(self, rows: list[Any]) -> None:
        """Number the rows as they stand."""
        for number, row in enumerate(rows, start=1):
            row.order = number
        self.model._default_manager.bulk_update(rows, ["order"])

    def refuse_taken(self, rows: list[Any], label: str, row: Any | None) -> None:
        """Two rows in use do not read the same."""
        if any(each.label == label for each in rows if row is None or each.code != row.code):
            raise ChangeRefused(_("已有同样的%(noun)s。") % {"noun": self.noun}, field="label")


class WhyForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


class OfList(Change):
    """Changes of a list."""

    roles = CLERKS
    worded: ClassVar[WordedList]

    def back(self, asked: Asked) -> str:
        """The page of the list."""
        return self.worded.address(asked.keeper.committee)

    def explained(self, asked: Asked, what: str, before: str, after: str, now: list[str]) -> Plan:
        """The list as it would be, and that nothing decided changes."""
        listed = "；".join(f"{number}. {label}" for number, label in enumerate(now, start=1))
        row = asked.target
        concerned = (
            (self.worded.concerned(asked.keeper.committee, row),)
            if row is not None and row.pk is not None
            else ()
        )
        return Plan(
            what=what,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(str(self.worded.chosen) % {"now": listed},),
            untouched=(str(self.worded.untouched),),
            concerned=concerned,
        )

    def refuse(self, text: str, **said: Any) -> ChangeRefused:
        """A refusal that names what the rows are."""
        return ChangeRefused(text % {"noun": self.worded.noun, **said})

    def refuse_too_many(self, rows: list[Any]) -> None:
        """No more are in use than anybody would read through."""
        if len(rows) >= self.worded.most:
            raise self.refuse(_("在用的%(noun)s最多%(most)d条，请先停用不用的。"), most=self.worded.most)


class OfRow(OfList):
    """Changes of one row that is there."""

    def target(self, keeper: Keeper, key: str) -> Any:
        """A row by its code, of the preset where the committee has none of its own. Raises Http404."""
        found = next((each for each in self.worded.rows(keeper.committee) if each.code == key), None)
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the wording."""
        return f"{self.label}：{asked.target.label}"


class AddRow(OfList):
    """增加."""

    def initial(self, asked: Asked) -> dict[str, Any]:
        """At the end."""
        return {"order": len(self.worded.in_use(asked.keeper.committee)) + 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A wording that is not there yet."""
        rows = self.worded.in_use(asked.keeper.committee)
        self.worded.refuse_taken(rows, values["label"], None)
        self.refuse_too_many(rows)
        now = placed([each.label for each in rows], values["label"], values["order"])
        return self.explained(asked, values["label"], "", self.worded.said(values["label"], values), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down with a code of its own."""
        committee, worded = asked.keeper.committee, self.worded
        worded.ensure(committee)
        known = worded.model._default_manager.filter(committee=committee)
        codes = list(known.values_list("code", flat=True))
        more = {name: values[name] for name in worded.more}
        row = worded.model._default_manager.create(
            committee=committee, code=next_code(codes), label=values["label"], order=len(codes) + 1, **more
        )
        worded.store_order(placed(worded.in_use(committee), row, values["order"]))
        return Done(_("已增加%(noun)s。") % {"noun": worded.noun})


class ChangeRow(OfRow):
    """变更."""

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        row, codes = asked.target, [each.code for each in self.worded.in_use(asked.keeper.committee)]
        order = codes.index(row.code) + 1 if row.code in codes else len(codes) + 1
        return {"label": row.label, "order": order, **self._more_of(row)}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Another wording or place of a row in use, or another of what stands beside it."""
        row, rows = asked.target, self.worded.in_use(asked.keeper.committee)
        if not row.in_use:
            raise self.refuse(_("这条%(noun)s已经停用，请先恢复使用。"))
        self.worded.refuse_taken(rows, values["label"], row)
        at = [each.code for each in rows].index(row.code) + 1
        place, more = min(values["order"], len(rows)), {name: values[name] for name in self.worded.more}
        if (row.label, self._more_of(row), at) == (values["label"], more, place):
            raise ChangeRefused(_("与现在的设定相同。"), field="label")
        now = placed([each.label for each in rows if each.code != row.code], values["label"], place)
        before = f"{at}. {self.worded.said(row.label, self._more_of(row))}"
        return self.explained(
            asked, row.label, before, f"{place}. {self.worded.said(values['label'], more)}", now
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down; the code stays."""
        committee = asked.keeper.committee
        row = self.worded.stored(committee, asked.target.code)
        for name in ("label", *self.worded.more):
            setattr(row, name, values[name])
        row.save(update_fields=["label", *self.worded.more])
        self.worded.store_order(placed(self.worded.in_use(committee), row, values["order"]))
        return Done(_("已变更%(noun)s。") % {"noun": self.worded.noun})

    def _more_of(self, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.worded.more}


class RetireRow(OfRow):
    """停用."""

    form_class = WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen no more; one at least stays."""
        row, rows = asked.target, self.worded.in_use(asked.keeper.committee)
        if not row.in_use:
            raise self.refuse(_("这条%(noun)s已经停用。"))
        if len(rows) == 1:
            raise self.refuse(_("至少要保留一条%(noun)s。"))
        now = [each.label for each in rows if each.code != row.code]
        return self.explained(asked, row.label, _("在用"), _("停用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Keep it for the record."""
        row = self.worded.stored(asked.keeper.committee, asked.target.code)
        row.in_use = False
        row.save(update_fields=["in_use"])
        self.worded.store_order(self.worded.in_use(asked.keeper.committee))
        return Done(_("已停用。%(still)s") % {"still": self.worded.still_seen})


class RestoreRow(OfRow):
    """恢复使用."""

    form_class = WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen again, at the end."""
        row, rows = asked.target, self.worded.in_use(asked.keeper.committee)
        if row.in_use:
            raise self.refuse(_("这条%(noun)s正在使用。"))
        self.worded.refuse_taken(rows, row.label, row)
        self.refuse_too_many(rows)
        now = [*(each.label for each in rows), row.label]
        return self.explained(asked, row.label, _("停用"), _("在用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Put it at the end."""
        row = self.worded.stored(asked.keeper.committee, asked.target.code)
        row.in_use = True
        row.save(update_fields=["in_use"])
        in_use = self.worded.in_use(asked.keeper.committee)
        self.worded.store_order(placed(in_use, row, self.worded.most))
        return Done(_("已恢复使用，排在最后。"))
