"""Issuing: who gets it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.offered import existing_bodies
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import ObjectsField, TextField

RECEIVERS = (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.UNIT)
NOT_LISTED = _("没有列出的写在这里，例如：自治区政协办公厅；几个单位用顿号分开")


def receivers(act: Act) -> QuerySet[Body]:
    """Offices of party and government, and units, that exist on the day."""
    return existing_bodies(act, *RECEIVERS)


@form("briefs.issue@1")
class IssueForm(ActForm):
    """主送 and 抄送: registered bodies read it in the system, others are named."""

    addressees = ObjectsField(label=_("主送单位"), offered=receivers, required=False)
    addressee_words = TextField(label=_("其他主送单位"), max_length=200, required=False, help_text=NOT_LISTED)
    copied = ObjectsField(label=_("抄送单位"), offered=receivers, required=False)
    copy_words = TextField(label=_("其他抄送单位"), max_length=200, required=False, help_text=NOT_LISTED)

    def clean(self) -> dict[str, Any]:
        """Somebody gets it; nobody gets it twice."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        main, copied = list(values.get("addressees") or ()), list(values.get("copied") or ())
        if not main and not values.get("addressee_words"):
            self.add_error("addressees", _("请选择主送单位，没有列出的写明名称。"))
        if set(main) & set(copied):
            self.add_error("copied", _("主送单位不再列为抄送单位。"))
        return values
