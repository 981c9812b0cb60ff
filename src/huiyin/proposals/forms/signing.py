"""Asking members to sign, and their answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.enums import CoSigning
from huiyin.proposals.selectors.proposal import members_asked, members_to_invite, proposal_of
from huiyin.ui.forms import LongTextField, ObjectsField


@form("proposals.invite@1")
class InviteForm(ActForm):
    """Whom to ask."""

    members = ObjectsField(
        label=_("邀请联名的委员"),
        offered=members_to_invite,
        required=False,
        help_text=_("已经邀请的不用再选；修改过的提案，已经邀请的委员会重新收到待办"),
    )

    def clean_members(self) -> Any:
        """Somebody is asked: now or before."""
        members = self.cleaned_data["members"]
        waiting = proposal_of(self.context.matter).cosignatures.filter(state=CoSigning.ASKED)
        if not members and not waiting.exists():
            raise forms.ValidationError(_("请至少选择一位委员。"))
        return members


@form("proposals.uninvite@1")
class UninviteForm(ActForm):
    """Whose invitation is taken back."""

    members = ObjectsField(label=_("撤回对谁的邀请"), offered=members_asked)


@form("proposals.agree@1")
class AgreeForm(ActForm):
    """An optional word to the first signer."""

    text = LongTextField(label=_("给第一提案人的话"), max_length=500, rows=2, required=False)


@form("proposals.decline@1")
class DeclineForm(ActForm):
    """Why not."""

    text = LongTextField(label=_("不参加联名的理由"), max_length=500, rows=3)
