"""What is said of a proposal that was handed in on paper: whose it is, and that it is signed as it must be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act_form import ActForm
from huiyin.proposals.enums import ProposerKind
from huiyin.proposals.rules.proposal import COLLECTIVE, KIND_OF_BODY, OF_MEMBERS, SEALED, UNREGISTERED
from huiyin.proposals.selectors.proposal import authors_offered, collective_bodies, members_offered
from huiyin.ui.forms import DateField, ObjectField, ObjectsField, TextField

ONLY_ON_PAPER = ("received_on", "first_member", "cosigners", "body", "body_name", "is_sealed")


class PaperFields(ActForm):
    """The fields that the office fills in from the paper."""

    received_on = DateField(label=_("收到纸质提案日期"), help_text=_("是大会提案还是平时提案，按这一天计算"))
    first_member = ObjectField(
        label=_("提案人（第一提案人）"), offered=authors_offered, required=False, help_text=_("委员提案填写")
    )
    cosigners = ObjectsField(label=_("纸质件上签名的联名委员"), offered=members_offered, required=False)
    body = ObjectField(
        label=_("提案单位"),
        offered=collective_bodies,
        required=False,
        help_text=_("集体提案填写；已经登记的党派、人民团体也在这里选"),
    )
    body_name = TextField(
        label=_("党派、人民团体名称"),
        max_length=100,
        required=False,
        help_text=_("没有登记为机构的党派、人民团体提案填写"),
    )
    is_sealed = forms.BooleanField(
        label=_("纸质件已加盖单位印章"), required=False, help_text=_("党派、人民团体、专门委员会提案须盖章")
    )

    def clean_paper(self, values: dict[str, Any]) -> None:
        """Whose it is, signed as that kind of proposer signs, and received by today."""
        kind = str(values.get("proposer_kind") or "")
        self._clean_members(values, kind)
        self._clean_body(values, kind)
        received = values.get("received_on")
        if received is not None and self.context is not None and received > self.context.day:
            self.add_error("received_on", _("收到日期不能晚于今天。"))
        self._keep_only_whose_it_is(values, kind)

    def _clean_members(self, values: dict[str, Any], kind: str) -> None:
        """The first signer, and who signed with them."""
        member, cosigners = values.get("first_member"), list(values.get("cosigners") or ())
        if kind in OF_MEMBERS and member is None:
            self.add_error("first_member", _("请选择提案人；联名的，第一位签名的为第一提案人。"))
        if kind == ProposerKind.JOINT and not cosigners:
            self.add_error("cosigners", _("联名提案至少选择一位在纸质件上签名的委员。"))
        if member in cosigners:
            self.add_error("cosigners", _("第一提案人不再列为联名委员。"))

    def _clean_body(self, values: dict[str, Any], kind: str) -> None:
        """A registered body is chosen; a party or people's organisation that is none is named."""
        if kind not in COLLECTIVE:
            return
        body = values.get("body")
        if body is not None and KIND_OF_BODY.get(body.kind) != kind:
            self.add_error("body", _("请选择与提案者类别相符的提案单位。"))
        elif body is None and kind not in UNREGISTERED:
            self.add_error("body", _("请选择提案单位。"))
        elif body is None and not values.get("body_name"):
            self.add_error("body_name", _("请选择提案单位，或者写明党派、人民团体的名称。"))
        if kind in SEALED and not values.get("is_sealed"):
            self.add_error("is_sealed", _("这类提案的纸质件须加盖单位印章；没有盖章的，请退回补盖。"))

    @staticmethod
    def _keep_only_whose_it_is(values: dict[str, Any], kind: str) -> None:
        """What was chosen for another kind of proposer is not taken over."""
        if kind not in OF_MEMBERS:
            values["first_member"] = None
        if kind != ProposerKind.JOINT:
            values["cosigners"] = []
        if kind not in COLLECTIVE:
            values["body"] = None
        if kind not in UNREGISTERED or values.get("body") is not None:
            values["body_name"] = ""
        values["is_sealed"] = bool(values.get("is_sealed")) and kind in SEALED
