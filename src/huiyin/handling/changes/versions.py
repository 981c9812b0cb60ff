"""Adding to a scheme, renaming, retiring, and calling off what is still to come."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.handling.changes.schemes import Scheme
from huiyin.handling.scheme_rules import (
    Version,
    called_off,
    days_of_change,
    in_force,
    lacking,
    newest_of,
    with_new,
    with_other_name,
    without,
)
from huiyin.kernel.text import said_day
from huiyin.people.changing.change import (
    Asked,
    Change,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.ui.forms import DateField, TextField

CLERKS = frozenset({Role.CPPCC_CLERK})


class ReasonForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


class SinceForm(ChangeForm):
    """From which day, and why."""

    since = DateField(label=gettext_lazy("生效日期"), help_text=gettext_lazy("从这一天起，不早于今天。"))
    reason = reason_field()


class NameForm(SinceForm):
    """Name and meaning."""

    label = TextField(label=gettext_lazy("名称"), max_length=30)
    meaning = forms.ChoiceField(
        label=gettext_lazy("统计时算作"),
        help_text=gettext_lazy("名称各地不同，统计和比较按这一项。"),
    )
    field_order = ("code", "label", "meaning", "since", "reason")
    scheme: ClassVar[Scheme]

    def prepare(self) -> None:
        """Offer the meanings of the scheme."""
        field = self.fields["meaning"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *self.scheme.meanings]


class OfScheme(Change):
    """Changes of one scheme: what was given keeps what it was given under."""

    roles = CLERKS
    scheme: ClassVar[Scheme]

    def versions(self, asked: Asked) -> list[Version]:
        """The scheme of the committee as it is."""
        return self.scheme.versions(asked.keeper.committee)

    def after(self, asked: Asked, values: Values) -> list[Version]:
        """The scheme as it shall be. Raises ChangeRefused."""
        raise NotImplementedError

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store it."""
        self.scheme.store(asked.keeper.committee, self.after(asked, values))
        return Done(_("%(noun)s已登记。") % {"noun": self.scheme.noun})

    def back(self, asked: Asked) -> str:
        """The page of the scheme."""
        return self.scheme.address(asked.keeper.committee)

    def check_day(self, asked: Asked, since: date) -> None:
        """Refuse a past day."""
        if since < asked.keeper.day:
            text = _("生效日期不能早于今天：此前给出的，已按当时的记录在案。")
            raise ChangeRefused(text, field="since")

    def check_enough(self, after: list[Version], since: date) -> list[Version]:
        """Refuse a scheme with which something could no longer be said."""
        missing = lacking(after, since, self.scheme.needed)
        if missing is None:
            return after
        if not missing:
            raise ChangeRefused(_("至少要有两项可选。"))
        text = _("至少要保留一项算作“%(meaning)s”的。")
        raise ChangeRefused(text % {"meaning": self.scheme.meaning_label(missing)})

    def explained(
        self, asked: Asked, values: Values, old: Version | None, new: Version | None, since: date
    ) -> Plan:
        """The plan of any change of a scheme."""
        committee, scheme = asked.keeper.committee, self.scheme
        now = "、".join(each.label for each in in_force(self.after(asked, values), since))
        concerned = [str(scheme.running_words) % {"number": scheme.running(committee)}]
        if old is not None:
            concerned.append(str(scheme.used_words) % {"number": scheme.used(committee, old.code)})
        says = [_("从%(day)s起，可选的是：%(now)s。") % {"day": said_day(since), "now": now}]
        if old and new and old.meaning != new.meaning:
            said = {"old": scheme.meaning_label(old.meaning), "new": scheme.meaning_label(new.meaning)}
            says.append(_("从那时起给出的，统计时算作“%(new)s”；此前给出的仍算作“%(old)s”。") % said)
        return Plan(
            what=scheme.named(old or new),
            before=scheme.said(old) if old else "",
            after=scheme.said(new) if new else _("停用"),
            since=since,
            says=tuple(says),
            untouched=(str(scheme.kept_words),),
            concerned=tuple(concerned),
        )


class AddToScheme(OfScheme):
    """One more to choose from."""

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today."""
        return {"since": asked.keeper.day}

    def _new(self, asked: Asked, values: Values) -> Version:
        versions = self.versions(asked)
        code = values["code"].upper() if self.scheme.has_code else f"value-{len(versions) + 1}"
        while not self.scheme.has_code and newest_of(versions, code) is not None:
            code += "-1"
        order = 0 if self.scheme.has_code else max((each.order for each in versions), default=0) + 1
        return Version(code, values["label"], values["meaning"], values["since"], None, order)

    def after(self, asked: Asked, values: Values) -> list[Version]:
        """Refused for a code or a name in use."""
        versions, new = self.versions(asked), self._new(asked, values)
        self.check_day(asked, values["since"])
        for each in versions:
            living = each.until is None or each.until >= values["since"]
            if living and each.code == new.code:
                text = _("已有%(said)s，请用变更名称。") % {"said": self.scheme.said(each)}
                raise ChangeRefused(text, field="code")
            if living and each.label == new.label:
                raise ChangeRefused(_("已有同名的。"), field="label")
        return with_new(versions, new)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The scheme as it will be."""
        self.after(asked, values)
        return self.explained(asked, values, None, self._new(asked, values), values["since"])


class OfVersion(OfScheme):
    """Changes of something that may be chosen already."""

    def target(self, keeper: Keeper, key: str) -> Version:
        """The last version of a code. Raises Http404."""
        found = newest_of(self.scheme.versions(keeper.committee), key)
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the name."""
        return f"{self.label}：{self.scheme.said(asked.target)}"

    def check_open(self, asked: Asked, since: date) -> None:
        """Refuse where something is to come already, or began that very day."""
        old: Version = asked.target
        if old.until is not None or (old.since is not None and old.since > asked.keeper.day):
            text = _("这一项已有登记在后的变更，请先取消尚未生效的变更。")
            raise ChangeRefused(text)
        self.check_day(asked, since)
        if old.since is not None and since <= old.since:
            text = _("它从%(day)s起才启用，请填之后的日期。") % {"day": said_day(old.since)}
            raise ChangeRefused(text, field="since")


class RenameInScheme(OfVersion):
    """Another name or meaning from a day on."""

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is, from today."""
        old = asked.target
        return {"label": old.label, "meaning": old.meaning, "since": asked.keeper.day}

    def after(self, asked: Asked, values: Values) -> list[Version]:
        """Both versions side by side, each in its time."""
        self.check_open(asked, values["since"])
        old: Version = asked.target
        if (old.label, old.meaning) == (values["label"], values["meaning"]):
            raise ChangeRefused(_("名称和统计口径与现在的相同。"), field="label")
        named = {"label": values["label"], "meaning": values["meaning"], "since": values["since"]}
        after = with_other_name(self.versions(asked), old.code, **named)
        return self.check_enough(after, values["since"])

    def plan(self, asked: Asked, values: Values) -> Plan:
        """From what to what."""
        after = self.after(asked, values)
        return self.explained(
            asked, values, asked.target, newest_of(after, asked.target.code), values["since"]
        )


class RetireFromScheme(OfVersion):
    """No longer to be chosen from a day on."""

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today."""
        return {"since": asked.keeper.day}

    def after(self, asked: Asked, values: Values) -> list[Version]:
        """Enough must remain."""
        self.check_open(asked, values["since"])
        after = without(self.versions(asked), asked.target.code, since=values["since"])
        return self.check_enough(after, values["since"])

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What remains."""
        return self.explained(asked, values, asked.target, None, values["since"])


class CallOff(OfVersion):
    """What is not in force yet is called off."""

    def after(self, asked: Asked, values: Values) -> list[Version]:
        """The scheme without it."""
        versions = self.versions(asked)
        found = called_off(versions, asked.target.code, asked.keeper.day)
        if found is None:
            raise ChangeRefused(_("没有尚未生效的变更。"))
        return self.check_enough(found, asked.keeper.day)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Everything stays as it is today."""
        self.after(asked, values)
        coming = [day for day in days_of_change(self.versions(asked)) if day > asked.keeper.day]
        return Plan(
            what=self.scheme.named(asked.target),
            before=_("登记从%(day)s起变更") % {"day": said_day(coming[0])} if coming else "",
            after=_("不变更"),
            since=asked.keeper.day,
            says=(_("尚未生效的变更取消，仍照今天的。"),),
            untouched=(str(self.scheme.kept_words),),
        )
