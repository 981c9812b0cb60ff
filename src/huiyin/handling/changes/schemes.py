"""The two schemes of a committee, read as versions and written back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.handling.enums import EvaluationMeaning, ReplyMeaning
from huiyin.handling.evaluation_value_preset import preset_evaluation_values
from huiyin.handling.models import Assignment, Evaluation, EvaluationMark, EvaluationValue, Reply, ReplyClass
from huiyin.handling.reply_class_preset import preset_reply_classes
from huiyin.handling.scheme_rules import Version
from huiyin.people.models import Committee


@dataclass(frozen=True)
class Scheme:
    """A scheme as pages and changes speak of it; `needed` are meanings that must always be sayable."""

    page: str
    noun: str | Promise
    model: type[Model]
    preset: Callable[[Committee], list[Any]]
    meanings: list[tuple[str, Any]]
    needed: tuple[str, ...]
    running: Callable[[Committee], int]
    used: Callable[[Committee, str], int]
    running_words: str | Promise
    used_words: str | Promise
    kept_words: str | Promise
    has_code: bool

    def address(self, committee: Committee) -> str:
        """The page of the scheme."""
        return f"{reverse('handling:' + self.page.replace('-', '_'))}?committee={committee.code}"

    def versions(self, committee: Committee) -> list[Version]:
        """Every version there is or was; a committee without any of its own has the preset."""
        own: list[Any] = list(self.model._default_manager.filter(committee=committee))
        rows = own or self.preset(committee)
        return [
            Version(
                row.code,
                row.label,
                row.meaning,
                row.in_force_from,
                row.in_force_until,
                getattr(row, "order", 0),
                row.pk,
            )
            for row in rows
        ]

    def meaning_label(self, code: str) -> str:
        """A meaning in words."""
        return str(dict(self.meanings)[code])

    def said(self, version: Version) -> str:
        """A version in words."""
        head = f"{version.code} 类 " if self.has_code else ""
        return f"{head}{version.label}（{self.meaning_label(version.meaning)}）"

    def named(self, version: Version | None) -> str:
        """How the record names what is changed: by its letter, which stays, or by the name it had."""
        if version is None:
            return str(self.noun)
        return f"{self.noun} {_('%(code)s 类') % {'code': version.code} if self.has_code else version.label}"

    def store(self, committee: Committee, after: list[Version]) -> None:
        """Write the scheme as it shall be: what was in use before keeps its row, only its last day is set."""
        manager = self.model._default_manager
        if not manager.filter(committee=committee).exists():
            for row in self.preset(committee):
                row.save()
            # The preset's versions had no rows when the change was planned: they are found by their code now.
            keys = dict(manager.filter(committee=committee).values_list("code", "pk"))
            after = [_keyed(each, keys) for each in after]
        kept = {each.key for each in after if each.key is not None}
        manager.filter(committee=committee).exclude(pk__in=kept).delete()
        for each in after:
            if each.key is not None:
                manager.filter(pk=each.key).update(in_force_until=each.until)
        for each in after:
            if each.key is None:
                self._create(committee, each)

    def _create(self, committee: Committee, version: Version) -> None:
        values: dict[str, Any] = {
            "committee": committee,
            "code": version.code,
            "label": version.label,
            "meaning": version.meaning,
            "in_force_from": version.since,
            "in_force_until": version.until,
        }
        if not self.has_code:
            values["order"] = version.order
        self.model._default_manager.create(**values)


def _keyed(version: Version, keys: dict[str, int]) -> Version:
    if version.key is None and version.since is None:
        return Version(**{**vars(version), "key": keys[version.code]})
    return version


def _open_assignments(committee: Committee) -> int:
    rows = Assignment.objects.filter(committee=committee, matter__closed_at__isnull=True)
    return rows.exclude(matter__replies__is_final=True).count()


REPLY_CLASSES = Scheme(
    page="reply-classes",
    noun=gettext_lazy("答复类别"),
    model=ReplyClass,
    preset=preset_reply_classes,
    meanings=list(ReplyMeaning.choices),
    needed=(ReplyMeaning.RESOLVED,),
    running=_open_assignments,
    used=lambda committee, code: Reply.objects.filter(committee=committee, reply_class__code=code).count(),
    running_words=gettext_lazy(
        "正在办理、还没有验收答复的办理件%(number)d件：生效日起拟写的答复用新的类别。"
    ),
    used_words=gettext_lazy("已经用过这一类的答复%(number)d件，仍按答复时的类别。"),
    kept_words=gettext_lazy("已经形成的答复和统计：答复时是什么类别、什么名称，仍是什么。"),
    has_code=True,
)
EVALUATION_VALUES = Scheme(
    page="evaluation-values",
    noun=gettext_lazy("评价等次"),
    model=EvaluationValue,
    preset=preset_evaluation_values,
    meanings=list(EvaluationMeaning.choices),
    needed=(EvaluationMeaning.SATISFIED, EvaluationMeaning.DISSATISFIED),
    running=lambda committee: Evaluation.objects.filter(
        committee=committee, matter__closed_at__isnull=True
    ).count(),
    used=lambda committee, code: EvaluationMark.objects.filter(committee=committee, value__code=code).count(),
    running_words=gettext_lazy("正在进行的评价%(number)d轮：生效日起填写的评价用新的等次。"),
    used_words=gettext_lazy("已经填过这一等次的评价%(number)d项，仍按填写时的等次。"),
    kept_words=gettext_lazy("已经填写的评价和统计：填写时是什么等次，仍是什么。"),
    has_code=False,
)


def words_in_force(scheme: Scheme, versions: list[Version]) -> list[str]:
    """The names in force, for the card of the hub."""
    if scheme.has_code:
        return [_("%(code)s 类 %(label)s") % {"code": each.code, "label": each.label} for each in versions]
    return ["、".join(each.label for each in versions)]
