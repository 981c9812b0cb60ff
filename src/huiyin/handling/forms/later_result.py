"""The form of a later result: which reply, what holds now, since when, and what was seen."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.models import Reply, ReplyClass
from huiyin.handling.selectors import reply_classes
from huiyin.handling.selectors.tracking import standing_replies
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectField


class _OneReply(ObjectField):
    """Called by its unit and class."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.matter.assignment.unit}（{obj.reply_class or _('未分类')}，{obj.answered_on:%Y-%m-%d}办复）"


def _replies(act: Act) -> QuerySet[Reply]:
    keys = [each.reply.pk for each in standing_replies(act.matter)]
    rows = Reply.objects.filter(pk__in=keys).select_related("reply_class", "matter__assignment__unit")
    return rows.order_by("pk")


def _classes(act: Act) -> QuerySet[ReplyClass]:
    return reply_classes(act.committee, act.day)


@form("handling.later_result@1")
class LaterResultForm(ActForm):
    """What became of what a unit replied; the class of the reply stays as it is."""

    reply = _OneReply(label=_("答复"), offered=_replies)
    reply_class = ObjectField(label=_("跟踪结果"), offered=_classes)
    implemented_on = DateField(
        label=_("落实日期"),
        required=False,
        help_text=_("已经解决的必须填写；与办复日期、办结日期分别登记。"),
    )
    text = LongTextField(label=_("落实情况"), max_length=2000, rows=4)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Where one reply stands, it is that."""
        found = list(_replies(act))
        return {"reply": found[0]} if len(found) == 1 else {}

    def clean(self) -> dict[str, Any]:
        """What is done was done on a day, after the reply and not in the future; what is not done has no such day."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, day, reply = data.get("reply_class"), data.get("implemented_on"), data.get("reply")
        if chosen is None or reply is None:
            return data
        done = chosen.meaning == ReplyMeaning.RESOLVED
        if done and day is None and "implemented_on" not in self.errors:
            self.add_error("implemented_on", _("已经解决的，请填写落实日期。"))
        if not done and day is not None:
            self.add_error("implemented_on", _("尚未解决的，不填写落实日期。"))
        if day is not None and day > self.context.day:
            self.add_error("implemented_on", _("落实日期不能晚于今天。"))
        return data
