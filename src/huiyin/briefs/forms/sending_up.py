"""Forms of sending up, of registering by hand, and of making one item out of several."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import KIND, Disclosure, SendingResult, SendingWay, SourceKind
from huiyin.briefs.models import Brief
from huiyin.briefs.selectors.brief import author_words, brief_of, source_words_of_many
from huiyin.briefs.selectors.ladder import levels_from
from huiyin.briefs.selectors.sending_up import sendings_by_hand
from huiyin.people.enums import CommitteeLevel
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField, ObjectsField, TextField

CHOOSE = ("", _("请选择"))
COMBINABLE = (
    "submitted",
    "kept",
    "taken_up",
    "issued",
    "used",
    "instructed",
    "forwarded",
    "handled",
    "fed_back",
)
"""States of a brief that may become a source of a combined one."""


class AuthorNamed(ActForm):
    """Whether who reported it is named above: only where both the brief and the author allow it."""

    author_named = forms.BooleanField(
        label=_("向上级署反映人姓名"), required=False, help_text=_("须经反映人本人同意；不勾选的只署本会名称")
    )

    def prepare(self) -> None:
        """Who asked not to be named is not asked about."""
        if self.context is None:
            return
        brief = brief_of(self.context.matter)
        if brief.disclosure == Disclosure.UNDISCLOSED or not author_words(self.context.matter):
            del self.fields["author_named"]


@form("briefs.send_up@1")
class SendUpForm(AuthorNamed):
    """The number under which it goes up."""

    number = TextField(label=_("报送文号"), max_length=80, required=False)
    field_order = ("number", "author_named")


@form("briefs.register_sending@1")
class RegisterSendingForm(AuthorNamed):
    """To whom, how, when, under which number."""

    level = forms.ChoiceField(label=_("报送到哪一级"))
    receiver = TextField(label=_("报送单位"), max_length=120, help_text=_("例如：自治区政协办公厅"))
    way = forms.ChoiceField(
        label=_("报送方式"),
        choices=[CHOOSE, *(each for each in SendingWay.choices if each[0] != SendingWay.SYSTEM)],
    )
    number = TextField(label=_("报送文号"), max_length=80, required=False)
    on = DateField(label=_("报送日期"))
    field_order = ("level", "receiver", "way", "number", "on", "author_named")

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today; the committee above, where it is known."""
        parent = act.committee.parent
        above = {"level": parent.level, "receiver": parent.short_name} if parent is not None else {}
        return {"on": act.day, **above}

    def prepare(self) -> None:
        """Levels above the own one."""
        super().prepare()
        if self.context is not None:
            field = self.fields["level"]
            assert isinstance(field, forms.ChoiceField)
            levels = levels_from(self.context.committee.level)[1:]
            field.choices = [CHOOSE, *((code, CommitteeLevel(code).label) for code in levels)]

    def clean_on(self) -> date:
        """What is registered has happened."""
        return _past(self.cleaned_data["on"], self.context)


@form("briefs.register_result@1")
class RegisterResultForm(ActForm):
    """What the higher committee did, as far as it is known."""

    sending = ObjectField(label=_("哪一次报送"), offered=sendings_by_hand)
    result = forms.ChoiceField(
        label=_("上级处理结果"),
        choices=[CHOOSE, *(each for each in SendingResult.choices if each[0] != SendingResult.WAITING)],
    )
    words = LongTextField(label=_("说明"), max_length=1000, rows=2, required=False)
    on = DateField(label=_("得知日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today; what was sent last."""
        return {"on": act.day, "sending": sendings_by_hand(act).first()}

    def clean_on(self) -> date:
        """What is registered has happened."""
        return _past(self.cleaned_data["on"], self.context)


def _past(day: date, act: Act) -> date:
    if day > act.day:
        raise forms.ValidationError(_("日期不能晚于今天。"))
    return day


def combinable(act: Act) -> QuerySet[Matter]:
    """Briefs of the committee that may become sources: screened or issued, in no other one, not combined themselves."""
    rows = Matter.objects.filter(committee=act.committee, kind=KIND, state__in=COMBINABLE)
    rows = rows.exclude(brief__source_kind=SourceKind.OFFICE).exclude(pk=act.matter.pk)
    taken = rows.filter(
        brief__went_into__undone_on__isnull=True, brief__went_into__kind__in=("merged", "combined")
    )
    return rows.exclude(pk__in=taken.values("pk")).order_by("-opened_at", "-pk")


class SourcesField(ObjectsField):
    """Choose briefs by number or day, who reported it as far as that may be told, title."""

    def restrict(self, context: Any) -> None:
        """Offer what this act's context allows, all their words read at once."""
        rows = combinable(context).select_related("brief")
        self.queryset, offered = rows, list(rows)
        self.words = source_words_of_many([each.brief for each in offered])

    def label_from_instance(self, obj: Any) -> str:
        """2026年第3期　老旧小区消防通道…（委员：白委员，2026-10-14收到）"""
        brief: Brief = obj.brief
        kind, words = brief.get_source_kind_display(), self.words.get(brief.pk, "")
        told = [f"{kind}：{words}" if words else kind]
        if brief.received_on is not None:
            told.append(_("%(day)s收到") % {"day": f"{brief.received_on:%Y-%m-%d}"})
        title = f"{obj.number}　{obj.title}" if obj.number else obj.title
        return f"{title}（{'，'.join(told)}）"


@form("briefs.combine@1")
class CombineForm(ActForm):
    """Out of which briefs it is made."""

    sources = SourcesField(label=_("来源信息"), offered=combinable)
    text = LongTextField(label=_("说明"), max_length=500, rows=2, required=False)
